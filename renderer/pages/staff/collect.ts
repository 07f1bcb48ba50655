export interface Collector<T> {
  readonly add: (item: T) => void;
  /** What is known by another way need not be handed over. */
  readonly drop: (item: T) => void;
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
    if (full.size > 0) handOver(full);
  };
  return {
    add: (item) => {
      items.add(item);
      timer ??= setTimeout(flush, delay);
    },
    drop: (item) => void items.delete(item),
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      items = new Set();
    },
  };
}
