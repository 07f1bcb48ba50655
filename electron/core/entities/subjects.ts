import type { Issue } from '#shared/contract/staff.ts';
import type { EntityKind, EntityOf } from '#shared/domain/entities.ts';
import { checkEntity, type EntityContext } from '#shared/rules/check-entity.ts';
import type { SubjectKind, SubjectSource } from '../changes/subjects.ts';
import type { EntityStore } from './store.ts';

/** A kind whose entities are parts of a subject, by the field that says so. */
interface PartKind {
  readonly kind: EntityKind;
  readonly by: string;
}

/**
 * Subjects of change requests whose rules look at them and at their parts one by one.
 *
 * @param context of what stands in the store, read once for many
 */
export function entitySubjects<K extends SubjectKind>(
  entities: EntityStore,
  kind: K,
  titleOf: (entity: EntityOf<K>) => string,
  parts: readonly PartKind[],
  context: () => EntityContext,
): SubjectSource {
  return {
    titles: (ids) =>
      new Map(
        ids.flatMap((id) => {
          const found = entities.find(kind, id);
          return found === null ? [] : [[id, titleOf(found.entity)] as const];
        }),
      ),
    issues(ids) {
      const around = context();
      return new Map(
        ids.map((id) => {
          const own = entities.get(kind, id);
          const found = own === null ? [] : issuesOf(kind, own.entity, around);
          for (const part of parts) {
            for (const { entity } of entities.list(part.kind, part.by, id)) {
              found.push(...issuesOf(part.kind, entity, around));
            }
          }
          return [id, found];
        }),
      );
    },
  };
}

/** What the rules say of an entity as it stands. */
export function issuesOf<K extends EntityKind>(kind: K, entity: EntityOf<K>, context: EntityContext): Issue[] {
  return checkEntity(kind, entity, context).map(({ params, ...finding }) => ({
    kind,
    id: entity.id,
    ...finding,
    ...(params === undefined ? {} : { params: { ...params } }),
  }));
}
