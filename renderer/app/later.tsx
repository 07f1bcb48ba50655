import { type ComponentType, lazy, useState } from 'react';

/** A component in a file of its own: loaded when it is first shown, or before. */
export interface LaterComponent {
  /** Fetches the file. A failure is told when the component is shown. */
  readonly load: () => Promise<void>;
  /** What to show now; hold on to it for as long as it is shown (see {@link Later}). */
  readonly component: () => ComponentType;
}

/**
 * React's `lazy` alone shows its fallback also for a file that is long here, and whatever follows a fallback waits until
 * that has been seen for 300 ms: every first visit would take a third of a second.
 */
export function later(fetch: () => Promise<ComponentType>): LaterComponent {
  let loaded: ComponentType | null = null;
  const get = async (): Promise<ComponentType> => {
    loaded ??= await fetch();
    return loaded;
  };
  const Waiting = lazy(async () => ({ default: await get() }));
  return {
    load: () => get().then(nothing, nothing),
    component: () => loaded ?? Waiting,
  };
}

const nothing = (): void => undefined;

/** Shows it; below a `Suspense`, for the case that it is not here yet. */
export function Later({ of }: { readonly of: LaterComponent }) {
  // Another type in the same place would be another component: what the user has done in it would be lost.
  const [Component] = useState(of.component);
  return <Component />;
}
