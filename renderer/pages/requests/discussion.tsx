import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { type Ref, useRef } from 'react';
import type { RequestMessage } from '#shared/contract/request-messages.ts';
import { useMessages } from '../../app/i18n.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { MessageComposer } from './message-composer.tsx';
import { MessageLine } from './message-line.tsx';
import { useEverNew, useMessagesOf, useReadWhenSeen } from './use-messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, maxWidth: '720px', flexShrink: 0 },
  title: { margin: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: tokens.spacingVerticalS },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface DiscussionProps {
  readonly requestId: string;
  /** Takes the focus when one comes here from the head of the page. */
  readonly ref: Ref<HTMLElement>;
}

/** What author and approver write to each other about a request. */
export function Discussion({ requestId, ref }: DiscussionProps) {
  const styles = useStyles();
  const { discussion: words } = useMessages().requests;
  const messages = useMessagesOf(requestId);
  return (
    <section className={styles.root} aria-label={words.title} ref={ref} tabIndex={-1}>
      <Subtitle2 as="h3" className={styles.title}>
        {words.title}
      </Subtitle2>
      {messages.error !== null ? (
        <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />
      ) : messages.data === undefined ? (
        <LoadingState />
      ) : (
        <>
          <MessageList requestId={requestId} messages={messages.data.messages} />
          {messages.data.mayWrite ? (
            <MessageComposer requestId={requestId} />
          ) : (
            <Text className={styles.muted}>{words.readOnly}</Text>
          )}
        </>
      )}
    </section>
  );
}

function MessageList({ requestId, messages }: { readonly requestId: string; readonly messages: RequestMessage[] }) {
  const styles = useStyles();
  const { discussion: words } = useMessages().requests;
  const list = useRef<HTMLDivElement>(null);
  const everNew = useEverNew(messages);
  useReadWhenSeen(
    requestId,
    messages.some(({ isNew }) => isNew),
    list,
  );
  return (
    <div role="log" aria-label={words.list} ref={list}>
      {messages.length === 0 ? (
        <Text className={styles.muted}>{words.empty}</Text>
      ) : (
        <ol className={styles.list}>
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} isNew={everNew.has(message.id)} />
          ))}
        </ol>
      )}
    </div>
  );
}
