import { Tooltip } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';

const HOVER_DELAY = 350;
const HIDE_DELAY = 250;

interface Shown {
  readonly target: HTMLElement;
  readonly text: string;
}

/**
 * One tooltip for all cells: shows the `data-note` of the cell under the pointer or with the focus, can be pointed at
 * itself, and goes with Esc. The same words are the cell's `aria-description`, so the tooltip is silent.
 */
export function CellNotes({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (delay: number, next: Shown | null): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), delay);
  };
  const noteAt = (node: EventTarget): Shown | null => {
    const target = node instanceof Element ? node.closest<HTMLElement>('[data-note]') : null;
    const text = target?.dataset.note;
    return target === null || text === undefined ? null : { target, text };
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what happens in the grid inside
    <div
      className="kg-notes"
      onPointerOver={(event) => {
        const note = noteAt(event.target);
        later(note === null ? HIDE_DELAY : HOVER_DELAY, note);
      }}
      onPointerLeave={() => later(HIDE_DELAY, null)}
      onFocus={(event) => later(0, noteAt(event.target))}
      onBlur={() => later(HIDE_DELAY, null)}
      onScrollCapture={() => {
        if (shown !== null) later(0, null);
      }}
      onKeyDownCapture={(event) => {
        if (event.key === 'Escape' && shown !== null) later(0, null);
      }}
    >
      {children}
      {shown !== null && (
        <Tooltip
          relationship="inaccessible"
          visible
          positioning={{ target: shown.target, position: 'below', align: 'start' }}
          content={{
            children: shown.text,
            className: 'kg-tooltip',
            onPointerEnter: () => clearTimeout(timer.current),
            onPointerLeave: () => later(HIDE_DELAY, null),
          }}
        />
      )}
    </div>
  );
}
