import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { failureSentence } from '#shared/text/translate.ts';
import { failureOf } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

interface ViewNameDialogProps {
  readonly title: string;
  readonly name: string;
  readonly busy: boolean;
  /** Why the view was not saved; null so far. */
  readonly error: unknown;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks what a view is called. */
export function ViewNameDialog({ title, name: before, busy, error, onSave, onClose }: ViewNameDialogProps) {
  const texts = useMessages();
  const { views } = texts;
  const [name, setName] = useState(before);
  return (
    <FormDialog
      title={title}
      submit={views.save}
      busy={busy}
      disabled={name.trim() === ''}
      onSubmit={() => onSave(name.trim())}
      onClose={onClose}
    >
      <Field
        label={views.name}
        hint={views.nameHint}
        {...(error === null ? {} : { validationMessage: failureSentence(texts, failureOf(error)) })}
      >
        <Input autoFocus maxLength={60} value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
    </FormDialog>
  );
}
