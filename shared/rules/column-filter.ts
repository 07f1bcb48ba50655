import type { FieldType } from '../domain/fields.ts';
import { foldText } from '../text/fold.ts';

/** How a column of a type is filtered by its values. */
export type FilterKind = 'text' | 'codes' | 'days' | 'numbers';

export function filterKindOf(type: FieldType): FilterKind {
  switch (type) {
    case 'code':
    case 'reference':
      return 'codes';
    case 'date':
      return 'days';
    case 'rate':
    case 'number':
      return 'numbers';
    default:
      return 'text';
  }
}

/**
 * Text as filters compare it: numbers with separators by their digits, the rest folded as search has it. What leaves
 * nothing counts as empty.
 */
export function comparableText(type: FieldType, text: string): string {
  return type === 'snils' || type === 'inn' || type === 'phone' ? text.replaceAll(/\D/g, '') : foldText(text);
}
