import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { ChangedEntity, ChangedField, ChangeMarks, SubjectMarks } from './marks.ts';
import { PENDING_STATES, sqlList } from './states.ts';
import { FIELD, fieldRow, HELD_HERE, type RawField } from './store.ts';

type MarkRow = [EntityId, EntityKind, EntityId, EntityId, RequestState, string | null];
interface Marking {
  readonly entities: ChangedEntity[];
  requestId: EntityId;
  state: RequestState;
  ordinal: number;
}

/** What is pending, by whom it concerns. */
export class MarkStore implements ChangeMarks {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      marks: db
        .prepare(`SELECT e.subject_id, e.kind, e.entity_id, r.id, r.state,
        (SELECT max(f.ordinal) || ' ' || group_concat(f.field, ' ') FROM change_field f
          WHERE f.request_id = e.request_id AND f.kind = e.kind AND f.entity_id = e.entity_id)
        FROM json_each(?) s CROSS JOIN change_entity e ON e.subject_id = s.value
        CROSS JOIN change_request r ON r.id = e.request_id AND r.state IN (${sqlList(PENDING_STATES)})`)
        .raw(),
      changedFields: db.prepare(`SELECT ${FIELD} FROM change_entity e
        JOIN change_request r ON r.id = e.request_id AND ${HELD_HERE}
        JOIN change_field f ON f.request_id = e.request_id AND f.kind = e.kind AND f.entity_id = e.entity_id
        WHERE e.subject_id = ? ORDER BY f.ordinal, f.kind, f.entity_id, f.field`),
    };
  }

  marksOf(subjectIds: readonly EntityId[]): Map<EntityId, SubjectMarks> {
    const rows = this.#statements.marks.all(JSON.stringify(subjectIds)) as MarkRow[];
    const marks = new Map<EntityId, Marking>();
    for (const [subjectId, kind, id, requestId, state, text] of rows) {
      const [age = '', ...fields] = text?.split(' ') ?? [];
      const ordinal = Number(age);
      const of = marks.get(subjectId);
      if (of === undefined) {
        marks.set(subjectId, { entities: [{ kind, id, fields }], requestId, state, ordinal });
        continue;
      }
      const same = of.entities.findIndex((entity) => entity.id === id);
      const before = of.entities[same];
      if (before === undefined) of.entities.push({ kind, id, fields });
      else of.entities[same] = { kind, id, fields: [...new Set([...before.fields, ...fields])] };
      if (ordinal > of.ordinal) Object.assign(of, { requestId, state, ordinal });
    }
    return marks;
  }

  changedFieldsOf(subjectId: EntityId): ChangedField[] {
    const oldest = new Map<string, ChangedField>();
    for (const raw of this.#statements.changedFields.all(subjectId) as RawField[]) {
      const { kind, id, field, from } = fieldRow(raw);
      // The oldest change of a field knows what the registry has.
      if (!oldest.has(`${id} ${field}`)) oldest.set(`${id} ${field}`, { kind, id, field, from });
    }
    return [...oldest.values()];
  }
}
