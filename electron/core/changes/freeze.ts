import type { EntityId } from '#shared/domain/values.ts';
import { type CanonicalValue, canonicalBytes } from '../signing/canonical.ts';
import { sha256Hex } from '../signing/digest.ts';
import type { ChangeStore, RequestRow } from './store.ts';

interface Party {
  readonly id: EntityId;
  readonly name: string;
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
 * @param at moment of the submission (UTC), the same until the request is submitted anew
 * @param approver present in what is signed, absent while nobody has approved
 */
export function freeze(
  store: ChangeStore,
  request: Pick<RequestRow, 'id'>,
  parties: { readonly author: Party; readonly approver?: Party },
  dictionaryVersions: Readonly<Record<string, string>>,
  at: string,
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
  const canonical = canonicalBytes(content);
  return { canonical, digest: sha256Hex(canonical) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
