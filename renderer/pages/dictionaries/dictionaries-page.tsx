import { MessageBar, MessageBarBody, makeStyles, ToolbarButton, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular, ArrowUploadRegular, BookRegular } from '@fluentui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dictionaries as contract, type DictionaryPreview } from '#shared/contract/dictionaries.ts';
import type { CallOptions } from '#shared/contract/index.ts';
import type { Result } from '#shared/contract/result.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { api, call, keys } from '../../app/api.ts';
import { useCommand } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { useJob } from '../../app/jobs.ts';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { useSession } from '../../app/session.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FirstUse } from '../../ui/first-use.tsx';
import { CommandBar, Page, PageHeader } from '../../ui/page.tsx';
import { InlineProgress } from '../../ui/progress.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { DictionaryList } from './dictionary-list.tsx';
import { DictionaryView } from './dictionary-view.tsx';
import { LoadDialog } from './load-dialog.tsx';
import { RegistryOffers } from './registry-offers.tsx';

const useStyles = makeStyles({
  body: { display: 'flex', flex: '1 1 auto', minHeight: 0, minWidth: 0 },
  job: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
});

/** A file for a dictionary, or a version of the registry. */
type OpenInput = { readonly oid: string | null } | { readonly reference: string };

const openRead = (input: OpenInput, options: CallOptions): Promise<Result<DictionaryPreview | null>> =>
  'reference' in input ? api().dictionaries.openOffer(input, options) : api().dictionaries.openFile(input, options);
const askRegistry = (input: Record<string, never>, options: CallOptions) =>
  api().dictionaries.checkRegistry(input, options);

/** The dictionaries of НСИ in use, their rows, and loading new versions from files. */
export function DictionariesPage() {
  const styles = useStyles();
  const { dictionaries: words } = useMessages();
  const client = useQueryClient();
  const { user } = useSession();
  const refused = refusalOf(contract.load, user);
  const [chosen, setChosen] = usePlaceMemory<string | null>('chosen', null);
  const list = useQuery({ queryKey: [keys.dictionaries, 'list'], queryFn: () => call(api().dictionaries.list({})) });
  const { state, start, cancel, reset } = useJob<OpenInput, DictionaryPreview | null>(openRead);
  const registry = useJob(askRegistry);
  const all = list.data?.dictionaries;
  const shown = all?.find(({ oid }) => oid === chosen) ?? all?.[0];
  const mayLoad = refused === null && state.phase !== 'running' && all !== undefined;
  const mayCheck = refused === null && registry.state.phase !== 'running';
  useCommand('dictionaries.load', mayLoad ? () => start({ oid: shown?.oid ?? null }) : null);
  useCommand('dictionaries.check', mayCheck ? () => registry.start({}) : null);
  const preview = state.phase === 'done' ? state.value : null;
  const close = () => {
    if (preview !== null) void api().dictionaries.drop({ previewId: preview.previewId });
    reset();
  };
  const showLoaded = async (oid: string) => {
    setChosen(oid);
    registry.reset();
    // The page is of the new version before the dialog gives way to it: nobody chooses in the one that goes.
    await client.invalidateQueries({ queryKey: [keys.dictionaries] });
    reset();
  };
  return (
    <Page>
      <PageHeader title={words.title} counts={all === undefined ? undefined : words.count(all.length)} />
      <CommandBar label={words.commands}>
        <ToolbarButton
          appearance="primary"
          icon={<ArrowUploadRegular />}
          disabled={!mayLoad}
          {...(refused === null ? {} : { title: words.loadNotAllowed })}
          onClick={() => start({ oid: shown?.oid ?? null })}
        >
          {words.load}
        </ToolbarButton>
        <ToolbarButton
          icon={<ArrowSyncRegular />}
          disabled={!mayCheck}
          {...(refused === null ? {} : { title: words.loadNotAllowed })}
          onClick={() => registry.start({})}
        >
          {words.registry.check}
        </ToolbarButton>
      </CommandBar>
      <RegistryOffers
        state={registry.state}
        onCancel={registry.cancel}
        onHide={registry.reset}
        onOpen={({ reference }) => start({ reference })}
      />
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
        <FirstUse
          icon={<BookRegular />}
          title={words.emptyTitle}
          text={words.emptyText}
          steps={['dictionaries.load', 'dictionaries.check']}
        />
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
      {preview !== null && all !== undefined && (
        <LoadDialog first={preview} known={all} onLoaded={showLoaded} onClose={close} />
      )}
    </Page>
  );
}
