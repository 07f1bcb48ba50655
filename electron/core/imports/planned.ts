import type { ImportRow } from '#shared/contract/imports.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';

export type Values = Record<string, FieldValue>;

export interface Change {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** What a row would write; `person` is the same for all rows of one person. */
export interface RowAction {
  readonly person: PlannedPerson;
  readonly edits: readonly FieldEdit[];
  readonly createsPerson: boolean;
  readonly employment: Values | null;
}

export interface PlannedRow {
  readonly shown: ImportRow;
  readonly action: RowAction | null;
}

/** A person as the store has them and the rows above have changed them. */
export interface PlannedPerson {
  readonly id: EntityId | null;
  readonly values: Values;
  readonly employments: PlannedEmployment[];
  /** Fields that a row above has set. */
  readonly stated: Set<string>;
}

export interface PlannedEmployment {
  readonly id: EntityId | null;
  readonly values: Values;
  /** A row above is about it. */
  claimed: boolean;
}
