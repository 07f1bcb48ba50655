import type { ErrorCode } from '#shared/contract/errors.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';

/** A field of one entity: what a cell stands for, in whichever row or card it is shown. */
export interface CellAddress {
  readonly kind: EntityKind;
  readonly id: string;
  readonly field: string;
}
export type CellId = `${EntityKind}:${string}:${string}`;

export function cellId({ kind, id, field }: CellAddress): CellId {
  return `${kind}:${id}:${field}`;
}

/** Why a value was not accepted: by a rule here, or by the core. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * A typed value that is not on disk yet.
 * `invalid` a rule refused it: never sent · `saving` on its way · `refused` the core did not take it.
 * Invalid and refused values stay until they are mended or restored.
 */
export interface PendingEdit extends CellAddress {
  /** What the user saw before typing. */
  readonly from: FieldValue;
  /** The value typed; null for text that means no value of the field's type. */
  readonly to: FieldValue;
  /** As it was typed; null where the value did not come from typing (undo). */
  readonly text: string | null;
  readonly status: 'invalid' | 'saving' | 'refused';
  readonly refusal: Refusal | null;
  /** The batch it is sent with; an answer settles only entries of its own batch. */
  readonly ticket: number;
}

export type EditBuffer = ReadonlyMap<CellId, PendingEdit>;
export const EMPTY_BUFFER: EditBuffer = new Map();

/** What was typed into a cell after it has been read and checked. */
export interface TypedValue extends CellAddress {
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly text: string | null;
  readonly refusal: Refusal | null;
}

/**
 * Takes typed values: what a rule refuses stays in the buffer and is not sent; what equals the value on disk leaves no
 * trace; the rest is `send`, in order, as one batch.
 */
export function stage(
  buffer: EditBuffer,
  typed: readonly TypedValue[],
  ticket: number,
): { buffer: EditBuffer; send: readonly FieldEdit[] } {
  const next = new Map(buffer);
  const send: FieldEdit[] = [];
  for (const { kind, id, field, from, to, text, refusal } of typed) {
    const key = cellId({ kind, id, field });
    if (refusal !== null) {
      next.set(key, { kind, id, field, from, to, text, status: 'invalid', refusal, ticket });
    } else if (to === from) {
      // Typing back what is on disk mends a refused cell; a value on its way is left to its answer.
      if (next.get(key)?.status !== 'saving') next.delete(key);
    } else {
      next.set(key, { kind, id, field, from, to, text, status: 'saving', refusal: null, ticket });
      send.push({ kind, id, field, from, to });
    }
  }
  return { buffer: next, send };
}

/** The batch is on disk. */
export function settle(buffer: EditBuffer, ticket: number): EditBuffer {
  return new Map([...buffer].filter(([, entry]) => entry.ticket !== ticket || entry.status !== 'saving'));
}

/** Values of the batch were refused: they stay visible as not saved. All of them, or the cell `at` alone. */
export function refuse(buffer: EditBuffer, ticket: number, refusal: Refusal, at: CellId | null = null): EditBuffer {
  const next = new Map(buffer);
  for (const [key, entry] of buffer) {
    if (entry.ticket !== ticket || entry.status !== 'saving' || (at !== null && at !== key)) continue;
    next.set(key, { ...entry, status: 'refused', refusal });
  }
  return next;
}

/** Gives the typed value of a cell up. */
export function restore(buffer: EditBuffer, cell: CellAddress): EditBuffer {
  const key = cellId(cell);
  const entry = buffer.get(key);
  if (entry === undefined || entry.status === 'saving') return buffer;
  const next = new Map(buffer);
  next.delete(key);
  return next;
}

/** Gives up everything that waits for the user. */
export function restoreAll(buffer: EditBuffer): EditBuffer {
  return new Map([...buffer].filter(([, { status }]) => status === 'saving'));
}

/** What the user sees as the value of the cell before typing anew: a value on its way counts, a refused one does not. */
export function seenValue(buffer: EditBuffer, cell: CellAddress, onDisk: FieldValue): FieldValue {
  const entry = buffer.get(cellId(cell));
  return entry?.status === 'saving' ? entry.to : onDisk;
}

export function countOf(buffer: EditBuffer, status: PendingEdit['status']): number {
  let count = 0;
  for (const entry of buffer.values()) if (entry.status === status) count++;
  return count;
}
