import { useMemo } from 'react';
import { failureSentence } from '#shared/text/translate.ts';
import { api } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackResult } from '../../app/saved-state.ts';
import { takeOperation } from '../../bulk/take-operation.ts';
import type { Step } from '../../grid/edit-session.ts';

export interface DivisionUndo {
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** Takes back what was done to divisions, in whichever dialog: a move, an edit, one head for many. */
export function useDivisionUndo(): DivisionUndo {
  const texts = useMessages();
  const notify = useNotify();
  return useMemo(() => {
    const take = async (what: Step): Promise<void> => {
      const step = await trackResult(api().divisions.takeStep({ what, subjectId: null }));
      const operationId = step.ok ? step.value.operationId : null;
      const taken = operationId === null ? step : await takeOperation(operationId, what);
      if (taken.ok) return;
      const title = what === 'undo' ? texts.staff.undoFailed : texts.staff.redoFailed;
      notify.warn(title, failureSentence(texts, taken.error));
    };
    return { undo: () => take('undo'), redo: () => take('redo') };
  }, [texts, notify]);
}
