import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMessages } from '../app/i18n.tsx';
import { useReturnFocus } from '../grid/return-focus.ts';

const useStyles = makeStyles({ verb: { whiteSpace: 'nowrap' } });

interface ConfirmDialogProps {
  readonly open: boolean;
  /** Names the thing: «Отозвать заявку № 12?». */
  readonly title: string;
  readonly children?: ReactNode;
  /** The verb on the primary button. */
  readonly confirm: string;
  /** Set while the command runs: nothing can be pressed twice. */
  readonly busy?: boolean;
  /** What is asked has not been answered yet. */
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function ReturnsFocus() {
  useReturnFocus();
  return null;
}

/** A question before something that cannot be undone, or that wants a reason. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirm, busy, disabled, onConfirm, onCancel } = props;
  const styles = useStyles();
  const { common } = useMessages();
  return (
    <Dialog
      modalType="alert"
      open={open}
      onOpenChange={(_event, data) => {
        if (!data.open && busy !== true) onCancel();
      }}
    >
      <DialogSurface>
        <ReturnsFocus />
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // What asks may stand in a form.
            event.stopPropagation();
            if (busy !== true && disabled !== true) onConfirm();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent>{children}</DialogContent>
            <DialogActions>
              <Button
                appearance="primary"
                type="submit"
                className={styles.verb}
                disabledFocusable={busy === true || disabled === true}
              >
                {confirm}
              </Button>
              <Button onClick={onCancel} disabledFocusable={busy === true}>
                {common.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
