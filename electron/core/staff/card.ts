import type { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { HistoryEntry, StaffCard } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { ChangeMarks } from '../changes/marks.ts';
import { issuesOf, readFiles, snilsOwners } from './files.ts';
import type { StoredContext } from './lines.ts';
import type { Revised, StaffStore } from './store.ts';

/** The entity's history, newest first; answered by the journal. */
export type HistoryOf = (entityId: EntityId) => z.infer<typeof HistoryEntry>[];

/** @throws DeskError KD-3008 no such person */
export function readCard(
  parts: {
    readonly store: StaffStore;
    readonly marks: ChangeMarks;
    readonly storedContext: StoredContext;
    readonly historyOf: HistoryOf;
  },
  personId: EntityId,
): StaffCard {
  const context = parts.storedContext();
  const file = readFiles(parts.store, [personId], context.today).get(personId);
  if (file === undefined) throw new DeskError('KD-3008');
  const marks = parts.marks.marksOf([personId]).get(personId);
  return {
    person: withoutRev(file.person),
    employments: file.employments.map(withoutRev),
    credentials: file.credentials.map(withoutRev).sort(byIssue),
    changed: marks === undefined ? [] : [...marks.fields],
    issues: issuesOf(file, context, snilsOwners(parts.store, [file])),
    requestId: marks?.requestId ?? null,
    requestState: marks?.state ?? null,
    history: parts.historyOf(personId),
  };
}

function withoutRev<T extends object>({ rev: _, ...entity }: Revised<T>): Omit<Revised<T>, 'rev'> {
  return entity;
}

function byIssue(a: { issuedOn: string | null }, b: { issuedOn: string | null }): number {
  const [x, y] = [a.issuedOn ?? '', b.issuedOn ?? ''];
  return x === y ? 0 : x > y ? -1 : 1;
}
