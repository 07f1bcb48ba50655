import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMessages } from '../app/i18n.tsx';
import { useReturnFocus } from '../grid/return-focus.ts';

const useStyles = makeStyles({
  // As wide as a small window at 200 % lets it be.
  wide: { maxWidth: '860px', width: '100%' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxHeight: '60vh' },
});

interface ViewDialogProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that only shows something: nothing typed can be lost, so a click beside it closes it too. */
export function ViewDialog({ title, wide, onClose, children }: ViewDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const { common } = useMessages();
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={mergeClasses(wide === true && styles.wide)}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{common.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
