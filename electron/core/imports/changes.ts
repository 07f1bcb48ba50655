import type { ImportProblem } from '#shared/contract/imports.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { Subject } from '../entities/subject.ts';
import type { Change } from './planned.ts';

/** Nothing where nothing changes. */
export function updateOf(kind: EntityKind, id: EntityId, fields: readonly Change[], of: Subject): RecordedChange[] {
  if (fields.length === 0) return [];
  return [{ kind, id, operation: 'update', subjectKind: of.kind, subjectId: of.id, fields }];
}

/** A finding of the rules as the preview shows it. */
export function problemOf(
  kind: EntityKind,
  field: string,
  {
    code,
    params,
  }: { readonly code: ImportProblem['code']; readonly params?: Readonly<Record<string, string | number>> },
): ImportProblem {
  return { field: `${kind}.${field}`, code, ...(params === undefined ? {} : { params: { ...params } }) };
}
