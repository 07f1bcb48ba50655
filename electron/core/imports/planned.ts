import type { ImportRow } from '#shared/contract/imports.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { RecordedChange } from '../changes/drafts.ts';

export type Values = Record<string, FieldValue>;

export interface Change {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** A row of the file with its verdict, and what it would write, in this order. */
export interface PlannedRow {
  readonly shown: ImportRow;
  readonly changes: readonly RecordedChange[];
}

/** An entity as the store has it and the rows above have changed it; a new one has the id that it will get. */
export interface PlannedEntity {
  readonly id: EntityId;
  readonly isNew: boolean;
  readonly values: Values;
}

export interface PlannedPerson extends PlannedEntity {
  readonly employments: PlannedEmployment[];
  /** Fields that a row above has set. */
  readonly stated: Set<string>;
}

export interface PlannedEmployment extends PlannedEntity {
  /** A row above is about it. */
  claimed: boolean;
}
