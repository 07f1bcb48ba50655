import { Button, Input, makeStyles, Text, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular, DismissRegular, SearchRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useState } from 'react';
import type { SearchKind } from '#shared/contract/search.ts';
import { searchTerms } from '#shared/text/search-words.ts';
import { useMessages } from '../app/i18n.tsx';
import { useStaffViews } from '../app/staff-views.ts';
import { useReturnFocus } from '../grid/return-focus.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import type { Found } from './found.ts';
import { FoundList } from './found-list.tsx';
import { hasList } from './open-found.ts';
import { type PaletteRow, rowsOf } from './palette-rows.ts';
import type { Recent } from './recent.ts';
import { useAllFinds, useFinds } from './use-finds.ts';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', padding: tokens.spacingHorizontalS, gap: tokens.spacingHorizontalXS },
  input: { flexGrow: 1 },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    minHeight: '20px',
  },
  count: { flexGrow: 1 },
});

interface PaletteBodyProps {
  readonly recent: Recent;
  readonly onChoose: (found: Found, inList: boolean) => void;
  readonly onClose: () => void;
}

/** The box, what was found, and what the keys do. */
export function PaletteBody({ recent, onChoose, onClose }: PaletteBodyProps) {
  const styles = useStyles();
  useReturnFocus();
  const { commands, common } = useMessages();
  const { palette: words } = commands;
  const [text, setText] = useState('');
  const [only, setOnly] = useState<SearchKind | null>(null);
  const [at, setAt] = useState(0);
  /** Enter was pressed before the answer came. */
  const [waiting, setWaiting] = useState<'open' | 'list' | null>(null);
  const listId = useId();
  const some = useFinds(text, only === null);
  const all = useAllFinds(text, only);
  const finds = only === null ? some : all;
  const { views } = useStaffViews();
  const opened = useMemo(() => recent.among(views), [recent, views]);
  const isEmpty = text.trim() === '';
  const rows = useMemo(
    () =>
      rowsOf(
        isEmpty ? [{ kind: 'recent', found: opened, total: opened.length }] : finds.groups,
        only,
        finds.more !== null,
      ),
    [isEmpty, opened, finds.groups, finds.more, only],
  );
  const terms = useMemo(() => searchTerms(finds.text), [finds.text]);
  const chosen = rows[Math.min(at, rows.length - 1)];
  const idOf = (row: PaletteRow) => `${listId}-${row.key}`;

  const type = (next: string) => {
    setText(next);
    setAt(0);
    setWaiting(null);
  };
  const show = (kind: SearchKind | null) => {
    setOnly(kind);
    setAt(0);
  };
  const take = (row: PaletteRow, inList: boolean) => {
    if (row.kind === 'all') show(row.of);
    else if (row.kind === 'more') finds.more?.();
    else onChoose(row.found, inList);
  };
  const takeChosen = useEffectEvent((inList: boolean) => {
    if (chosen !== undefined) take(chosen, inList);
  });
  useEffect(() => {
    if (waiting === null || !finds.isSettled) return;
    setWaiting(null);
    takeChosen(waiting === 'list');
  }, [waiting, finds.isSettled]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && rows.length > 0) setAt((Math.min(at, rows.length - 1) + step + rows.length) % rows.length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) setWaiting(event.ctrlKey ? 'list' : 'open');
    else if (event.key === 'Escape' && only !== null) show(null);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const total = finds.groups.reduce((sum, group) => sum + group.total, 0);
  const said = isEmpty || !finds.isSettled ? '' : words.found(total);
  return (
    <>
      <div className={styles.head}>
        {only !== null && (
          <Tooltip content={words.backToAll} relationship="label">
            <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={() => show(null)} />
          </Tooltip>
        )}
        <Input
          className={styles.input}
          appearance="filled-lighter"
          size="large"
          autoFocus
          contentBefore={<SearchRegular />}
          value={text}
          placeholder={only === null ? words.hint : words.kinds[only]}
          onChange={(_event, data) => type(data.value)}
          onKeyDown={onKeyDown}
          input={{
            role: 'combobox',
            'aria-label': words.title,
            'aria-expanded': rows.length > 0,
            'aria-controls': listId,
            'aria-autocomplete': 'list',
            ...(chosen === undefined ? {} : { 'aria-activedescendant': idOf(chosen) }),
            autoComplete: 'off',
            spellCheck: false,
          }}
        />
        <Tooltip content={`${common.close} (Esc)`} relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      {finds.error !== null ? (
        <ErrorState error={finds.error} />
      ) : rows.length > 0 ? (
        <FoundList
          id={listId}
          label={words.title}
          rows={rows}
          chosen={chosen}
          terms={terms}
          idOf={idOf}
          onTake={take}
        />
      ) : isEmpty ? (
        <EmptyState icon={<SearchRegular />} title={words.title} text={words.start} />
      ) : finds.isSettled ? (
        <EmptyState title={words.empty} text={words.emptyText} />
      ) : null}
      <div className={styles.foot}>
        <Text size={200} role="status" className={styles.count}>
          {said}
          {finds.text !== text && said !== '' ? ` · ${words.readAs(finds.text)}` : ''}
        </Text>
        {chosen === undefined ? null : <Text size={200}>{words.choose}</Text>}
        {chosen?.kind === 'found' && hasList(chosen.found) ? <Text size={200}>{words.chooseInList}</Text> : null}
      </div>
    </>
  );
}
