import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { PendingField } from '../changes/pending.ts';
import type { Difference } from './conflict-store.ts';

type Values = Readonly<Record<string, FieldValue>>;

export interface MergeInput {
  readonly kind: EntityKind;
  /** What the desk shows now: the last agreed values with the pending changes on top. */
  readonly local: Values;
  /** What the registry holds now; fields that it knows nothing of are absent. */
  readonly remote: Values;
  /** Changes that the registry has not accepted, the oldest first. */
  readonly pending: readonly Pick<PendingField, 'requestId' | 'field' | 'from' | 'to'>[];
}

export interface Merge {
  /** Taken from the registry. */
  readonly values: Values;
  /** Fields whose changes the registry already holds: nothing is left to do. */
  readonly done: readonly string[];
  /** Changed here and there: both values are kept, and what was typed stays on the screen. */
  readonly conflicts: readonly Difference[];
}

/**
 * Three-way merge of one entity, field by field; fields of a group as one value. The base of a changed field is what its
 * author saw (`from`), that of an unchanged one is what is shown.
 *
 * | pending | registry holds | result |
 * |---|---|---|
 * | no | anything | taken |
 * | yes | what the author saw | the change stays |
 * | yes | what an earlier of several requests made of it | the later changes stay |
 * | yes | what the author wants | nothing left to do |
 * | yes | anything else | conflict |
 */
export function mergeEntity({ kind, local, remote, pending }: MergeInput): Merge {
  const values: Record<string, FieldValue> = {};
  const done: string[] = [];
  const conflicts: Difference[] = [];
  for (const fields of groupsOf(kind, Object.keys(remote))) {
    const changes = pending.filter(({ field }) => fields.includes(field));
    if (changes.length === 0) {
      for (const field of fields) {
        const theirs = valueIn(remote, field);
        if (theirs !== valueIn(local, field)) values[field] = theirs;
      }
      continue;
    }
    const stages = stagesOf(fields, local, changes);
    const base = stages[0] ?? local;
    const mine = stages.at(-1) ?? local;
    const equals = (stage: Values): boolean =>
      fields.every((field) => valueIn(stage, field) === valueIn(remote, field));
    if (equals(mine)) done.push(...new Set(changes.map(({ field }) => field)));
    else if (!stages.some(equals)) {
      for (const field of fields) {
        const difference = { base: valueIn(base, field), mine: valueIn(mine, field), theirs: valueIn(remote, field) };
        if (difference.mine !== difference.theirs) conflicts.push({ field, ...difference });
      }
    }
  }
  return { values, done, conflicts };
}

/** The values of a group before any change, and after each request in turn. */
function stagesOf(fields: readonly string[], local: Values, changes: MergeInput['pending']): Values[] {
  const first = Object.fromEntries(fields.map((field) => [field, valueIn(local, field)]));
  for (const { field, from } of changes.toReversed()) first[field] = from;
  const stages: Values[] = [first];
  for (const requestId of new Set(changes.map((change) => change.requestId))) {
    const stage = { ...stages.at(-1) };
    for (const change of changes) if (change.requestId === requestId) stage[change.field] = change.to;
    stages.push(stage);
  }
  return stages;
}

function groupsOf(kind: EntityKind, fields: readonly string[]): Iterable<string[]> {
  const groups = new Map<string, string[]>();
  for (const field of fields) {
    const key = fieldDefinition(kind, field)?.group ?? `.${field}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [field]);
    else group.push(field);
  }
  return groups.values();
}

function valueIn(values: Values, field: string): FieldValue {
  return values[field] ?? null;
}
