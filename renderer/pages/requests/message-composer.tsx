import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { MESSAGE_LIMIT } from '#shared/contract/request-messages.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalS },
  field: { width: '100%' },
});

/** A message is written here; what is not sent yet is still there when one comes back. */
export function MessageComposer({ requestId }: { readonly requestId: string }) {
  const styles = useStyles();
  const { discussion: words } = useMessages().requests;
  const [text, setText] = usePlaceMemory(`message ${requestId}`, '');
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () => call(api().changes.sendMessage({ requestId, text })),
    onSuccess: () => {
      setText('');
      setTried(false);
    },
  });
  const { length } = text.trim();
  const isLong = length > MESSAGE_LIMIT;
  const problem = isLong ? words.tooLong(MESSAGE_LIMIT, length) : tried && length === 0 ? words.required : null;
  const submit = () => {
    setTried(true);
    if (length > 0 && !isLong && !send.isPending) send.mutate();
  };
  return (
    <form
      className={styles.root}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field className={styles.field} label={words.write} hint={words.hint} validationMessage={problem}>
        <Textarea
          value={text}
          rows={3}
          resize="vertical"
          onChange={(_event, { value }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.ctrlKey) return;
            event.preventDefault();
            submit();
          }}
        />
      </Field>
      {send.error !== null && <FailureBar error={send.error} />}
      <Button type="submit" icon={<SendRegular />} disabledFocusable={send.isPending}>
        {words.send}
      </Button>
    </form>
  );
}
