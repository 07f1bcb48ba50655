import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import type { Merged } from './duplicates-merge.tsx';

interface UndoMergeProps {
  readonly merged: Merged;
  readonly onUndone: () => void;
}

/** Tells of the merge just done, and takes it back whole: its request is withdrawn. */
export function UndoMerge({ merged, onUndone }: UndoMergeProps) {
  const { actions, staff } = useMessages();
  const words = actions.mergeDialog;
  const notify = useNotify();
  const { go } = useNavigation();
  const { requestId, name } = merged;
  const undo = useMutation({
    mutationFn: () => trackSaving(call(api().changes.withdraw({ requestId }))),
    onSuccess: () => {
      notify.done(words.undone);
      onUndone();
    },
    onError: notify.failed,
  });
  return (
    <MessageBar intent="success" layout="multiline" role="status">
      <MessageBarBody>
        <MessageBarTitle>{words.done(name)}.</MessageBarTitle> {words.doneText}
      </MessageBarBody>
      <MessageBarActions>
        <Button disabled={undo.isPending} onClick={() => undo.mutate()}>
          {words.undo}
        </Button>
        <Button onClick={() => go('requests', { requestId })}>{staff.card.openRequest}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
