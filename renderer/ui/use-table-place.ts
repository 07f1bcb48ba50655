import { type FocusEvent, type RefObject, type UIEvent, useEffect, useEffectEvent } from 'react';
import { isFocusFree, useLeftPlace } from '../app/left-place.ts';

interface TablePlace {
  readonly top: number;
  readonly left: number;
  /** Which of the links in its rows had the focus. */
  readonly link: number | null;
}

/**
 * Where a table was scrolled to and the row that was opened from it are there again after going back.
 *
 * @param name of its own within the page; null where it begins anew each time
 * @param rows how many there are
 */
export function useTablePlace(frame: RefObject<HTMLElement | null>, name: string | null, rows: number) {
  const place = useLeftPlace(name === null ? null : `table ${name}`, BEGINNING);
  const goBack = useEffectEvent(() => {
    const table = frame.current;
    if (!place.isComingBack() || table === null) return;
    const { top, left, link } = place.now();
    if (link !== null && isFocusFree()) linksOf(table)[link]?.focus({ preventScroll: true });
    table.scrollTo({ top, left });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: again with more rows until the user goes on
  useEffect(() => {
    // After the frame has moved the focus to the section.
    const waiting = requestAnimationFrame(goBack);
    return () => cancelAnimationFrame(waiting);
  }, [rows]);
  return {
    onScroll: ({ currentTarget: { scrollTop, scrollLeft } }: UIEvent<HTMLElement>) =>
      place.keep({ top: scrollTop, left: scrollLeft }),
    onFocus: ({ currentTarget, target }: FocusEvent<HTMLElement>) => {
      const link = linksOf(currentTarget).indexOf(target as HTMLElement);
      place.keep({ link: link < 0 ? null : link });
    },
  };
}

function linksOf(table: HTMLElement): readonly HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>('button, a[href]')];
}

const BEGINNING: TablePlace = { top: 0, left: 0, link: null };
