import { api } from '../../app/api.ts';
import type { CardForm } from '../../forms/entity-form.ts';

interface HireDraft {
  readonly form: CardForm;
  readonly step: number;
}

let kept: HireDraft | null = null;
let listening = false;

/** What was typed for a hiring that was not finished; it stays in memory only, and until the store is locked. */
export function keptHire(): HireDraft | null {
  return kept;
}

export function keepHire(draft: HireDraft | null): void {
  if (!listening) {
    listening = true;
    api().on('access.changed', ({ stage }) => {
      if (stage !== 'open') kept = null;
    });
  }
  kept = draft;
}
