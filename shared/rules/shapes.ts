import { ENTITIES, ENTITY_KINDS, type EntityKind } from '../domain/entities.ts';
import { fieldNames } from '../domain/fields.ts';

let nullable: ReadonlySet<string> | undefined;

/** Whether the field may be empty in a draft: follows from the entity's schema. Built at the first use. */
export function isNullable(kind: EntityKind, field: string): boolean {
  nullable ??= new Set(
    ENTITY_KINDS.flatMap((of) => {
      const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> = ENTITIES[of].shape;
      return fieldNames(of)
        .filter((name) => shape[name]?.safeParse(null).success === true)
        .map((name) => `${of}.${name}`);
    }),
  );
  return nullable.has(`${kind}.${field}`);
}
