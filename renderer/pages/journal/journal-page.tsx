import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { HistoryRegular, ShieldCheckmarkRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { JournalEntry } from '#shared/contract/areas.ts';
import type { Role } from '#shared/domain/states.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api } from '../../app/api.ts';
import { useCommand } from '../../app/commands.tsx';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useJob } from '../../app/jobs.ts';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { CommandBar, Page, PageHeader } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { JournalChange } from './journal-change.tsx';
import { useJournal, usePaused } from './use-journal.ts';
import { VerifyResult } from './verify-result.tsx';

const useStyles = makeStyles({
  search: { minWidth: '320px' },
  foot: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalS },
});

/** Who changed what and when, newest first; and the check that nobody touched it behind the program. */
export function JournalPage() {
  const styles = useStyles();
  const texts = useMessages();
  const { journal } = texts;
  const [text, setText] = usePlaceMemory('text', useParameters('journal').text ?? '');
  const asked = usePaused(text);
  const list = useJournal(asked);
  const verify = useJob(api().journal.verify);
  useCommand('journal.verify', verify.state.phase === 'running' ? null : () => verify.start({}));
  const counts = list.data === undefined ? undefined : journal.count(list.total);
  return (
    <Page>
      <PageHeader title={journal.title} counts={counts} />
      <CommandBar label={journal.title}>
        <SearchField
          className={styles.search}
          size="small"
          value={text}
          onChange={(_event, data) => setText(data.value)}
          placeholder={journal.searchHint}
          aria-label={journal.search}
        />
        <Button
          size="small"
          icon={<ShieldCheckmarkRegular />}
          disabled={verify.state.phase === 'running'}
          onClick={() => verify.start({})}
        >
          {journal.verify}
        </Button>
      </CommandBar>
      <VerifyResult job={verify} />
      {list.error !== null ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <LoadingState />
      ) : list.entries.length > 0 ? (
        <Entries list={list} />
      ) : asked === '' ? (
        <EmptyState icon={<HistoryRegular />} title={journal.emptyTitle} text={journal.emptyText} />
      ) : (
        <NothingFound onClear={() => setText('')} />
      )}
    </Page>
  );
}

function Entries({ list }: { readonly list: ReturnType<typeof useJournal> }) {
  const styles = useStyles();
  const texts = useMessages();
  const { journal, common } = texts;
  const format = useFormat();
  const codes = useCodes();
  const titles = journal.columns;
  const columns: readonly TableColumn[] = [
    { key: 'seq', title: titles.seq, align: 'end' },
    { key: 'at', title: titles.at, align: 'center' },
    { key: 'actor', title: titles.actor },
    { key: 'action', title: titles.action },
    { key: 'title', title: titles.title, wrap: true },
    { key: 'field', title: titles.field },
    { key: 'change', title: titles.change, wrap: true },
    { key: 'reason', title: titles.reason, wrap: true },
  ];
  const role = (name: string) => (Object.hasOwn(texts.states.role, name) ? texts.states.role[name as Role] : undefined);
  const cells = (entry: JournalEntry) => [
    format.number(entry.seq),
    format.moment(entry.at),
    <span key="actor" title={role(entry.role)}>
      {wordOf(journal.actors, entry.actor)}
    </span>,
    wordOf(journal.actions, entry.action),
    entry.title,
    entry.field === null ? null : fieldLabel(texts, entry.field),
    <JournalChange key="change" entry={entry} codes={codes} />,
    entry.reason,
  ];
  return (
    <DataTable
      label={journal.table}
      place="journal"
      columns={columns}
      rows={list.entries.map((entry) => ({ key: `${entry.seq} ${entry.field ?? ''}`, cells: cells(entry) }))}
      foot={
        list.hasNextPage ? (
          <div className={styles.foot}>
            <MoreButton
              label={`${common.showMore}: ${journal.found(list.entries.length, list.total)}`}
              busy={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          </div>
        ) : null
      }
    />
  );
}

/** The catalogue's word for a name; names that it does not know are shown as they are. */
function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(words, name) ? words[name] : undefined) ?? name;
}

interface MoreButtonProps {
  readonly label: string;
  readonly busy: boolean;
  readonly onMore: () => void;
}

/** Presses itself when it is scrolled into sight. */
function MoreButton({ label, busy, onMore }: MoreButtonProps) {
  const place = useRef<HTMLSpanElement>(null);
  const newest = useRef(onMore);
  newest.current = onMore;
  useEffect(() => {
    if (place.current === null) return undefined;
    const watcher = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && newest.current());
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);
  return (
    <span ref={place}>
      <Button
        size="small"
        appearance="subtle"
        disabled={busy}
        {...(busy ? { icon: <Spinner size="extra-tiny" /> } : {})}
        onClick={onMore}
      >
        {label}
      </Button>
    </span>
  );
}
