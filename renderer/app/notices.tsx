import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { BulletinBanners } from '../bulletins/bulletin-banners.tsx';
import { ImportOffers } from '../pages/imports/import-offers.tsx';
import { ErrorCode } from '../ui/error-code.tsx';
import { useEvent } from './api.ts';
import { useMessages } from './i18n.tsx';
import { useSession } from './session.tsx';

const useStyles = makeStyles({ notices: { flexShrink: 0 } });

/** Above every section: what the registry lets know, an account that may only read, a core that died and runs again, files to import, a sign-in that failed. */
export function Notices() {
  const styles = useStyles();
  const { user, failure } = useSession();
  const [restart, setRestart] = useState<Failure | null>(null);
  const [seen, setSeen] = useState<Failure | null>(null);
  useEvent('core.restarted', (event) => setRestart(event.failure));
  const signInFailure = failure === undefined || failure === seen ? null : failure;
  return (
    <div className={styles.notices}>
      {user.confirmed ? null : <Notice failure={{ code: 'KD-1007' }} />}
      {restart === null ? null : <Notice failure={restart} onDismiss={() => setRestart(null)} />}
      <BulletinBanners />
      <ImportOffers />
      {signInFailure === null ? null : <Notice failure={signInFailure} onDismiss={() => setSeen(signInFailure)} />}
    </div>
  );
}

interface NoticeProps {
  readonly failure: Pick<Failure, 'code' | 'params'>;
  readonly onDismiss?: () => void;
}

function Notice({ failure, onDismiss }: NoticeProps) {
  const texts = useMessages();
  const { title, advice, code } = describeFailure(texts, failure);
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}.</MessageBarTitle> {advice} <ErrorCode code={code} />
      </MessageBarBody>
      {onDismiss === undefined ? null : (
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={texts.shell.dismiss}
              onClick={onDismiss}
            />
          }
        />
      )}
    </MessageBar>
  );
}
