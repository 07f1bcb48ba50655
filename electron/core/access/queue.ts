/** Runs pieces of work one after another, whatever became of the earlier ones. */
export type Exclusive = <T>(work: () => T | Promise<T>) => Promise<T>;

export function createQueue(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
