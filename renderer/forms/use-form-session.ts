import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { failureOf } from '../app/api.ts';
import { localDayOf } from '../app/format.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { trackSaving } from '../app/saved-state.ts';
import type { Codes } from '../grid/use-codes.ts';
import type { FormEntity } from './entity-edits.ts';
import type { CardForm } from './entity-form.ts';
import { FormSession } from './form-session.ts';

/**
 * Saves the fields of a form as they are left.
 *
 * @param entities what the form is about, under names that stay theirs
 * @param write answers when the edits are on disk, all or none of them
 */
export function useFormSession(
  form: UseFormReturn<CardForm>,
  entities: readonly FormEntity[],
  codes: Codes,
  write: (edits: FieldEdit[]) => Promise<unknown>,
): { readonly session: FormSession; readonly unsaved: number } {
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const newest = useRef({ texts, format, notify, codes, write });
  newest.current = { texts, format, notify, codes, write };
  const [session] = useState(
    () =>
      new FormSession(
        {
          form,
          codes: () => newest.current.codes,
          format: () => newest.current.format,
          today: () => localDayOf(new Date()),
          write: (edits) =>
            trackSaving(newest.current.write(edits)).then(
              (value) => ({ ok: true, value }) as const,
              (error) => ({ ok: false, error: failureOf(error) }) as const,
            ),
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
