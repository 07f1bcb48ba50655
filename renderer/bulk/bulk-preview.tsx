import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { BULK_OUTCOMES, type BulkOutcome, type BulkPreview as Preview } from '#shared/contract/bulk.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { Choice } from '../ui/choice.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useLineCells } from './line-cells.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  head: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  counts: { display: 'flex', gap: tokens.spacingHorizontalS, flexGrow: 1 },
  frame: { display: 'flex', maxHeight: '260px', minHeight: '160px' },
  refused: { color: tokens.colorStatusDangerForeground1 },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** Lines read at once. */
const PAGE = 100;
const TONES = { change: 'done', same: 'info', refused: 'refused' } as const;

interface BulkPreviewProps {
  readonly preview: Preview;
  readonly of: 'person' | 'division';
  readonly codes: Codes;
}

/** One by one: what is there and what will be, how many change, and who does not for what reason. */
export function BulkPreview({ preview, of, codes }: BulkPreviewProps) {
  const styles = useStyles();
  const { bulk } = useMessages();
  const words = bulk.preview;
  const format = useFormat();
  const [shown, setShown] = useState<BulkOutcome | 'all'>('all');
  const { planId, counts, fresh } = preview;
  const query = useInfiniteQuery({
    queryKey: [keys.bulk, planId, fresh, shown],
    queryFn: ({ pageParam: offset }) =>
      call(api().bulk.lines({ planId, outcome: shown === 'all' ? null : shown, offset, limit: PAGE })),
    initialPageParam: 0,
    getNextPageParam: ({ lines }, pages) => (lines.length < PAGE ? undefined : pages.length * PAGE),
    // The plan changes when it is carried out, never by itself.
    gcTime: 0,
  });
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? [];
  const cellsOf = useLineCells(lines, preview.fileName, codes);
  const all = counts.change + counts.same + counts.refused;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was asked for may come below the edge of the dialog.
    root.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={root} className={styles.root}>
      {fresh > 0 && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{bulk.changed(fresh)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.head}>
        <div className={styles.counts} role="status">
          {BULK_OUTCOMES.map((outcome) => (
            <StatusChip
              key={outcome}
              tone={counts[outcome] === 0 ? 'info' : TONES[outcome]}
              label={`${words.outcome[outcome]}: ${format.number(counts[outcome])}`}
            />
          ))}
        </div>
        <Choice
          label={words.filter}
          value={shown}
          options={[
            { value: 'all', text: `${words.all}: ${format.number(all)}` },
            ...BULK_OUTCOMES.map((value) => ({ value, text: words.outcome[value] })),
          ]}
          onChange={setShown}
        />
      </div>
      {counts.change === 0 && <div className={styles.muted}>{words.nothing}</div>}
      {query.error !== null && <FailureBar error={query.error} />}
      <div className={styles.frame} ref={intoView}>
        <DataTable
          label={words.title}
          columns={[
            { key: 'name', title: words[of], wrap: true },
            { key: 'field', title: words.field, wrap: true },
            { key: 'was', title: words.was, wrap: true },
            { key: 'becomes', title: words.becomes, wrap: true },
          ]}
          rows={lines.map((line) => ({
            key: line.id,
            cells: [
              <span key="name">
                {line.name}
                {line.fresh && <div className={styles.refused}>{words.fresh}</div>}
              </span>,
              ...cellsOf(line),
            ],
          }))}
          foot={
            query.hasNextPage ? (
              <Button appearance="subtle" onClick={() => void query.fetchNextPage()}>
                {words.more}
              </Button>
            ) : (
              lines.length === 0 && query.isSuccess && <div className={styles.muted}>{words.noLines}</div>
            )
          }
        />
      </div>
    </div>
  );
}

/** In a small window the form fills the dialog. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
