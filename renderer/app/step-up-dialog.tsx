import { Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useAccessCall } from '../pages/access/access-call.ts';
import { PinField } from '../pages/access/pin-field.tsx';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { api } from './api.ts';
import { useMessages } from './i18n.tsx';
import { answerStepUp, useStepUpAsked } from './step-up.ts';

/** Asks for the PIN over whatever is open, when a call was refused for want of it. */
export function StepUpDialog() {
  return useStepUpAsked() ? <Question /> : null;
}

function Question() {
  const { access } = useMessages();
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const confirm = useAccessCall(api().access.confirmPin);
  const submit = () => {
    confirm.mutate(
      { pin },
      {
        onSuccess: () => answerStepUp(true),
        onError: () => {
          setPin('');
          field.current?.focus();
        },
      },
    );
  };
  return (
    <FormDialog
      title={access.stepUp.title}
      submit={access.stepUp.submit}
      busy={confirm.isPending}
      disabled={pin === ''}
      onSubmit={submit}
      onClose={() => answerStepUp(false)}
    >
      <Text>{access.stepUp.text}</Text>
      <PinField label={access.pin} value={pin} onChange={setPin} inputRef={field} autoFocus />
      {confirm.error !== null && !confirm.isPending && <FailureBar error={confirm.error} />}
    </FormDialog>
  );
}
