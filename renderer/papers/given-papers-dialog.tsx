import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { papers as contract, type GivenPaper, NUMBERED_PAPERS, type NumberedPaper } from '#shared/contract/papers.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import type { Person } from '#shared/domain/entities.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useSession } from '../app/session.tsx';
import { usePages } from '../pages/worklists/use-pages.ts';
import { Choice } from '../ui/choice.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState, NothingFound } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { ViewDialog } from '../ui/view-dialog.tsx';
import { CancelPaperDialog } from './cancel-paper-dialog.tsx';
import { PaperActions } from './paper-actions.tsx';

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, flexShrink: 0 },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  reason: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', whiteSpace: 'normal' },
  foot: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalS },
});

interface GivenPapersDialogProps {
  /** Null: of everybody. */
  readonly person: Pick<Person, 'id' | 'lastName' | 'firstName' | 'patronymic'> | null;
  readonly onClose: () => void;
}

/** The register of given papers, of one person or of all. */
export function GivenPapersDialog({ person, onClose }: GivenPapersDialogProps) {
  const styles = useStyles();
  const { common, documents, papers } = useMessages();
  const words = papers.given;
  const format = useFormat();
  const mayWrite = refusalOf(contract.print, useSession().user) === null;
  const [kind, setKind] = useState<NumberedPaper | 'all'>('all');
  const [year, setYear] = useState('all');
  const [cancelling, setCancelling] = useState<GivenPaper | null>(null);
  const personId = person?.id ?? null;
  const { query, first, rows, total } = usePages(
    [personId, kind, year],
    (page) =>
      call(
        api().papers.list({
          ...page,
          personId,
          kind: kind === 'all' ? null : kind,
          year: year === 'all' ? null : Number(year),
        }),
      ),
    (answer) => answer.papers,
    keys.papers,
  );
  const all = kind === 'all' && year === 'all';
  const stateOf = ({ prints, cancelled }: GivenPaper) => {
    if (cancelled !== null) return <StatusChip tone="refused" label={words.states.cancelled} />;
    return prints === 0 ? (
      <StatusChip tone="action" label={words.states.registered} />
    ) : (
      <StatusChip tone="done" label={words.states.given} />
    );
  };
  const noteOf = ({ prints, cancelled }: GivenPaper) => {
    if (cancelled !== null) return words.cancelledBecause(cancelled.reason, cancelled.by);
    return prints > 1 ? words.duplicates(prints - 1) : null;
  };
  return (
    <ViewDialog wide title={person === null ? words.title : words.titleOf(fullName(person))} onClose={onClose}>
      <div className={styles.filters}>
        <Choice
          label={words.year}
          value={year}
          narrow
          options={[
            { value: 'all', text: words.allYears },
            ...(first?.years ?? []).map((one) => ({ value: String(one), text: String(one) })),
          ]}
          onChange={setYear}
        />
        <Choice
          label={words.kind}
          value={kind}
          options={[
            { value: 'all' as const, text: words.allKinds },
            ...NUMBERED_PAPERS.map((value) => ({ value, text: documents.papers.kinds[value] })),
          ]}
          onChange={setKind}
        />
        <span role="status">{first === undefined ? '' : words.count(total)}</span>
      </div>
      <div className={styles.note}>{words.counting}</div>
      {query.error !== null ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : first === undefined ? (
        <LoadingState />
      ) : total === 0 && all ? (
        <EmptyState title={words.empty} text={words.emptyText} />
      ) : total === 0 ? (
        <NothingFound
          onClear={() => {
            setKind('all');
            setYear('all');
          }}
        />
      ) : (
        <DataTable
          label={words.title}
          columns={[
            { key: 'number', title: words.columns.number, align: 'end' },
            { key: 'day', title: words.columns.day, align: 'center' },
            { key: 'kind', title: words.columns.kind, wrap: true },
            ...(person === null ? [{ key: 'person', title: words.columns.person, wrap: true }] : []),
            { key: 'purpose', title: words.columns.purpose, wrap: true },
            { key: 'by', title: words.columns.by, wrap: true },
            { key: 'state', title: words.columns.state, wrap: true },
            ...(mayWrite ? [{ key: 'actions', title: '' }] : []),
          ]}
          rows={rows.map((paper) => ({
            key: paper.id,
            cells: [
              format.number(paper.number),
              format.date(paper.givenOn),
              documents.papers.kinds[paper.kind],
              ...(person === null ? [paper.personName] : []),
              paper.purpose,
              paper.givenBy,
              <>
                {stateOf(paper)}
                <div className={styles.reason}>{noteOf(paper)}</div>
              </>,
              ...(mayWrite ? [<PaperActions key="actions" paper={paper} onCancel={() => setCancelling(paper)} />] : []),
            ],
          }))}
          foot={
            query.hasNextPage && (
              <div className={styles.foot}>
                <Button disabledFocusable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {common.showMore}
                </Button>
              </div>
            )
          }
        />
      )}
      {cancelling !== null && <CancelPaperDialog paper={cancelling} onClose={() => setCancelling(null)} />}
    </ViewDialog>
  );
}
