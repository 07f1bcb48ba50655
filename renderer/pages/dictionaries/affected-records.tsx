import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AffectedRecord } from '#shared/contract/dictionaries.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { CardLink } from '../../ui/card-link.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';

const useStyles = makeStyles({ foot: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalS } });

const PAGE = 100;

interface AffectedPage {
  readonly total: number;
  readonly rows: readonly AffectedRecord[];
}

interface AffectedRecordsProps {
  /** Names the question among all. */
  readonly queryKey: readonly unknown[];
  readonly read: (page: { offset: number; limit: number }) => Promise<AffectedPage>;
}

/** Our records whose codes a version of a dictionary lacks, has closed or made a group; each leads to its card. */
export function AffectedRecords({ queryKey, read }: AffectedRecordsProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { records: words, preview } = texts.dictionaries;
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read({ offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
  });
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingState />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  const total = query.data.pages[0]?.total ?? 0;
  if (total === 0) return <EmptyState icon={<CheckmarkCircleRegular />} title={words.none} text={words.noneText} />;
  return (
    <DataTable
      label={words.table}
      columns={[
        { key: 'record', title: words.columns.record },
        { key: 'field', title: words.columns.field },
        { key: 'code', title: words.columns.code },
        { key: 'name', title: words.columns.name, wrap: true },
        { key: 'reason', title: words.columns.reason },
        { key: 'mend', title: words.columns.mend, wrap: true },
      ]}
      rows={rows.map((row) => ({
        key: `${row.id} ${row.field}`,
        cells: [
          <RecordLink key="record" record={row} />,
          fieldLabel(texts, `${row.kind}.${row.field}`),
          row.code,
          row.name,
          [preview.reason[row.reason], format.date(row.closedOn)].join(' ').trim(),
          row.holds ? words.holds : words.mend,
        ],
      }))}
      foot={
        query.hasNextPage ? (
          <div className={styles.foot}>
            <Button
              size="small"
              appearance="subtle"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {words.shown(rows.length, total)}
            </Button>
          </div>
        ) : null
      }
    />
  );
}

function RecordLink({ record }: { readonly record: AffectedRecord }) {
  const { dictionaries } = useMessages();
  const { go } = useNavigation();
  const { kind, field, id, personId, divisionId, title } = record;
  if (personId !== null) return <CardLink personId={personId} name={title} focus={{ kind, field, id }} />;
  if (divisionId === null) return title;
  return (
    <Button
      appearance="transparent"
      size="small"
      aria-label={dictionaries.records.openDivision(title)}
      onClick={() => (kind === 'staffingPosition' ? go('staffing', { divisionId }) : go('divisions', { divisionId }))}
    >
      {title}
    </Button>
  );
}
