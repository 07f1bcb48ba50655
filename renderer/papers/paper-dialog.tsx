import { Field, Input, MessageBar, MessageBarBody, Radio, RadioGroup } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  APPLICATIONS,
  Application,
  type GivenPaper,
  NUMBERED_PAPERS,
  NumberedPaper,
  PaperFormat,
  PURPOSE_AT_MOST,
} from '#shared/contract/papers.ts';
import type { Person } from '#shared/domain/entities.ts';
import { fullName } from '#shared/rules/names.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface PaperDialogProps {
  readonly person: Pick<Person, 'id' | 'lastName' | 'firstName' | 'patronymic'>;
  readonly onClose: () => void;
}

/** A paper about a person: which, for whom, in which form. What has its number keeps it until it has come out. */
export function PaperDialog({ person, onClose }: PaperDialogProps) {
  const { documents, papers } = useMessages();
  const words = papers.dialog;
  const notify = useNotify();
  const [kind, setKind] = useState<NumberedPaper | Application>('workCertificate');
  const [purpose, setPurpose] = useState<string>(words.purposeUsual);
  const [format, setFormat] = useState<PaperFormat>('pdf');
  const [registered, setRegistered] = useState<GivenPaper | null>(null);
  const numbered = NumberedPaper.safeParse(kind).data;
  const missing = numbered !== undefined && purpose.trim() === '';
  const put = useMutation({
    mutationFn: async () => {
      const personId = person.id;
      if (numbered === undefined) {
        const application = Application.parse(kind);
        return (await call(api().papers.application({ personId, kind: application, format }))) && words.prepared;
      }
      const paper = registered ?? (await call(api().papers.register({ personId, kind: numbered, purpose })));
      setRegistered(paper);
      return (await call(api().papers.print({ paperId: paper.id, format }))) && words.done(paper.number);
    },
    onSuccess: (done) => {
      if (done === null) return;
      notify.done(done, fullName(person));
      onClose();
    },
  });
  const busy = put.isPending;
  const fixed = busy || registered !== null;
  return (
    <FormDialog
      title={words.title(fullName(person))}
      submit={
        registered !== null
          ? words.printAgain(registered.number)
          : numbered === undefined
            ? words.prepare
            : words.register
      }
      busy={busy}
      disabled={missing}
      onSubmit={() => put.mutate()}
      onClose={onClose}
    >
      <Field label={words.kind} hint={numbered === undefined ? words.applicationHint : words.numberedHint}>
        <RadioGroup
          value={kind}
          disabled={fixed}
          onChange={(_event, { value }) => setKind(NumberedPaper.or(Application).parse(value))}
        >
          {[...NUMBERED_PAPERS, ...APPLICATIONS].map((one) => (
            <Radio key={one} value={one} label={documents.papers.kinds[one]} />
          ))}
        </RadioGroup>
      </Field>
      {numbered !== undefined && (
        <Field label={words.purpose} required validationMessage={missing ? words.purposeRequired : null}>
          <Input
            value={purpose}
            maxLength={PURPOSE_AT_MOST}
            disabled={fixed}
            onChange={(_event, { value }) => setPurpose(value)}
          />
        </Field>
      )}
      <Field label={words.format}>
        <RadioGroup
          layout="horizontal"
          value={format}
          disabled={busy}
          onChange={(_event, { value }) => setFormat(PaperFormat.parse(value))}
        >
          <Radio value="pdf" label={words.formats.pdf} />
          <Radio value="docx" label={words.formats.docx} />
        </RadioGroup>
      </Field>
      {registered !== null && !busy && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words.registered(registered.number)}</MessageBarBody>
        </MessageBar>
      )}
      {put.error !== null && <FailureBar error={put.error} />}
    </FormDialog>
  );
}
