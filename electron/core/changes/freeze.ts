import type { Attachment } from '#shared/contract/attachments.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { inOrder } from '#shared/text/in-order.ts';
import { type CanonicalValue, canonicalBytes } from '../signing/canonical.ts';
import { sha256Hex } from '../signing/digest.ts';
import { type FrozenAttachment, type FrozenContent, readContent } from './content.ts';
import { translated } from './names.ts';
import type { ChangeStore, RequestRow } from './store.ts';

interface Party {
  readonly id: EntityId;
  readonly name: string;
}

/** What was so at the moment of the submission and stays so until the request is submitted anew. */
export interface Circumstances
  extends Pick<FrozenContent, 'at' | 'dictionaryVersions' | 'attachments' | 'names' | 'beside'> {}

export interface Frozen {
  readonly canonical: Uint8Array;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

const SAME: ReadonlyMap<EntityId, EntityId> = new Map();

/**
 * The content of a request as canonical JSON: what is changed from what to what, by whom, with which dictionaries.
 * Versions, addresses and keys of the transport stay outside, so that the signature is about the intent alone.
 *
 * @param parties.approver present in what is signed, absent while nobody has approved
 * @param asSigned ids in the bytes by those of this desk, of a request that was frozen at another
 */
export function freeze(
  store: ChangeStore,
  request: Pick<RequestRow, 'id'>,
  parties: { readonly author: Party; readonly approver?: Party },
  { at, dictionaryVersions, attachments, names, beside }: Circumstances,
  asSigned: ReadonlyMap<EntityId, EntityId> = SAME,
): Frozen {
  const fields = new Map<string, Record<string, CanonicalValue>>();
  for (const { kind, id, field, from, to } of store.fields(request.id)) {
    const key = `${kind} ${id}`;
    const of = fields.get(key) ?? {};
    of[field] = { from: translated(asSigned, field, from), to: translated(asSigned, field, to) };
    fields.set(key, of);
  }
  const items = store
    .entities(request.id)
    .map(({ kind, id, operation }) => ({
      entity: kind,
      id: asSigned.get(id) ?? id,
      operation,
      fields: fields.get(`${kind} ${id}`) ?? {},
    }))
    .sort((a, b) => (a.entity === b.entity ? inOrder(a.id, b.id) : inOrder(a.entity, b.entity)));
  const content: Record<string, CanonicalValue> = {
    requestId: request.id,
    author: { ...parties.author },
    items,
    dictionaryVersions,
    at,
  };
  if (parties.approver !== undefined) content.approver = { ...parties.approver };
  if (attachments.length > 0) content.attachments = attachments.map((one) => ({ ...one }));
  // What was frozen by an earlier program keeps the form that it had then.
  if (names !== undefined) content.names = names;
  if (beside !== undefined) content.beside = beside.map((one) => ({ ...one }));
  if (beside !== undefined) content.form = FORM;
  else if (names !== undefined) content.form = FORM_WITH_NAMES;
  else if (attachments.length > 0) content.form = FORM_WITH_FILES;
  const canonical = canonicalBytes(content);
  return { canonical, digest: sha256Hex(canonical) };
}

const FORM_WITH_FILES = 2;
const FORM_WITH_NAMES = 3;
const FORM = 4;

/** What stands in the frozen bytes for the files of changed records. */
export function frozenAttachments(attachments: readonly Attachment[]): FrozenAttachment[] {
  return attachments
    .map(({ id, version, kind, owner, sha256 }) => ({
      attachmentId: id,
      version,
      document: kind,
      entity: owner.kind,
      id: owner.id,
      sha256,
    }))
    .sort((a, b) => inOrder(a.attachmentId, b.attachmentId));
}

/** What frozen bytes of ours say. @throws DeskError KD-3006 they are damaged */
export function contentOf(canonical: Uint8Array): FrozenContent {
  const content = readContent(canonical);
  if (content === null) throw new DeskError('KD-3006');
  return content;
}
