import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ChangeOperation } from '#shared/contract/changes.ts';
import { EntityKind } from '#shared/domain/entities.ts';
import { FieldValue } from '#shared/domain/values.ts';
import type { ApprovedEntity, ApprovedRequest } from '../changes/pending.ts';

const Content = z.object({
  requestId: z.string(),
  items: z.array(
    z.object({
      entity: EntityKind,
      id: z.string(),
      operation: ChangeOperation,
      fields: z.record(z.string(), z.object({ from: FieldValue, to: FieldValue })),
    }),
  ),
});

/** Whether what would be sent is what the approver signed: nothing more, nothing less, nothing else. */
export function isAsSigned({ id, canonical, entities }: ApprovedRequest): boolean {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(canonical));
  } catch {
    return false;
  }
  const parsed = Content.safeParse(value);
  if (!parsed.success || parsed.data.requestId !== id) return false;
  const signed = parsed.data.items.map(({ entity, id: of, operation, fields }) =>
    comparable({
      kind: entity,
      id: of,
      operation,
      fields: Object.entries(fields).map(([field, { from, to }]) => ({ field, from, to })),
    }),
  );
  return isDeepStrictEqual(sorted(signed), sorted(entities.map(comparable)));
}

function comparable({ kind, id, operation, fields }: ApprovedEntity): string {
  const changes = fields.map(({ field, from, to }) => JSON.stringify([field, from, to])).sort();
  return JSON.stringify([kind, id, operation, changes]);
}

function sorted(texts: readonly string[]): string[] {
  return [...texts].sort();
}
