import { isDeepStrictEqual } from 'node:util';
import { readContent } from '../changes/content.ts';
import { translated } from '../changes/names.ts';
import type { ApprovedEntity, ApprovedRequest } from '../changes/pending.ts';

/** Whether what would be sent is what the approver signed: nothing more, nothing less, nothing else. */
export function isAsSigned({ id, canonical, entities, asSigned }: ApprovedRequest): boolean {
  const content = readContent(canonical);
  if (content?.requestId !== id) return false;
  const signed = content.items.map(({ entity, id: of, operation, fields }) =>
    comparable({
      kind: entity,
      id: of,
      operation,
      fields: Object.entries(fields).map(([field, { from, to }]) => ({ field, from, to })),
    }),
  );
  const held = entities.map(({ kind, id: here, operation, fields }) =>
    comparable({
      kind,
      id: asSigned.get(here) ?? here,
      operation,
      fields: fields.map(({ field, from, to }) => ({
        field,
        from: translated(asSigned, field, from),
        to: translated(asSigned, field, to),
      })),
    }),
  );
  return isDeepStrictEqual(sorted(signed), sorted(held));
}

function comparable({ kind, id, operation, fields }: ApprovedEntity): string {
  const changes = fields.map(({ field, from, to }) => JSON.stringify([field, from, to])).sort();
  return JSON.stringify([kind, id, operation, changes]);
}

function sorted(texts: readonly string[]): string[] {
  return [...texts].sort();
}
