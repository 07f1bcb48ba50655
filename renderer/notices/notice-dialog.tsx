import { Button, Field, Input, MessageBar, MessageBarBody, Textarea } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Concerned } from '#shared/contract/notices.ts';
import { api, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { Choice } from '../ui/choice.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { EmptyState, LoadingState } from '../ui/states.tsx';
import { AddresseeList } from './addressee-list.tsx';

type Template = keyof ReturnType<typeof useMessages>['notices']['templates'];
const UNTOUCHED = { subject: null, text: null };
const TEMPLATES: readonly Template[] = ['changed', 'division', 'documents'];

interface NoticeDialogProps {
  readonly concerned: Concerned;
  /** With which text to begin. */
  readonly template: Template;
  /** What it is about, in the title. */
  readonly about?: string;
  readonly onClose: () => void;
  /** Above the fields. */
  readonly children?: ReactNode;
}

/** What is said to whom: as letters in the mail program, or on paper with a sheet for signatures. */
export function NoticeDialog({ concerned, template: first, about, onClose, children }: NoticeDialogProps) {
  const { notices } = useMessages();
  const [template, setTemplate] = useState(first);
  /** Null while it is the template's, in the language of the moment. */
  const [typed, setTyped] = useState<{ readonly subject: string | null; readonly text: string | null }>(UNTOUCHED);
  const subject = typed.subject ?? notices.templates[template].subject;
  const text = typed.text ?? notices.templates[template].text;
  /** Letters that are open already, and how many there are. */
  const [opened, setOpened] = useState({ letters: 0, of: 1 });
  const anew = () => setOpened({ letters: 0, of: 1 });
  const found = useQuery({
    queryKey: [keys.staff, 'addressees', concerned],
    queryFn: () => call(api().notices.addressees({ concerned })),
  });
  const addressees = found.data?.addressees ?? [];
  const notice = { personIds: addressees.map(({ personId }) => personId), subject, text };
  const mail = useMutation({
    mutationFn: (letter: number) => call(api().notices.mail({ ...notice, letter })),
    onSuccess: (answer, letter) => {
      if (answer !== null) setOpened({ letters: letter + 1, of: answer.letters });
    },
  });
  const print = useMutation({ mutationFn: () => call(api().notices.print(notice)) });
  const empty = subject.trim() === '' || text.trim() === '';
  const idle = empty || addressees.length === 0;
  const busy = mail.isPending || print.isPending;
  const all = opened.letters === opened.of;
  const failure = found.error ?? mail.error ?? print.error;
  return (
    <FormDialog
      wide
      title={about === undefined ? notices.title : notices.titleOf(about)}
      submit={opened.letters === 0 || all ? notices.mail : notices.mailNext(opened.letters + 1, opened.of)}
      busy={busy}
      disabled={idle || addressees.every(({ email }) => email === null)}
      onSubmit={() => mail.mutate(all ? 0 : opened.letters)}
      onClose={onClose}
      actions={
        <Button disabledFocusable={idle || busy} onClick={() => print.mutate()}>
          {notices.print}
        </Button>
      }
    >
      {children}
      <Field label={notices.template}>
        <Choice
          label={notices.template}
          value={template}
          options={TEMPLATES.map((value) => ({ value, text: notices.templates[value].name }))}
          onChange={(value) => {
            setTemplate(value);
            setTyped(UNTOUCHED);
            anew();
          }}
        />
      </Field>
      <Field label={notices.subject} required>
        <Input
          value={subject}
          maxLength={150}
          onChange={(_event, { value }) => {
            setTyped({ ...typed, subject: value });
            anew();
          }}
        />
      </Field>
      <Field label={notices.text} required hint={notices.textHint} validationMessage={empty ? notices.required : null}>
        <Textarea
          value={text}
          maxLength={2000}
          rows={4}
          onChange={(_event, { value }) => {
            setTyped({ ...typed, text: value });
            anew();
          }}
        />
      </Field>
      {found.isPending ? (
        <LoadingState />
      ) : addressees.length === 0 && found.error === null ? (
        <EmptyState title={notices.nobody} text={notices.nobodyText} />
      ) : (
        <AddresseeList addressees={addressees} />
      )}
      {opened.letters > 0 && !busy && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            {all ? notices.opened(opened.of) : notices.more(opened.of)} {notices.blind}
          </MessageBarBody>
        </MessageBar>
      )}
      {failure !== null && <FailureBar error={failure} />}
    </FormDialog>
  );
}
