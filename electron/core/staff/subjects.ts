import { fullName } from '#shared/rules/names.ts';
import type { SubjectSource } from '../changes/subjects.ts';
import { issuesOf, readFiles, sharersOf } from './files.ts';
import type { StoredContext } from './look.ts';
import type { StaffStore } from './store.ts';

/** People as subjects of change requests, with their whole files. */
export function staffSubjects(store: StaffStore, context: StoredContext): SubjectSource {
  return {
    titles: (ids) => new Map(store.names(ids).map((person) => [person.id, fullName(person)])),
    issues(ids) {
      const around = context();
      const files = readFiles(store, ids, around.today);
      const sharers = sharersOf(store, files, around.today);
      return new Map([...files].map(([id, file]) => [id, issuesOf(file, around, sharers)]));
    },
  };
}
