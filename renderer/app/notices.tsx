import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { useEvent } from './api.ts';
import { useMessages } from './i18n.tsx';

/** What the program has to say to everybody, above the section: core died and runs again. */
export function Notices() {
  const texts = useMessages();
  const [restart, setRestart] = useState<Failure | null>(null);
  useEvent('core.restarted', ({ failure }) => setRestart(failure));
  if (restart === null) return null;
  const { advice, code } = describeFailure(texts, restart);
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{texts.shell.restarted}.</MessageBarTitle> {advice} {texts.common.errorCode(code)}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular />}
            aria-label={texts.shell.dismiss}
            onClick={() => setRestart(null)}
          />
        }
      />
    </MessageBar>
  );
}
