import { useCallback, useEffect, useRef } from 'react';
import type { EditSession } from './edit-session.ts';
import type { GridColumn, Typed } from './grid-model.ts';

interface OpenEditor<R> {
  readonly column: GridColumn<R>;
  readonly row: R;
  readonly typed: Typed;
}

/**
 * What is in an open editor belongs to nobody yet: the session hears every letter, and keeps it should the program be
 * closed or locked. A grid that goes away with an open editor (another section was opened) commits it, as leaving the
 * cell would.
 */
export function useTyping<R>(
  session: EditSession<R>,
  commit: (column: GridColumn<R>, row: R, typed: Typed) => void,
): { readonly onTyping: (column: GridColumn<R>, row: R, typed: Typed) => void; readonly onClosed: () => void } {
  const open = useRef<OpenEditor<R> | null>(null);
  const newest = useRef(commit);
  useEffect(() => {
    newest.current = commit;
  });
  const onTyping = useCallback(
    (column: GridColumn<R>, row: R, typed: Typed) => {
      const id = column.source?.idOf(row) ?? null;
      if (column.source === undefined || id === null) return;
      const { kind, field } = column.source;
      open.current = { column, row, typed };
      const from = session.seen({ kind, id, field }, column.valueOf(row));
      session.typing({ kind, id, field, from, to: null, text: typed.text, status: 'invalid', refusal: BROKEN_OFF });
    },
    [session],
  );
  const onClosed = useCallback(() => {
    open.current = null;
    session.typing(null);
  }, [session]);
  useEffect(
    () => () => {
      const left = open.current;
      // After a lock the session has forgotten it; the store has it then.
      if (left === null || !session.isTyping()) return;
      onClosed();
      newest.current(left.column, left.row, left.typed);
    },
    [session, onClosed],
  );
  return { onTyping, onClosed };
}

/** Why a value that was still being typed when the program was closed is not written. */
export const BROKEN_OFF = { code: 'KD-3032' } as const;
