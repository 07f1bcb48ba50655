import type { Issue } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkEntity } from '#shared/rules/check-entity.ts';
import { fullName } from '#shared/rules/names.ts';
import type { SubjectKind, Subjects } from '../changes/subjects.ts';
import type { EntityStore } from '../entities/store.ts';
import { issuesOf, readFiles, snilsOwners } from './files.ts';
import type { StoredContext } from './look.ts';
import type { StaffStore } from './store.ts';

/** People as subjects of change requests; divisions and the organisation by their own fields. */
export class StaffSubjects implements Subjects {
  readonly #store: StaffStore;
  readonly #entities: EntityStore;
  readonly #context: StoredContext;

  constructor(store: StaffStore, entities: EntityStore, context: StoredContext) {
    this.#store = store;
    this.#entities = entities;
    this.#context = context;
  }

  titles(kind: SubjectKind, ids: readonly EntityId[]): Map<EntityId, string> {
    if (kind === 'person') return new Map(this.#store.names(ids).map((person) => [person.id, fullName(person)]));
    const titles = new Map<EntityId, string>();
    for (const id of ids) {
      const name =
        kind === 'division'
          ? this.#entities.get('division', id)?.entity.name
          : this.#entities.get('organisation', id)?.entity.nameFull;
      if (name !== undefined) titles.set(id, name);
    }
    return titles;
  }

  issues(kind: SubjectKind, ids: readonly EntityId[]): Map<EntityId, readonly Issue[]> {
    const context = this.#context();
    const found = new Map<EntityId, readonly Issue[]>();
    if (kind === 'person') {
      const files = readFiles(this.#store, ids, context.today);
      const owner = snilsOwners(this.#store, files.values());
      for (const [id, file] of files) found.set(id, issuesOf(file, context, owner));
      return found;
    }
    for (const id of ids) {
      const stored = this.#entities.get(kind, id);
      if (stored === null) continue;
      found.set(
        id,
        checkEntity(kind, stored.entity, context).map(({ params, ...finding }) => ({
          kind,
          id,
          ...finding,
          ...(params === undefined ? {} : { params: { ...params } }),
        })),
      );
    }
    return found;
  }
}
