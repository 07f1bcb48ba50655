import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { StageProps } from '../pages/access/access-page.tsx';
import { Waiting } from '../pages/access/waiting-for-browser.tsx';
import { useMessages } from './i18n.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

/** The registry wants a fresh sign-in while the store is open: the work stays where it is, behind this question. */
export function SignInAgain({ state }: Pick<StageProps<'waiting-for-browser'>, 'state'>) {
  const styles = useStyles();
  const { access } = useMessages();
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{access.waitingTitle}</DialogTitle>
          <DialogContent className={styles.content}>
            <Waiting state={state} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
