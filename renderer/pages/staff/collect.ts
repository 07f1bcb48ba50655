export interface Collector<T> {
  readonly add: (item: T) => void;
  readonly cancel: () => void;
}

/** Hands over what came within `delay` ms in one piece. */
export function collect<T>(delay: number, handOver: (items: ReadonlySet<T>) => void): Collector<T> {
  let items = new Set<T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    const full = items;
    timer = undefined;
    items = new Set();
    handOver(full);
  };
  return {
    add: (item) => {
      items.add(item);
      timer ??= setTimeout(flush, delay);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      items = new Set();
    },
  };
}
