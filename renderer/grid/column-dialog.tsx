import { Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular, CheckmarkRegular, EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '../app/i18n.tsx';
import { Choice } from '../ui/choice.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { optionId } from './code-list.tsx';
import { freezeUpTo, hideColumn, type Layout, moveColumn } from './column-layout.ts';

const useStyles = makeStyles({
  body: { display: 'flex', gap: tokens.spacingHorizontalM },
  buttons: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
});

interface ColumnDialogProps<K extends string> {
  readonly layout: Layout<K>;
  /** The layout of who has changed nothing. */
  readonly usual: Layout<K>;
  /** The column that cannot be hidden. */
  readonly always?: string | undefined;
  readonly labelOf: (key: K) => string;
  readonly onApply: (layout: Layout<K>) => void;
  readonly onClose: () => void;
}

/** Which columns are shown, in which order, and how many stay in sight: by keys as by buttons. */
export function ColumnDialog<K extends string>(props: ColumnDialogProps<K>) {
  const { layout, usual, always, labelOf, onApply, onClose } = props;
  const styles = useStyles();
  const { views } = useMessages();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(layout);
  const [active, setActive] = useState(0);
  const [said, setSaid] = useState('');
  const column = draft.columns[active];
  const shown = draft.columns.filter(({ hidden }) => !hidden);
  useEffect(() => {
    document.getElementById(optionId(listId, active))?.scrollIntoView({ block: 'nearest' });
  }, [listId, active]);

  const step = (by: 1 | -1): void => setActive(Math.min(draft.columns.length - 1, Math.max(0, active + by)));
  const move = (by: 1 | -1): void => {
    const to = draft.columns[active + by];
    if (column === undefined || to === undefined) return;
    setDraft(moveColumn(draft, column.key, to.key));
    setActive(active + by);
    setSaid(views.moved(labelOf(column.key), active + by + 1));
  };
  const toggle = (): void => {
    if (column !== undefined && column.key !== always) setDraft(hideColumn(draft, column.key, !column.hidden));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : -1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') (event.altKey ? move : step)(by);
    else if (event.key === ' ') toggle();
    else return;
    event.preventDefault();
  };

  return (
    <FormDialog
      title={views.columnsTitle}
      submit={views.apply}
      busy={false}
      onSubmit={() => onApply(draft)}
      onClose={onClose}
      actions={<Button onClick={() => setDraft(usual)}>{views.usual}</Button>}
    >
      <Text id={`${listId}-hint`}>{views.columnsHint}</Text>
      <div className={styles.body}>
        <div
          ref={list}
          role="listbox"
          tabIndex={0}
          aria-label={views.columnsList}
          aria-describedby={`${listId}-hint`}
          aria-multiselectable
          aria-activedescendant={optionId(listId, active)}
          className="kg-filter-list kg-column-list"
          onKeyDown={onKeyDown}
        >
          {draft.columns.map(({ key, hidden }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which names the active option
            <div
              key={key}
              id={optionId(listId, index)}
              role="option"
              tabIndex={-1}
              aria-selected={!hidden}
              className={`kg-option${index === active ? ' kg-active' : ''}${hidden ? ' kg-closed' : ''}`}
              onClick={() => {
                setActive(index);
                list.current?.focus();
              }}
              onDoubleClick={toggle}
            >
              <span>{labelOf(key)}</span>
              {!hidden && <CheckmarkRegular aria-hidden />}
            </div>
          ))}
        </div>
        <div className={styles.buttons}>
          <Button icon={<ArrowUpRegular />} disabledFocusable={active === 0} onClick={() => move(-1)}>
            {views.moveUp}
          </Button>
          <Button
            icon={<ArrowDownRegular />}
            disabledFocusable={active === draft.columns.length - 1}
            onClick={() => move(1)}
          >
            {views.moveDown}
          </Button>
          <Button
            icon={column?.hidden === true ? <EyeRegular /> : <EyeOffRegular />}
            disabledFocusable={column?.key === always || (column?.hidden === false && shown.length === 1)}
            onClick={toggle}
          >
            {column?.hidden === true ? views.show : views.hide}
          </Button>
        </div>
      </div>
      <Field label={views.frozen}>
        <Choice
          label={views.frozen}
          value={String(Math.min(draft.frozen, shown.length))}
          options={[
            { value: '0', text: views.frozenNone },
            ...shown.map(({ key }, i) => ({ value: String(i + 1), text: views.frozenUpTo(labelOf(key)) })),
          ]}
          onChange={(count) => setDraft(freezeUpTo(draft, shown[Number(count) - 1]?.key ?? null))}
        />
      </Field>
      <span className="kg-hidden" role="status">
        {said}
      </span>
    </FormDialog>
  );
}
