import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { SyncState } from '#shared/contract/areas.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { failureOfSync, isRunning } from '../../app/sync-state.ts';
import { ErrorCode } from '../../ui/error-code.tsx';
import { InlineProgress } from '../../ui/progress.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import { LossNotice } from './loss-notice.tsx';
import type { ExchangeVerbs, Overview } from './use-exchange.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  progress: { flex: '1 1 0', minWidth: '200px' },
  fact: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
});

interface ExchangeStatusProps {
  readonly sync: SyncState;
  readonly overview: Overview | undefined;
  readonly verbs: ExchangeVerbs;
  readonly onCheck: () => void;
}

/** Where the exchange stands in one line, and below it what somebody should know or do. */
export function ExchangeStatus({ sync, overview, verbs, onCheck }: ExchangeStatusProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { exchange, shell } = texts;
  const { state } = exchange;
  const last = sync.lastSuccess === null ? state.never : state.lastSuccess(format.momentShort(sync.lastSuccess));
  const [tone, word] = statusOf(sync);
  return (
    <section className={styles.root} aria-label={last}>
      <div className={styles.line}>
        <StatusChip tone={tone} label={state[word]} />
        <Text className={styles.fact}>{last}</Text>
        {overview === undefined ? null : (
          <Text className={styles.fact}>
            {overview.everySeconds === 0 ? state.byHand : state.every(overview.everySeconds)}
          </Text>
        )}
        {overview?.nextRunAt == null || isRunning(sync) ? null : (
          <Text className={styles.fact}>{state.next(format.time(overview.nextRunAt))}</Text>
        )}
        {/* In this line, not below it: what stands below must not move under the pointer with every exchange. */}
        {isRunning(sync) && (
          <div className={styles.progress}>
            <InlineProgress
              label={sync.phase === 'pushing' ? shell.pushing : sync.complete ? shell.pulling : shell.firstPull}
              progress={sync}
            />
          </div>
        )}
      </div>
      {!sync.complete && isRunning(sync) && <Text className={styles.fact}>{state.firstText}</Text>}
      {overview?.loss != null ? (
        <LossNotice loss={overview.loss} />
      ) : (
        <Trouble sync={sync} verbs={verbs} onCheck={onCheck} />
      )}
      <ClockNotice seconds={sync.clockSkew} />
    </section>
  );
}

function statusOf(
  sync: SyncState,
): readonly [Tone, 'idle' | 'waits' | 'pulling' | 'pushing' | 'first' | 'offline' | 'failed'] {
  const { phase } = sync;
  if (phase === 'offline') return ['action', 'offline'];
  if (phase === 'failed') return ['refused', 'failed'];
  if (phase === 'pulling' && !sync.complete) return ['waiting', 'first'];
  if (phase !== 'idle') return ['waiting', phase];
  return sync.queued > 0 || sync.lastSuccess === null ? ['waiting', 'waits'] : ['done', 'idle'];
}

function Trouble({ sync, verbs, onCheck }: Pick<ExchangeStatusProps, 'sync' | 'verbs' | 'onCheck'>) {
  const styles = useStyles();
  const texts = useMessages();
  const { exchange } = texts;
  const { waiting } = exchange;
  if (sync.phase === 'offline') {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody className={styles.line}>
          {exchange.state.offlineText}
          <Button size="small" onClick={onCheck}>
            {exchange.check}
          </Button>
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (sync.error === null || isRunning(sync)) return null;
  const { title, advice, code } = describeFailure(texts, failureOfSync(sync.error));
  const needsSignIn = code === 'KD-4004';
  return (
    <MessageBar intent={needsSignIn ? 'warning' : 'error'} layout="multiline">
      <MessageBarBody className={styles.line}>
        <span>
          <MessageBarTitle>{title}.</MessageBarTitle> {advice} <ErrorCode code={code} />
        </span>
        <Button size="small" onClick={needsSignIn ? verbs.signIn : onCheck}>
          {needsSignIn ? waiting.action.signIn : exchange.check}
        </Button>
      </MessageBarBody>
    </MessageBar>
  );
}

/** Only where the program itself found it worth saying. */
function ClockNotice({ seconds }: { readonly seconds: number | null }) {
  const { exchange } = useMessages();
  if (seconds === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{exchange.state.clock(Math.round(seconds / 60))}.</MessageBarTitle> {exchange.state.clockText}
      </MessageBarBody>
    </MessageBar>
  );
}
