import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fieldLabel, type Messages } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { showValue } from '../grid/cell-text.ts';
import type { Codes } from '../grid/use-codes.ts';

/** Name of a record as a whole in the place of a field. */
export const WHOLE = '*';

/** How a value of a field is shown where it stands alone: emptiness has a word. */
export function useShownValue(codes: Codes): (kind: EntityKind, field: string, value: FieldValue) => string {
  const { worklists } = useMessages();
  const format = useFormat();
  return (kind, field, value) => {
    const type = fieldDefinition(kind, field)?.type ?? 'text';
    return showValue(type, value, format, codes(kind, field)) || worklists.differences.emptyValue;
  };
}

/** The name of a field, or of the record as a whole. */
export function nameOfField(texts: Messages, kind: EntityKind, field: string): string {
  return field === WHOLE ? texts.worklists.differences.whole : fieldLabel(texts, `${kind}.${field}`);
}
