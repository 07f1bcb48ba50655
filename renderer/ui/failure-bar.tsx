import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { describeFailure } from '#shared/text/translate.ts';
import { failureOf } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { ErrorCode } from './error-code.tsx';

/** The user stopped it: no fault, but the same place tells so. */
const STOPPED = 'KD-6002';

interface FailureBarProps {
  readonly error: unknown;
  readonly actions?: ReactNode;
}

/** A refusal beside the thing it is about: what happened, what to do, code. */
export function FailureBar({ error, actions }: FailureBarProps) {
  const texts = useMessages();
  const { title, advice, code } = describeFailure(texts, failureOf(error));
  const stopped = code === STOPPED;
  return (
    <MessageBar intent={stopped ? 'info' : 'error'} layout="multiline" role={stopped ? 'status' : 'alert'}>
      <MessageBarBody>
        <MessageBarTitle>{title}.</MessageBarTitle> {advice} <ErrorCode code={code} />
      </MessageBarBody>
      {actions === undefined ? null : <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  );
}
