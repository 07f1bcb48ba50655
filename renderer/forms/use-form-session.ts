import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Sheet } from '#shared/contract/edits.ts';
import type { Result } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { localDayOf } from '../app/format.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { trackResult } from '../app/saved-state.ts';
import type { Step } from '../grid/edit-session.ts';
import { UnsavedValues } from '../grid/unsaved-values.ts';
import type { Codes } from '../grid/use-codes.ts';
import type { FormEntity } from './entity-edits.ts';
import type { CardForm } from './entity-form.ts';
import { FormSession } from './form-session.ts';

/** The calls of the program that a form is saved by. */
export interface FormProgram {
  /** Whose steps and unwritten values these are. */
  readonly sheet: Sheet;
  /** Answers when the edits are on disk, all or none of them. */
  readonly write: (edits: FieldEdit[]) => Promise<Result<unknown>>;
  /** Takes the last step of what the form is about back, or does it again. */
  readonly take: (what: Step) => Promise<Result<{ readonly taken: { readonly edits: readonly FieldEdit[] } | null }>>;
}

/**
 * Saves the fields of a form as they are left.
 *
 * @param entities what the form is about, under names that stay theirs
 * @param mayEdit without it nothing typed before is put into the fields: they may show another day
 */
export function useFormSession(
  form: UseFormReturn<CardForm>,
  entities: readonly FormEntity[],
  codes: Codes,
  program: FormProgram,
  mayEdit: boolean,
): { readonly session: FormSession; readonly unsaved: number } {
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const newest = useRef({ texts, format, notify, codes, program });
  newest.current = { texts, format, notify, codes, program };
  const [session] = useState(
    () =>
      new FormSession(
        {
          form,
          codes: () => newest.current.codes,
          format: () => newest.current.format,
          today: () => localDayOf(new Date()),
          write: (edits) => trackResult(newest.current.program.write(edits)),
          take: async (what) => {
            const result = await trackResult(newest.current.program.take(what));
            return result.ok ? { ok: true, value: result.value.taken?.edits ?? null } : result;
          },
          reasonOf: (refusal, field) => failureSentence(newest.current.texts, { ...refusal, field }),
          onRefused: (refusal, what) => {
            const { staff } = newest.current.texts;
            const title = what === 'undo' ? staff.undoFailed : staff.redoFailed;
            newest.current.notify.warn(title, failureSentence(newest.current.texts, refusal));
          },
        },
        entities,
      ),
  );
  const unsaved = useSyncExternalStore(session.subscribe, session.unsaved);
  const { sheet } = program;
  useEffect(() => {
    if (!mayEdit) return;
    const { subscribe, typed, has } = session;
    const kept = new UnsavedValues(
      {
        subscribe,
        unsaved: typed,
        giveBack: (values) => session.giveBack(values),
        dropGivenBack: (cells) => session.dropGivenBack(cells),
      },
      sheet,
      has,
    );
    void kept.begin();
    return () => kept.end();
  }, [session, sheet, mayEdit]);
  const taken = useRef(entities);
  useEffect(() => {
    if (taken.current === entities) return;
    taken.current = entities;
    session.take(entities);
  }, [entities, session]);
  useEffect(() => {
    const { unsubscribe } = form.watch((_values, { name, type }) => {
      if (type === 'change' && name !== undefined) session.changed(name);
    });
    return unsubscribe;
  }, [form, session]);
  return { session, unsaved };
}
