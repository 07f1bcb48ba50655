import { MessageBar, MessageBarBody, makeStyles, ToolbarButton, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular, BookRegular } from '@fluentui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { dictionaries as contract, type DictionaryPreview } from '#shared/contract/dictionaries.ts';
import type { CallOptions } from '#shared/contract/index.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useJob } from '../../app/jobs.ts';
import { useSession } from '../../app/session.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { CommandBar, Page, PageHeader } from '../../ui/page.tsx';
import { InlineProgress } from '../../ui/progress.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { DictionaryList } from './dictionary-list.tsx';
import { DictionaryView } from './dictionary-view.tsx';
import { LoadDialog } from './load-dialog.tsx';

const useStyles = makeStyles({
  body: { display: 'flex', flex: '1 1 auto', minHeight: 0, minWidth: 0 },
  job: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

interface OpenInput {
  readonly oid: string | null;
}

/** The dictionaries of НСИ in use, their rows, and loading new versions from files. */
export function DictionariesPage() {
  const styles = useStyles();
  const { dictionaries: words } = useMessages();
  const client = useQueryClient();
  const { user } = useSession();
  const refused = refusalOf(contract.load, user);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useQuery({ queryKey: [keys.dictionaries, 'list'], queryFn: () => call(api().dictionaries.list({})) });
  const open = useCallback((input: OpenInput, options: CallOptions) => api().dictionaries.openFile(input, options), []);
  const { state, start, cancel, reset } = useJob<OpenInput, DictionaryPreview | null>(open);
  const all = list.data?.dictionaries;
  const shown = all?.find(({ oid }) => oid === chosen) ?? all?.[0];
  const preview = state.phase === 'done' ? state.value : null;
  const close = (loadedOid: string | null) => {
    if (preview !== null && loadedOid === null) void api().dictionaries.drop({ previewId: preview.previewId });
    if (loadedOid !== null) {
      setChosen(loadedOid);
      void client.invalidateQueries({ queryKey: [keys.dictionaries] });
    }
    reset();
  };
  return (
    <Page>
      <PageHeader title={words.title} counts={all === undefined ? undefined : words.count(all.length)} />
      <CommandBar label={words.commands}>
        <ToolbarButton
          appearance="primary"
          icon={<ArrowUploadRegular />}
          disabled={refused !== null || state.phase === 'running' || all === undefined}
          {...(refused === null ? {} : { title: words.loadNotAllowed })}
          onClick={() => start({ oid: shown?.oid ?? null })}
        >
          {words.load}
        </ToolbarButton>
      </CommandBar>
      {state.phase === 'running' && (
        <div className={styles.job}>
          <InlineProgress label={words.reading} progress={state.progress} onCancel={cancel} />
        </div>
      )}
      {state.phase === 'failed' && (
        <div className={styles.job}>
          <FailureBar error={state.failure} />
        </div>
      )}
      {list.error !== null ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : all === undefined ? (
        <LoadingState />
      ) : shown === undefined ? (
        <EmptyState icon={<BookRegular />} title={words.emptyTitle} />
      ) : (
        <div className={styles.body}>
          <DictionaryList all={all} chosen={shown.oid} onChoose={setChosen} />
          <DictionaryView key={`${shown.oid} ${shown.version}`} dictionary={shown}>
            {shown.source === 'training' && (
              <MessageBar intent="info" layout="multiline">
                <MessageBarBody>{words.trainingNote}</MessageBarBody>
              </MessageBar>
            )}
          </DictionaryView>
        </div>
      )}
      {preview !== null && all !== undefined && <LoadDialog first={preview} known={all} onClose={close} />}
    </Page>
  );
}
