import { Portal, usePositioning } from '@fluentui/react-components';
import { type RefObject, useLayoutEffect } from 'react';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { type CodeOption, isClosed } from './code-index.ts';

interface CodeListProps {
  readonly id: string;
  readonly label: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly options: readonly CodeOption[];
  /** The whole list in its own order, each choice under its group; what was found stands flat. */
  readonly tree: boolean;
  /** Index of the marked option, −1 for none. */
  readonly active: number;
  readonly selected: string | null;
  readonly onDay: string;
  readonly onChoose: (option: CodeOption) => void;
}

/** More is not read by anybody: a letter more finds it sooner. */
const SHOWN = 600;

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The list under a field with choices: groups order it and cannot be chosen, closed choices are marked. */
export function CodeList({ id, label, anchor, options, tree, active, selected, onDay, onChoose }: CodeListProps) {
  const texts = useMessages();
  const format = useFormat();
  const { targetRef, containerRef } = usePositioning({
    position: 'below',
    align: 'start',
    fallbackPositions: ['above-start'],
    strategy: 'fixed',
  });
  useLayoutEffect(() => {
    targetRef.current = anchor.current;
  }, [anchor, targetRef]);
  useLayoutEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  return (
    <Portal>
      <div ref={containerRef} id={id} role="listbox" aria-label={label} className="kg-list">
        {options.slice(0, SHOWN).map((option, index) => {
          const closed = isClosed(option, onDay);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which names the active option
            <div
              key={option.code}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={option.code === selected}
              aria-disabled={option.group || closed || undefined}
              className={`kg-option${index === active ? ' kg-active' : ''}${option.group ? ' kg-group' : ''}${closed ? ' kg-closed' : ''}`}
              style={{ paddingInlineStart: 8 + (tree ? option.depth * 12 : 0) }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                if (!option.group && !closed) onChoose(option);
              }}
            >
              <span>{option.name}</span>
              {closed && option.closedOn !== null && (
                <span className="kg-note">{texts.staff.grid.closedOn(format.date(option.closedOn))}</span>
              )}
            </div>
          );
        })}
        {options.length === 0 && <div className="kg-note kg-nothing">{texts.staff.grid.noChoice}</div>}
      </div>
    </Portal>
  );
}
