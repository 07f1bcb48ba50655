import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { localDayOf } from '../app/format.ts';
import { useFormat } from '../app/i18n.tsx';
import { trackSaving } from '../app/saved-state.ts';
import type { Codes } from '../grid/use-codes.ts';
import { editsOfEntity, type FormEntity } from './entity-edits.ts';
import { type CardForm, formName, toForm } from './entity-form.ts';

interface Autosave {
  /** For the `onBlur` of the form: writes what was typed, if it may be written; else it stays with its reason. */
  readonly save: () => Promise<void>;
  readonly error: unknown;
}

/** Writes each field of an entity as soon as it is left, as the grid does with its cells. */
export function useAutosave(
  form: UseFormReturn<CardForm>,
  entity: FormEntity,
  codes: Codes,
  write: (edits: FieldEdit[]) => Promise<unknown>,
): Autosave {
  const { name, kind, values } = entity;
  const format = useFormat();
  // What is on disk, as far as the form knows: an edit says from which value it starts.
  const base = useRef(values);
  const busy = useRef(false);
  const saving = useMutation({
    mutationFn: (edits: FieldEdit[]) => trackSaving(write(edits)),
    onSuccess: (_answer, edits) => {
      base.current = { ...base.current, ...Object.fromEntries(edits.map(({ field, to }) => [field, to])) };
      const shown = toForm(name, kind, base.current, format);
      for (const { field } of edits) {
        const path = formName(name, field);
        form.resetField(path, { defaultValue: shown[path] ?? null });
      }
    },
    onSettled: (_answer, refusal) => {
      busy.current = false;
      // What was left meanwhile comes next; what was refused waits until it is typed anew.
      if (refusal === null) void save();
    },
  });
  const { isPending } = saving;

  async function save(): Promise<void> {
    await form.trigger();
    const typed = editsOfEntity({ ...entity, values: base.current }, form.getValues(), localDayOf(new Date()), codes);
    const edits = typed.filter(({ field }) => form.getFieldState(formName(name, field)).error === undefined);
    if (edits.length === 0 || busy.current) return;
    busy.current = true;
    saving.mutate(edits);
  }

  useEffect(() => {
    if (isPending) return;
    base.current = values;
    form.reset(toForm(name, kind, values, format), { keepDirtyValues: true, keepErrors: true });
  }, [values, isPending, form, name, kind, format]);

  return { save, error: saving.error };
}
