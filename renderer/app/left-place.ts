import { useEffect, useMemo, useState } from 'react';
import { useNavigation } from './navigation.tsx';

/** How a list stood when its page was left. */
export interface LeftPlace<T> {
  /** Until the user does something here, the list goes to where it was when the page was left. */
  readonly isComingBack: () => boolean;
  readonly now: () => T;
  readonly keep: (change: Partial<T>) => void;
}

/**
 * What a list remembers in the memory of its place, to go there again after going back. Unlike a state it is not drawn:
 * it changes while the list is scrolled.
 *
 * @param name of its own within the page; null remembers nothing
 */
export function useLeftPlace<T extends object>(name: string | null, beginning: T): LeftPlace<T> {
  const { memory } = useNavigation();
  const [kept] = useState(() => {
    const left = name === null ? undefined : (memory.get(name) as T | undefined);
    return { memory, now: left ?? beginning, comingBack: left !== undefined };
  });
  useEffect(() => {
    const taken = (): void => {
      kept.comingBack = false;
    };
    for (const event of GOING_ON) window.addEventListener(event, taken, true);
    return () => {
      for (const event of GOING_ON) window.removeEventListener(event, taken, true);
    };
  }, [kept]);
  return useMemo(
    () => ({
      isComingBack: () => kept.comingBack,
      now: () => kept.now,
      keep: (change) => {
        if (kept.comingBack) return;
        kept.now = { ...kept.now, ...change };
        if (name !== null) kept.memory.set(name, kept.now);
      },
    }),
    [kept, name],
  );
}

/** The section got the focus when it was opened: nobody has put it anywhere yet. */
export function isFocusFree(): boolean {
  return document.activeElement === document.body || document.activeElement?.localName === 'main';
}

const GOING_ON = ['keydown', 'pointerdown', 'wheel'] as const;
