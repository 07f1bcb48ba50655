import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { BulkDecision } from './bulk-decision.tsx';
import { ConflictTable } from './conflict-table.tsx';
import { type Choice, useMayDecide } from './use-decide.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    flexShrink: 0,
  },
  words: { flexBasis: '320px', flexGrow: 1 },
});

/** As many as are decided at once. */
const MOST = 500;

/** All that somebody has to decide, one by one or all alike. */
export function ConflictList({ codes }: { readonly codes: Codes }) {
  const styles = useStyles();
  const { exchange } = useMessages();
  const { conflicts, tabs } = exchange;
  const may = useMayDecide();
  const [bulk, setBulk] = useState<Choice | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: [keys.worklists, 'conflicts'],
    queryFn: () => call(api().worklists.conflicts({ limit: MOST })),
  });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  if (data.rows.length === 0) {
    return <EmptyState icon={<CheckmarkCircleRegular />} title={conflicts.empty} text={conflicts.emptyText} />;
  }
  return (
    <>
      <div className={styles.bar}>
        <MessageBar intent="warning" layout="multiline" className={styles.words}>
          <MessageBarBody>{conflicts.text}</MessageBarBody>
        </MessageBar>
        {may && (
          <>
            <Button size="small" onClick={() => setBulk('mine')}>
              {conflicts.allMine}
            </Button>
            <Button size="small" onClick={() => setBulk('theirs')}>
              {conflicts.allTheirs}
            </Button>
          </>
        )}
      </div>
      <ConflictTable label={tabs.conflicts} conflicts={data.rows} codes={codes} />
      {bulk !== null && <BulkDecision {...data} choice={bulk} codes={codes} onClose={() => setBulk(null)} />}
    </>
  );
}
