import { Button, Text } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { Contacts } from '#shared/contract/contacts.ts';
import { failureSentence, fieldLabel } from '#shared/text/translate.ts';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { TextField } from '../ui/form-fields.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { api, call, failureOf, keys } from './api.ts';
import { useMessages } from './i18n.tsx';
import { useNavigation } from './navigation.tsx';
import { useNotify } from './notify.tsx';
import { trackSaving } from './saved-state.ts';

const FIELDS = ['phone', 'email'] as const;
const NOTHING: Contacts = { phone: null, email: null };

/** The phone and the e-mail of whoever is at work: of their own card, or kept at this desk. */
export function ContactsDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useMessages();
  const words = texts.shell.contacts;
  const { go } = useNavigation();
  const notify = useNotify();
  const client = useQueryClient();
  // Read anew at each opening: cards change.
  const { data, error, refetch } = useQuery({
    queryKey: [keys.contacts],
    queryFn: () => call(api().contacts.read({})),
    gcTime: 0,
  });
  const from = data?.contacts ?? NOTHING;
  const form = useForm({ values: { phone: from.phone ?? '', email: from.email ?? '' } });
  const openRequest = (requestId: string) => {
    onClose();
    go('requests', { requestId });
  };
  const save = useMutation({
    mutationFn: (to: Contacts) => trackSaving(call(api().contacts.save({ from, to }))),
    onSuccess: ({ requestId }) => {
      void client.invalidateQueries({ queryKey: [keys.journal] });
      const action =
        requestId === null ? {} : { action: { label: words.openRequest, onClick: () => openRequest(requestId) } };
      notify.tell({ intent: 'success', title: words.saved, ...action });
      onClose();
    },
    onError: (refusal) => {
      const failure = failureOf(refusal);
      const field = FIELDS.find((name) => failure.field === `person.${name}`);
      if (field !== undefined)
        form.setError(field, { message: failureSentence(texts, failure) }, { shouldFocus: true });
    },
  });
  const isAtField = FIELDS.some((name) => form.formState.errors[name] !== undefined);
  const requestId = data?.requestId ?? null;
  return (
    <FormDialog
      title={words.title}
      submit={texts.common.save}
      busy={save.isPending}
      disabled={data === undefined}
      onSubmit={form.handleSubmit(({ phone, email }) => save.mutate({ phone: phone || null, email: email || null }))}
      onClose={onClose}
      actions={
        requestId !== null && (
          <Button disabledFocusable={save.isPending} onClick={() => openRequest(requestId)}>
            {words.openRequest}
          </Button>
        )
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <LoadingState />}
      {data !== undefined && (
        <>
          <Text>{data.personId === null ? words.desk : words.card}</Text>
          {FIELDS.map((name) => (
            <TextField key={name} control={form.control} name={name} label={fieldLabel(texts, `person.${name}`)} />
          ))}
        </>
      )}
      {save.error !== null && !isAtField && <FailureBar error={save.error} />}
    </FormDialog>
  );
}
