import { Button, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import {
  ArrowSyncRegular,
  CheckmarkCircleRegular,
  CloudCheckmarkRegular,
  CloudOffRegular,
  DismissCircleRegular,
  SendClockRegular,
  WarningRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { SyncState } from '#shared/contract/areas.ts';
import type { Result } from '#shared/contract/result.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { JobCenter } from '../jobs/job-center-button.tsx';
import { InlineProgress } from '../ui/progress.tsx';
import { api, call } from './api.ts';
import { useFormat, useMessages } from './i18n.tsx';
import { useNavigation } from './navigation.tsx';
import { useNotify } from './notify.tsx';
import { useSavedState } from './saved-state.ts';
import { useSession } from './session.tsx';
import { failureOfSync, isRunning, useSyncEvents, useSyncState } from './sync-state.ts';

const useStyles = makeStyles({
  bar: {
    gridArea: 'status',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    height: '32px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    '@media (max-width: 900px)': {
      height: 'auto',
      minHeight: '32px',
      flexWrap: 'wrap',
      gap: tokens.spacingHorizontalXS,
      padding: `0 ${tokens.spacingHorizontalS}`,
    },
  },
  item: {
    flexShrink: 0,
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontVariantNumeric: 'tabular-nums',
  },
  icon: { fontSize: '16px', display: 'inline-flex' },
  saved: { display: 'inline-flex' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warn: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  space: { flexGrow: 1 },
  progress: { minWidth: 0, flexBasis: '520px', flexShrink: 1 },
  link: {
    '& .fui-Button__icon': { fontSize: '16px', width: '16px', height: '16px' },
    fontSize: tokens.fontSizeBase200,
    flexShrink: 0,
    minWidth: 0,
    height: '24px',
    fontWeight: tokens.fontWeightRegular,
  },
});

type Colour = 'good' | 'warn' | 'bad';

function Item(props: { readonly icon: ReactNode; readonly colour?: Colour | undefined; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <span className={styles.item}>
      <span className={mergeClasses(styles.icon, props.colour && styles[props.colour])} aria-hidden>
        {props.icon}
      </span>
      {props.children}
    </span>
  );
}

/** Saved, queue, last exchange, conflicts, network; and how far a running exchange is. */
export function StatusBar() {
  const styles = useStyles();
  const { shell } = useMessages();
  const { training } = useSession();
  useSyncEvents();
  const sync = useSyncState();
  return (
    <footer className={styles.bar} data-pane>
      <Saved />
      <JobCenter />
      {training ? <Item icon={<CloudOffRegular />}>{shell.trainingNoSync}</Item> : null}
      {sync === undefined ? null : training ? <TrainingFill sync={sync} /> : <Exchange sync={sync} />}
    </footer>
  );
}

function Saved() {
  const styles = useStyles();
  const { shell } = useMessages();
  const format = useFormat();
  const saved = useSavedState();
  const [icon, colour, text]: readonly [ReactNode, Colour | undefined, string] =
    saved.phase === 'saving'
      ? [<ArrowSyncRegular key="saving" />, undefined, shell.saving]
      : saved.phase === 'failed'
        ? [<DismissCircleRegular key="failed" />, 'bad', `${shell.notSaved} (${saved.failure.code})`]
        : [
            <CheckmarkCircleRegular key="saved" />,
            'good',
            saved.phase === 'saved' ? shell.savedAt(format.time(saved.at)) : shell.saved,
          ];
  return (
    <span className={styles.saved}>
      <Item icon={icon} colour={colour}>
        {text}
      </Item>
    </span>
  );
}

/** The registry wants a fresh token: the way on is a sign-in, not another try. */
const SIGN_IN_AGAIN = 'KD-4004';

function Exchange({ sync }: { readonly sync: SyncState }) {
  const styles = useStyles();
  const texts = useMessages();
  const { shell } = texts;
  const format = useFormat();
  const notify = useNotify();
  const { go } = useNavigation();
  const act = (answer: Promise<Result<unknown>>) => void call(answer).catch(notify.failed);
  const failure = sync.error === null ? null : describeFailure(texts, failureOfSync(sync.error));
  return (
    <>
      <Item icon={<SendClockRegular />}>{sync.queued > 0 ? shell.queue(sync.queued) : shell.queueEmpty}</Item>
      <Tooltip content={shell.syncNow} relationship="description">
        <Button
          appearance="subtle"
          size="small"
          className={styles.link}
          icon={<ArrowSyncRegular />}
          disabled={isRunning(sync)}
          onClick={() => act(api().sync.run({}))}
        >
          {sync.lastSuccess === null ? shell.neverSynced : shell.lastSync(format.momentShort(sync.lastSuccess))}
        </Button>
      </Tooltip>
      {sync.conflicts > 0 ? (
        <Button
          appearance="subtle"
          size="small"
          className={styles.link}
          icon={<WarningRegular className={styles.warn} />}
          onClick={() => go('exchange', { tab: 'conflicts' })}
        >
          {shell.conflicts(sync.conflicts)}
        </Button>
      ) : null}
      {sync.clockSkew !== null ? (
        <Item icon={<WarningRegular />} colour="warn">
          {shell.clockSkew}
        </Item>
      ) : null}
      <span className={styles.space} />
      <Running sync={sync} act={act} />
      {sync.phase === 'failed' && failure !== null ? (
        <Tooltip content={`${failure.title}. ${failure.advice}`} relationship="description">
          <Button
            appearance="subtle"
            size="small"
            className={styles.link}
            icon={<DismissCircleRegular className={styles.bad} />}
            onClick={() => act(failure.code === SIGN_IN_AGAIN ? api().access.beginSignIn({}) : api().sync.run({}))}
          >
            {failure.code === SIGN_IN_AGAIN ? shell.signInAgain : shell.syncFailed} ({failure.code})
          </Button>
        </Tooltip>
      ) : null}
      {sync.phase === 'offline' ? (
        <Item icon={<CloudOffRegular />} colour="warn">
          {shell.offline}
        </Item>
      ) : sync.phase === 'failed' ? null : (
        <Item icon={<CloudCheckmarkRegular />} colour="good">
          {shell.online}
        </Item>
      )}
    </>
  );
}

interface RunningProps {
  readonly sync: SyncState;
  readonly act: (answer: Promise<Result<unknown>>) => void;
}

/** How far a running exchange is, with a way to stop it. */
function Running({ sync, act }: RunningProps) {
  const styles = useStyles();
  const { shell } = useMessages();
  if (!isRunning(sync)) return null;
  return (
    <span className={styles.progress}>
      <InlineProgress
        label={sync.phase === 'pushing' ? shell.pushing : sync.complete ? shell.pulling : shell.firstPull}
        progress={sync}
        cancelLabel={shell.stopSync}
        onCancel={() => act(api().sync.cancel({}))}
      />
    </span>
  );
}

/** The training clinic is generated once, while it can already be looked at. */
function TrainingFill({ sync }: { readonly sync: SyncState }) {
  const styles = useStyles();
  const { shell } = useMessages();
  if (!isRunning(sync)) return null;
  return (
    <>
      <span className={styles.space} />
      <span className={styles.progress}>
        <InlineProgress label={shell.trainingFill} progress={sync} />
      </span>
    </>
  );
}
