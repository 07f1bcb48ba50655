import { useEffect } from 'react';
import type { CardFocus } from '../../app/card-focus.ts';
import { formName } from '../../forms/entity-form.ts';
import { focusField } from '../../forms/focus-field.ts';
import { type CardEntity, tabOfKind } from './card-edits.ts';
import type { CardTab } from './card-fields.ts';

export interface CardPlace {
  readonly tab: CardTab;
  /** Name of the field in the form; null where the card has no such record yet. */
  readonly path: string | null;
}

/** Where in the card it is: that record, else the first one of the kind that lacks the field, else the first one. */
export function placeOf(entities: readonly CardEntity[], { kind, field, id }: CardFocus): CardPlace {
  const of = entities.filter((entity) => entity.kind === kind);
  const found = of.find((one) => one.id === id) ?? of.find(({ values }) => (values[field] ?? '') === '') ?? of[0];
  if (found === undefined) return { tab: tabOfKind(kind), path: null };
  return { tab: found.tab, path: formName(found.name, field) };
}

/** Puts the focus into the field once the card is there, with the field in sight. */
export function useFocusedField(path: string | null): void {
  useEffect(() => {
    if (path === null) return;
    // The drawer takes the focus when it opens; this comes after.
    const frame = requestAnimationFrame(() => focusField(path));
    return () => cancelAnimationFrame(frame);
  }, [path]);
}
