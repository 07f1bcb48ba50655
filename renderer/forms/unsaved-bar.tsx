import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useMessages } from '../app/i18n.tsx';
import { focusField } from './focus-field.ts';
import type { FormSession } from './form-session.ts';

/** How many fields are not saved, and what can be done about it. */
export function UnsavedBar({ session, unsaved }: { readonly session: FormSession; readonly unsaved: number }) {
  const { staff } = useMessages();
  if (unsaved === 0) return null;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>{staff.card.unsaved(unsaved)}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void session.retry()}>{staff.pane.sendAgain}</Button>
        <Button
          onClick={() => {
            // The button goes with the bar: the focus returns to what it was about.
            const [path] = session.giveUp();
            if (path !== undefined) focusField(path);
          }}
        >
          {staff.restoreAll}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
