import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { api, call, keys } from '../../app/api.ts';
import { trackSaving } from '../../app/saved-state.ts';
import type { CardForm } from '../../forms/entity-form.ts';

/** What is typed is in the store this soon, and longer pauses would be felt after a fall. */
const SAVED_WITHIN_MS = 250;

/** What was typed for a hiring that was not finished; asked for anew whenever a hiring begins. */
export function useKeptHire() {
  return useQuery({
    queryKey: [keys.staff, 'hireDraft'],
    queryFn: async () => (await call(api().staff.hireDraft({}))).draft,
    staleTime: 0,
    gcTime: 0,
  });
}

interface Keeping {
  /** Writes what has been typed since the last time; the answer comes when it is on disk. */
  readonly flush: () => Promise<void>;
  /** Throws away what is kept; the wizard goes back to its first step. */
  readonly discard: () => Promise<void>;
}

/** Keeps what is typed in the store, so that neither a closed dialog nor a fall of the program loses it. */
export function useHireKeeping(form: UseFormReturn<CardForm>, step: number): Keeping {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = useRef(step);
  const keeping = useRef<Keeping>(undefined);
  keeping.current ??= {
    async flush() {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      const typed = Object.fromEntries(Object.entries(form.getValues()).map(([name, value]) => [name, value ?? null]));
      // A failure is told by the status bar; the next keystroke tries again.
      await trackSaving(call(api().staff.keepHireDraft({ step: at.current, form: typed }))).catch(() => undefined);
    },
    async discard() {
      clearTimeout(timer.current);
      timer.current = undefined;
      at.current = 0;
      await trackSaving(call(api().staff.dropHireDraft({})));
    },
  };
  const { flush, discard } = keeping.current;
  useEffect(() => {
    const soon = (): void => {
      timer.current ??= setTimeout(() => void flush(), SAVED_WITHIN_MS);
    };
    if (at.current !== step) soon();
    at.current = step;
    const { unsubscribe } = form.watch((_values, { type }) => {
      if (type === 'change') soon();
    });
    return unsubscribe;
  }, [form, step, flush]);
  useEffect(() => () => void flush(), [flush]);
  return { flush, discard };
}
