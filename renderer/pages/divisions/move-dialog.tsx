import { Field, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { checkParent, pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { CodePicker } from '../../grid/code-picker.tsx';
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  picker: { width: '100%', minWidth: 0 },
});

interface MoveDialogProps {
  readonly node: DivisionNode;
  readonly nodes: readonly DivisionNode[];
  /** Where it was dropped; the present place when it was not. */
  readonly parentId: string | null;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** Another place in the tree for a division with all that is inside; a place it may not have is refused with its reason. */
export function MoveDialog({ node, nodes, parentId: first, codes, onClose }: MoveDialogProps) {
  useReturnFocus();
  const styles = useStyles();
  const texts = useMessages();
  const { divisions } = texts;
  const notify = useNotify();
  const [parentId, setParentId] = useState<string | null | undefined>(first);
  const [top, setTop] = useState(false);
  const target = top ? null : parentId;
  const tree = treeOf(nodes);
  const finding = target === undefined || (target === null && !top) ? null : checkParent(node, target, tree);
  const inside = nodes.filter(({ id }) => pathAbove(id, tree).includes(node.id)).length;
  const move = useMutation({
    mutationFn: (to: string | null) => {
      const edit = { kind: 'division' as const, id: node.id, field: 'parentId', from: node.parentId, to };
      return trackSaving(call(api().divisions.applyEdits({ edits: [edit] })));
    },
    onSuccess: () => {
      notify.done(divisions.moved(node.name));
      onClose();
    },
  });
  const ready = target !== undefined && (target !== null || top) && target !== node.parentId && finding === null;
  return (
    <ConfirmDialog
      open
      title={divisions.moveTitle(node.name)}
      confirm={divisions.moveVerb}
      busy={move.isPending}
      disabled={!ready}
      onConfirm={() => ready && move.mutate(target)}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        {node.level === 'division' && (
          <Switch label={divisions.moveToTop} checked={top} onChange={(_event, { checked }) => setTop(checked)} />
        )}
        {!top && (
          <Field
            label={divisions.moveTo}
            required
            {...(finding === null
              ? {}
              : {
                  validationState: 'error' as const,
                  validationMessage: failureSentence(texts, { ...finding, field: 'division.parentId' }),
                })}
          >
            {(control) => (
              <CodePicker
                {...control}
                className={styles.picker}
                label={divisions.moveTo}
                codes={codes('division', 'parentId') ?? EMPTY_CODES}
                value={parentId ?? null}
                onChange={setParentId}
                onDay={localDayOf(new Date())}
              />
            )}
          </Field>
        )}
        <div>{divisions.moveText(inside)}</div>
        {move.error !== null && <FailureBar error={move.error} />}
      </div>
    </ConfirmDialog>
  );
}
