import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Subtitle1,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ChatRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RequestView, SubjectDifference } from '#shared/contract/changes.ts';
import { api, call, failureOf, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useSession } from '../../app/session.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { Discussion } from './discussion.tsx';
import { RequestCommands } from './request-commands.tsx';
import { mayDecide, mayEdit } from './request-rights.ts';
import { ReturnDialog, type ReturnWhat } from './return-dialog.tsx';
import { SignatureBlock } from './signature-block.tsx';
import { SubjectCard } from './subject-card.tsx';
import { Timeline } from './timeline.tsx';
import { useUnreadMessages } from './use-messages.ts';

const useStyles = makeStyles({
  scroll: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    overflowY: 'auto',
    minHeight: 0,
    flex: '1 1 auto',
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { margin: 0 },
  muted: { color: tokens.colorNeutralForeground3 },
  facts: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL },
});

/** Cards more than these are shown on demand. */
const SHOWN = 50;

interface RequestPageProps {
  readonly requestId: string;
  /** The request no longer exists: the last change of a draft was taken back. */
  readonly onGone: () => void;
}

/** One request: what it changes, person by person, and what can be done about it. */
export function RequestPage({ requestId, onGone }: RequestPageProps) {
  const request = useQuery({
    queryKey: [keys.changes, 'get', requestId],
    queryFn: () => call(api().changes.get({ requestId })),
  });
  if (request.error !== null && failureOf(request.error).code !== 'KD-3008') {
    return <ErrorState error={request.error} onRetry={() => void request.refetch()} />;
  }
  if (request.error !== null) return <ErrorState error={request.error} onRetry={onGone} />;
  if (request.data === undefined) return <LoadingState />;
  return <RequestContent view={request.data} onGone={onGone} />;
}

function RequestContent({ view, onGone }: { readonly view: RequestView; readonly onGone: () => void }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const { user } = useSession();
  const [returning, setReturning] = useState<ReturnWhat | null>(null);
  const [shown, setShown] = useState(SHOWN);
  const discussion = useRef<HTMLElement>(null);
  const unread = useUnreadMessages().get(view.summary.id) ?? 0;
  const { summary, signature, timeline } = view;
  const { requests } = texts;
  const subjects = bySeverity(view.subjects);
  const decides = mayDecide(user, summary);
  return (
    <>
      <RequestCommands view={view} onReturn={() => setReturning({ subject: null })} onGone={onGone} />
      <section className={styles.scroll} aria-label={requests.number(summary.number)}>
        <div className={styles.head}>
          <Subtitle1 as="h2" className={styles.title}>
            {requests.number(summary.number)}
          </Subtitle1>
          <RequestStateChip state={summary.state} />
          <Text>{requests.contents(summary.people, summary.fields)}</Text>
          {unread > 0 && (
            <Button size="small" icon={<ChatRegular />} onClick={() => discussion.current?.focus()}>
              {requests.discussion.unread(unread)}
            </Button>
          )}
        </div>
        <div className={styles.facts}>
          <Text className={styles.muted}>{requests.author(summary.author)}</Text>
          {summary.elsewhere !== undefined && (
            <Text className={styles.muted}>
              {requests.elsewhere(summary.elsewhere.login, format.snils(summary.elsewhere.snils))}
            </Text>
          )}
          <Text className={styles.muted}>{requests.created(format.momentShort(summary.createdAt))}</Text>
          <Text className={styles.muted}>{requests.changed(format.momentShort(summary.changedAt))}</Text>
        </div>
        {summary.reason !== null && (
          <MessageBar intent={summary.state === 'rejected' ? 'error' : 'warning'} layout="multiline">
            <MessageBarBody>{requests.reason(summary.reason)}</MessageBarBody>
          </MessageBar>
        )}
        <Subtitle2 as="h3" className={styles.title}>
          {requests.subjects}
        </Subtitle2>
        {subjects.length === 0 && <Text className={styles.muted}>{requests.noSubjects}</Text>}
        {subjects.slice(0, shown).map((subject) => (
          <SubjectCard
            key={subject.subjectId}
            requestId={summary.id}
            subject={subject}
            attachments={view.attachments}
            codes={codes}
            mayRevert={summary.state === 'draft' && mayEdit(user, summary)}
            onReturn={decides ? () => setReturning({ subject }) : null}
          />
        ))}
        {subjects.length > shown && (
          <div>
            <Button onClick={() => setShown(shown + SHOWN)}>
              {requests.showMore(Math.min(SHOWN, subjects.length - shown))}
            </Button>
          </div>
        )}
        {signature !== null && <SignatureBlock signature={signature} />}
        <Timeline events={timeline} />
        <Discussion requestId={summary.id} ref={discussion} />
      </section>
      {returning !== null && <ReturnDialog request={summary} what={returning} onClose={() => setReturning(null)} />}
    </>
  );
}

/** Errors first, then warnings, then the rest in the order of the request. */
function bySeverity(subjects: readonly SubjectDifference[]): readonly SubjectDifference[] {
  const rank = ({ issues }: SubjectDifference) =>
    issues.some(({ severity }) => severity === 'error') ? 0 : issues.length > 0 ? 1 : 2;
  return subjects.toSorted((a, b) => rank(a) - rank(b));
}
