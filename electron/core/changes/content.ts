import { z } from 'zod';
import { AttachmentKind } from '#shared/contract/attachments.ts';
import { ChangeOperation } from '#shared/contract/changes.ts';
import { EntityKind } from '#shared/domain/entities.ts';
import { EntityId, FieldValue, Instant } from '#shared/domain/values.ts';

const Party = z.object({ id: EntityId, name: z.string() });

const Item = z.object({
  entity: EntityKind,
  id: EntityId,
  operation: ChangeOperation,
  fields: z.record(z.string(), z.object({ from: FieldValue, to: FieldValue })),
});

/** A file of a changed record, by the digest of its bytes. */
const FrozenAttachment = z.object({
  attachmentId: EntityId,
  version: z.number().int().min(1),
  document: AttachmentKind,
  entity: EntityKind,
  id: EntityId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FrozenAttachment = z.infer<typeof FrozenAttachment>;

/** Unchanged fields of a record that a request speaks of, as its author saw them. */
const FrozenBeside = z.object({ entity: EntityKind, id: EntityId, fields: z.record(z.string(), FieldValue) });
export type FrozenBeside = z.infer<typeof FrozenBeside>;

/**
 * What the frozen bytes of a request say (see `freeze.ts`). Ids are those of the desk that froze them; `names` tells
 * what the registry calls those that it has, so that every desk can tell whom they mean. What is not in `names` has
 * been made by a desk, and its id is the mark by which the registry will know it. `beside` is what stood beside the
 * changes (see `beside.ts`).
 */
export const FrozenContent = z.object({
  requestId: EntityId,
  author: Party,
  approver: Party.optional(),
  at: Instant,
  dictionaryVersions: z.record(z.string(), z.string()),
  items: z.array(Item),
  attachments: z.array(FrozenAttachment).default([]),
  names: z.record(z.string(), z.string().min(1).max(300)).optional(),
  beside: z.array(FrozenBeside).optional(),
});
export type FrozenContent = z.infer<typeof FrozenContent>;
export type FrozenItem = FrozenContent['items'][number];

/** Null for bytes that are no such content. */
export function readContent(canonical: Uint8Array): FrozenContent | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(canonical));
    return FrozenContent.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}
