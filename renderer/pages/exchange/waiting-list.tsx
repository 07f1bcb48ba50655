import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons';
import type { WaitingRequest, WaitReason } from '#shared/contract/exchange.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import type { ExchangeVerbs } from './use-exchange.ts';

const useStyles = makeStyles({
  why: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, alignItems: 'flex-start' },
  detail: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

const TONE: Readonly<Record<WaitReason, Tone>> = {
  next: 'waiting',
  sending: 'waiting',
  offline: 'action',
  signIn: 'action',
  busy: 'waiting',
  failed: 'refused',
  quarantined: 'waiting',
  conflict: 'action',
  refused: 'refused',
};

interface WaitingListProps {
  readonly waiting: readonly WaitingRequest[];
  readonly verbs: ExchangeVerbs;
  readonly onCheck: () => void;
  readonly onConflicts: () => void;
}

/** Request by request: why it waits, in words, and what can be done about it. */
export function WaitingList({ waiting, ...acts }: WaitingListProps) {
  const { exchange } = useMessages();
  const titles = exchange.waiting.columns;
  const { go } = useNavigation();
  if (waiting.length === 0) {
    return (
      <EmptyState icon={<CheckmarkCircleRegular />} title={exchange.waiting.empty} text={exchange.waiting.emptyText} />
    );
  }
  return (
    <DataTable
      label={exchange.tabs.waiting}
      columns={[
        { key: 'request', title: titles.request },
        { key: 'author', title: titles.author },
        { key: 'why', title: titles.why, wrap: true },
        { key: 'what', title: titles.what },
      ]}
      rows={waiting.map((request) => ({
        key: request.requestId,
        cells: [
          <Button
            key="request"
            size="small"
            appearance="subtle"
            onClick={() => go('requests', { requestId: request.requestId })}
          >
            {exchange.waiting.request(String(request.number))}
          </Button>,
          request.author,
          <Why key="why" request={request} />,
          <Act key="what" request={request} {...acts} />,
        ],
      }))}
    />
  );
}

function Why({ request }: { readonly request: WaitingRequest }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { waiting } = texts.exchange;
  const { reason, code, words, attempts, nextTryAt, behind } = request;
  const details = [
    behind === null ? null : waiting.behind(String(behind.number)),
    words === null ? null : waiting.words(words),
    code !== null && (reason === 'failed' || reason === 'refused') ? failureSentence(texts, { code }) : null,
    nextTryAt === null ? null : waiting.until(format.momentShort(nextTryAt)),
    attempts === 0 ? null : waiting.attempts(attempts),
  ].filter((detail) => detail !== null);
  return (
    <span className={styles.why}>
      <StatusChip tone={TONE[reason]} label={waiting.reason[reason]} />
      {details.length > 0 && <Text className={styles.detail}>{details.join(' · ')}</Text>}
    </span>
  );
}

function Act({
  request,
  verbs,
  onCheck,
  onConflicts,
}: { readonly request: WaitingRequest } & Omit<WaitingListProps, 'waiting'>) {
  const { exchange } = useMessages();
  const { action } = exchange.waiting;
  const { go } = useNavigation();
  const { requestId, behind } = request;
  const open = (id: string) => () => go('requests', { requestId: id });
  const verbOf: Readonly<Record<WaitReason, readonly [label: string, act: () => void] | null>> = {
    next: [action.run, verbs.run],
    sending: null,
    offline: [action.check, onCheck],
    signIn: [action.signIn, verbs.signIn],
    busy: [action.check, onCheck],
    failed: [action.check, onCheck],
    quarantined: behind === null ? null : [action.openBehind(String(behind.number)), open(behind.requestId)],
    conflict: [action.decide, onConflicts],
    refused: [action.open, open(requestId)],
  };
  const verb = verbOf[request.reason];
  if (verb === null) return null;
  const [label, act] = verb;
  return (
    <Button size="small" aria-label={action.of(label, String(request.number))} onClick={act}>
      {label}
    </Button>
  );
}
