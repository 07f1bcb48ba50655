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
import type { FormEvent, ReactNode } from 'react';
import { useMessages } from '../app/i18n.tsx';
import { useReturnFocus } from '../grid/return-focus.ts';

const useStyles = makeStyles({
  // As wide as a small window at 200 % lets it be.
  wide: { maxWidth: '860px', width: '100%' },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
  actions: { '& > button': { whiteSpace: 'nowrap', flexShrink: 0 } },
});

interface FormDialogProps {
  readonly title: string;
  /** The verb on the primary button; null for who may only read. */
  readonly submit: string | null;
  /** A command runs: nothing can be pressed twice, and the dialog stays. */
  readonly busy: boolean;
  /** Nothing to submit yet. */
  readonly disabled?: boolean;
  readonly wide?: boolean;
  readonly onSubmit: (event: FormEvent) => void;
  readonly onClose: () => void;
  /** Other buttons, between the verb and «Отмена». */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A dialog that is filled in. A click beside it does not throw away what has been typed; while a command runs the focus
 * stays where it is, so that Esc and Tab go on working afterwards.
 */
export function FormDialog(props: FormDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const { common } = useMessages();
  const { busy, submit, onClose } = props;
  const disabled = submit === null || props.disabled === true;
  return (
    <Dialog
      open
      onOpenChange={(_event, { open, type }) => {
        if (!open && type !== 'backdropClick' && !busy) onClose();
      }}
    >
      <DialogSurface className={mergeClasses(props.wide === true && styles.wide)}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // What lies below may be a form too.
            event.stopPropagation();
            if (!busy && !disabled) props.onSubmit(event);
          }}
        >
          <DialogBody>
            <DialogTitle>{props.title}</DialogTitle>
            <DialogContent className={styles.content}>{props.children}</DialogContent>
            <DialogActions fluid className={styles.actions}>
              {submit !== null && (
                <Button type="submit" appearance="primary" disabledFocusable={busy || disabled}>
                  {submit}
                </Button>
              )}
              {props.actions}
              <Button onClick={onClose} disabledFocusable={busy}>
                {submit === null ? common.close : common.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
