import { Button, makeStyles, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular, SaveRegular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IMPORT_STATES, type ImportCounts, type ImportSource, type ImportState } from '#shared/contract/imports.ts';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useJob } from '../../app/jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { ImportRows } from './import-rows.tsx';
import type { ImportDesk } from './use-import.ts';

const PAGE = 100;

const useStyles = makeStyles({
  filter: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0, flexWrap: 'wrap' },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    flexShrink: 0,
  },
  bar: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

interface ImportPreviewProps {
  readonly desk: ImportDesk;
  readonly source: ImportSource;
  readonly counts: ImportCounts;
}

/** Every row of the file with its verdict; what is new or changed goes into the request, all at once. */
export function ImportPreview({ desk, source: { importId, target }, counts }: ImportPreviewProps) {
  const styles = useStyles();
  const { imports } = useMessages();
  const notify = useNotify();
  const [state, setState] = useState<ImportState | null>(null);
  const [offset, setOffset] = useState(0);
  const query = { importId, state, offset, limit: PAGE };
  const list = useQuery({
    queryKey: [keys.imports, 'rows', query, counts],
    queryFn: () => call(api().imports.rows(query)),
    placeholderData: keepPreviousData,
  });
  const saving = useJob(async (input: { importId: string }, options) => {
    const saved = await api().imports.saveWrong(input, options);
    if (saved.ok && saved.value !== null) notify.done(imports.wrongSaved(saved.value.fileName, saved.value.rows));
    return saved;
  });
  const of = (name: ImportState) => counts[name] ?? 0;
  const taken = of('new') + of('changed');
  const busy = desk.isBusy;
  const total = IMPORT_STATES.reduce((sum, name) => sum + of(name), 0);
  const show = (next: ImportState | null) => {
    setState(next);
    setOffset(0);
  };
  return (
    <>
      <CommandBar label={imports.steps.preview}>
        <Button
          appearance="primary"
          size="small"
          disabled={taken === 0 || busy}
          onClick={() => desk.writing.start({ importId })}
        >
          {taken === 0 ? imports.nothingToApply : imports.apply(taken)}
        </Button>
        <Button size="small" disabled={busy} onClick={() => desk.goTo('columns')}>
          {imports.backToColumns}
        </Button>
        <Button
          size="small"
          icon={<SaveRegular />}
          disabled={busy || of('wrong') + of('doubtful') + of('skipped') === 0}
          onClick={() => saving.start({ importId })}
        >
          {imports.saveWrong}
        </Button>
      </CommandBar>
      {saving.state.phase === 'failed' && (
        <div className={styles.bar}>
          <FailureBar error={saving.state.failure} />
        </div>
      )}
      <TabList
        className={styles.filter}
        size="small"
        aria-label={imports.filter}
        selectedValue={state ?? 'all'}
        onTabSelect={(_event, data) => show(data.value === 'all' ? null : (data.value as ImportState))}
      >
        <Tab value="all">{imports.stateCount(imports.all, total)}</Tab>
        {IMPORT_STATES.map((name) => (
          <Tab key={name} value={name}>
            {imports.stateCount(imports.states[name], of(name))}
          </Tab>
        ))}
      </TabList>
      {list.error !== null ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <LoadingState />
      ) : list.data.rows.length === 0 ? (
        <EmptyState title={imports.noRows} />
      ) : (
        <ImportRows
          target={target}
          importId={importId}
          rows={list.data.rows}
          disabled={busy}
          onDecided={desk.setCounts}
        />
      )}
      {list.data !== undefined && list.data.total > PAGE && (
        <div className={styles.foot}>
          <Button
            size="small"
            icon={<ChevronLeftRegular />}
            aria-label={imports.pageBack}
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - PAGE))}
          />
          <Text>{imports.page(offset + 1, Math.min(offset + PAGE, list.data.total), list.data.total)}</Text>
          <Button
            size="small"
            icon={<ChevronRightRegular />}
            aria-label={imports.pageForward}
            disabled={offset + PAGE >= list.data.total}
            onClick={() => setOffset(offset + PAGE)}
          />
        </div>
      )}
    </>
  );
}
