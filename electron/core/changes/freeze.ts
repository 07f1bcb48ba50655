import type { Attachment } from '#shared/contract/attachments.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { type CanonicalValue, canonicalBytes } from '../signing/canonical.ts';
import { sha256Hex } from '../signing/digest.ts';
import type { ChangeStore, RequestRow } from './store.ts';

interface Party {
  readonly id: EntityId;
  readonly name: string;
}

/** A file of a changed record, by the digest of its bytes. */
export interface FrozenAttachment {
  readonly attachmentId: EntityId;
  readonly version: number;
  readonly document: string;
  readonly entity: EntityKind;
  readonly id: EntityId;
  readonly sha256: string;
}

/** What was so at the moment of the submission and stays so until the request is submitted anew. */
export interface Circumstances {
  /** UTC. */
  readonly at: string;
  readonly dictionaryVersions: Readonly<Record<string, string>>;
  readonly attachments: readonly FrozenAttachment[];
}

export interface Frozen {
  readonly canonical: Uint8Array;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/**
 * The content of a request as canonical JSON: what is changed from what to what, by whom, with which dictionaries.
 * Versions, addresses and keys of the transport stay outside, so that the signature is about the intent alone.
 *
 * @param approver present in what is signed, absent while nobody has approved
 */
export function freeze(
  store: ChangeStore,
  request: Pick<RequestRow, 'id'>,
  parties: { readonly author: Party; readonly approver?: Party },
  { at, dictionaryVersions, attachments }: Circumstances,
): Frozen {
  const fields = new Map<string, Record<string, CanonicalValue>>();
  for (const { kind, id, field, from, to } of store.fields(request.id)) {
    const key = `${kind} ${id}`;
    const of = fields.get(key) ?? {};
    of[field] = { from, to };
    fields.set(key, of);
  }
  const items = store
    .entities(request.id)
    .map(({ kind, id, operation }) => ({ entity: kind, id, operation, fields: fields.get(`${kind} ${id}`) ?? {} }))
    .sort((a, b) => (a.entity === b.entity ? compare(a.id, b.id) : compare(a.entity, b.entity)));
  const content: Record<string, CanonicalValue> = {
    requestId: request.id,
    author: { ...parties.author },
    items,
    dictionaryVersions,
    at,
  };
  if (parties.approver !== undefined) content.approver = { ...parties.approver };
  // Requests without files have the form that they always had.
  if (attachments.length > 0) {
    content.form = FORM_WITH_ATTACHMENTS;
    content.attachments = attachments.map((one) => ({ ...one }));
  }
  const canonical = canonicalBytes(content);
  return { canonical, digest: sha256Hex(canonical) };
}

const FORM_WITH_ATTACHMENTS = 2;

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
    .sort((a, b) => compare(a.attachmentId, b.attachmentId));
}

/** The circumstances that frozen bytes name. `freeze` wrote them; whoever reads them compares the digest. */
export function circumstancesOf(canonical: Uint8Array): Circumstances {
  const {
    at,
    dictionaryVersions,
    attachments = [],
  } = JSON.parse(new TextDecoder().decode(canonical)) as Pick<Circumstances, 'at' | 'dictionaryVersions'> &
    Partial<Circumstances>;
  return { at, dictionaryVersions, attachments };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
