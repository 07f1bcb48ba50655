import { EntityKind } from '#shared/domain/entities.ts';

/** A field of a record in a person's card; without an id the first record of the kind that lacks it. */
export interface CardFocus {
  readonly kind: EntityKind;
  /** Empty: the record as a whole. */
  readonly field: string;
  readonly id?: string;
}

/** @param name `employment.rate`, or a kind alone */
export function focusOf(name: string, id?: string): CardFocus | undefined {
  const [start, field = ''] = name.split('.');
  const kind = EntityKind.safeParse(start);
  return kind.success ? { kind: kind.data, field, ...(id === undefined ? {} : { id }) } : undefined;
}
