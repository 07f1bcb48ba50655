import { Tooltip } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Language } from '#shared/text/translate.ts';
import { useLanguage } from '../app/i18n.tsx';

const HOVER_DELAY = 350;
const HIDE_DELAY = 250;

interface Note {
  readonly target: HTMLElement;
  readonly text: string;
}

interface Shown extends Note {
  /** What was said in another language goes with it. */
  readonly language: Language;
}

/**
 * One tooltip for all cells: shows the `data-note` of the cell under the pointer or with the focus, and its text where it
 * is cut off; can be pointed at itself, and goes with Esc. A screen reader has the same words from the cell itself, so
 * the tooltip is silent.
 */
export function CellNotes({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const [kept, setShown] = useState<Shown | null>(null);
  const shown = kept?.language === language ? kept : null;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (delay: number, next: () => Note | null): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const note = next();
      setShown(note === null ? null : { ...note, language });
    }, delay);
  };
  const hide = (delay: number): void => later(delay, () => null);
  // What a cell says is asked when the delay is over: under a pointer at rest a scroll takes many cells along.
  const show = (delay: number, node: EventTarget): void => later(delay, () => noteAt(node));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what happens in the grid inside
    <div
      className="kg-notes"
      onPointerOver={({ target }) => show(HOVER_DELAY, target)}
      onPointerLeave={() => hide(HIDE_DELAY)}
      onFocus={({ target }) => show(0, target)}
      onBlur={() => hide(HIDE_DELAY)}
      onScrollCapture={() => {
        if (shown !== null) hide(0);
      }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape' || shown === null) return;
        // Only the note goes: what was chosen in the grid stays for the next Esc. An open editor closes with it.
        if (!(event.target instanceof HTMLInputElement)) event.stopPropagation();
        clearTimeout(timer.current);
        setShown(null);
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
            onPointerLeave: () => hide(HIDE_DELAY),
          }}
        />
      )}
    </div>
  );
}

/** The note of the cell that a node stands in; null where it has none, or is gone meanwhile. */
function noteAt(node: EventTarget): Note | null {
  const cell = node instanceof Element ? node.closest<HTMLElement>('[data-note], .rdg-cell') : null;
  if (cell === null || !cell.isConnected) return null;
  const texts = [cutText(cell), cell.dataset.note].filter((text) => text !== undefined && text !== '');
  return texts.length === 0 ? null : { target: cell, text: texts.join(' — ') };
}

/** The text of a cell that does not fit into it. */
function cutText(cell: HTMLElement): string | undefined {
  const text = cell.querySelector<HTMLElement>('.kg-text') ?? cell;
  return text.scrollWidth > text.clientWidth ? (text.textContent ?? undefined) : undefined;
}
