import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { checkOrganisationFile } from '#shared/rules/organisation-file.ts';
import type { SubjectSource } from '../changes/subjects.ts';
import type { EntityStore } from '../entities/store.ts';
import { issuesFrom, readFile } from './file.ts';
import type { OrganisationStore } from './store.ts';

/** Organisations as subjects of change requests, with their buildings and services. */
export function organisationSubjects(
  store: OrganisationStore,
  entities: EntityStore,
  context: () => FieldContext & { readonly today: string },
): SubjectSource {
  return {
    titles: (ids) =>
      new Map(
        ids.flatMap((id) => {
          const found = entities.find('organisation', id);
          return found === null ? [] : [[id, found.entity.nameFull] as const];
        }),
      ),
    issues(ids: readonly EntityId[]) {
      const around = context();
      return new Map(
        ids.flatMap((id) => {
          const found = entities.get('organisation', id);
          if (found === null) return [];
          return [[id, issuesFrom(checkOrganisationFile(readFile(store, found.entity), around))] as const];
        }),
      );
    },
  };
}
