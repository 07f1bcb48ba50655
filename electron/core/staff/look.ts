import type { Issue } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import type { ChangeMarks, ConflictMark, OpenConflicts, SubjectMarks } from '../changes/marks.ts';
import { issuesOf, type PersonFile, readFiles, sharersOf } from './files.ts';
import { type FormerValues, fileOnDay } from './on-day.ts';
import type { StaffStore } from './store.ts';

/** Rules of the store as it is: what a partly known dictionary lacks is not called an error. */
export type StoredContext = () => FieldContext & { readonly today: string };

/** A person as the grid shows them: facts, what the rules say, what is pending. */
export interface Look {
  readonly file: PersonFile;
  readonly issues: readonly Issue[];
  readonly marks: SubjectMarks | undefined;
  /** What is to be decided about the person and their records. */
  readonly conflicts: readonly ConflictMark[];
}

export interface LookParts {
  readonly store: StaffStore;
  readonly marks: ChangeMarks;
  readonly context: StoredContext;
  readonly former: FormerValues;
  readonly conflicts: () => OpenConflicts;
}

/** Looks at people in a handful of statements, whatever their number; those who are not there are left out. */
export function lookAt({ store, marks, context, conflicts }: LookParts, ids: readonly EntityId[]): Map<EntityId, Look> {
  const around = onceEach(context());
  const files = readFiles(store, ids, around.today);
  const pending = marks.marksOf(ids);
  const sharers = sharersOf(store, files, around.today);
  const looks = new Map<EntityId, Look>();
  const open = conflicts();
  for (const [id, file] of files) {
    looks.set(id, {
      file,
      issues: issuesOf(file, around, sharers),
      marks: pending.get(id),
      conflicts: open.size === 0 ? [] : idsOf(file).flatMap((one) => open.get(one) ?? []),
    });
  }
  return looks;
}

/** People of one list share few divisions. */
function onceEach(context: ReturnType<StoredContext>): ReturnType<StoredContext> {
  const { division } = context;
  if (division === undefined) return context;
  const known = new Map<EntityId, ReturnType<typeof division>>();
  return {
    ...context,
    division(id) {
      if (!known.has(id)) known.set(id, division(id));
      return known.get(id);
    },
  };
}

/** The same as they stood on another day: nothing is pending or wrong there. */
export function lookOnDay({ store, former }: LookParts, ids: readonly EntityId[], onDay: string): Map<EntityId, Look> {
  const values = former(ids, onDay);
  const looks = new Map<EntityId, Look>();
  for (const [id, file] of readFiles(store, ids, onDay)) {
    looks.set(id, { file: fileOnDay(file, onDay, values.get(id)), issues: [], marks: undefined, conflicts: [] });
  }
  return looks;
}

/** Of the person and everything in the file. */
function idsOf({ person, ...records }: PersonFile): EntityId[] {
  return [person.id, ...Object.values(records).flatMap((list) => list.map(({ id }) => id))];
}
