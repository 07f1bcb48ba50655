import type { CanonicalValue } from '../signing/canonical.ts';
import { canonicalJson } from '../signing/canonical.ts';
import { sha256 } from '../signing/digest.ts';
import type { JournalFact } from './append.ts';

/** `prev` of the first entry. */
export const GENESIS_PREV: Uint8Array = new Uint8Array(32);
export const GENESIS_ACTION = 'journal.genesis';

const ENTRY = Uint8Array.of(1);
const COMMITMENT = Uint8Array.of(2);

/** One link: `SHA-256(0x01 ‖ prev ‖ u64be(seq) ‖ body)`. */
export function entryHash(prev: Uint8Array, seq: number, body: string): Buffer {
  const number = Buffer.allocUnsafe(8);
  number.writeBigUInt64BE(BigInt(seq));
  return sha256(Buffer.concat([ENTRY, prev, number, Buffer.from(body, 'utf8')]));
}

/**
 * Stands in the body for the personal values: `SHA-256(0x02 ‖ salt ‖ values)` in hexadecimal. The salt keeps short
 * values (a СНИЛС) from being guessed once the values are erased.
 */
export function commitmentOf(salt: Uint8Array, values: string): string {
  return sha256(Buffer.concat([COMMITMENT, salt, Buffer.from(values, 'utf8')])).toString('hex');
}

/** What the chain holds in the open: who by id, what, where, when. */
export function bodyOf(fact: JournalFact, at: string, commitment: string): string {
  const body: Record<string, CanonicalValue> = { at, action: fact.action, role: fact.role, private: commitment };
  if (fact.actorId !== null) body.actor = fact.actorId;
  if (fact.kind !== undefined) body.kind = fact.kind;
  if (fact.objectId !== undefined) body.object = fact.objectId;
  if (fact.subjectId !== undefined) body.subject = fact.subjectId;
  if (fact.field !== undefined) body.field = fact.field;
  if (fact.changes !== undefined) body.fields = fact.changes.map(({ field }) => field);
  if (fact.facts !== undefined) body.facts = fact.facts;
  return canonicalJson(body);
}

/** Personal values of an entry, in one composed form of letters. */
export function privateOf(fact: JournalFact): string {
  const values: Record<string, CanonicalValue> = { actor: composed(fact.actorName) };
  if (fact.from !== undefined) values.from = composed(fact.from);
  if (fact.to !== undefined) values.to = composed(fact.to);
  if (fact.reason !== undefined) values.reason = composed(fact.reason);
  if (fact.changes !== undefined) {
    values.changes = fact.changes.map(({ from, to }) => [composed(from), composed(to)]);
  }
  if (fact.values !== undefined) {
    values.values = Object.fromEntries(Object.entries(fact.values).map(([field, value]) => [field, composed(value)]));
  }
  return canonicalJson(values);
}

/** Strings of a registry may be any sequence of UTF-16 units; a chain holds only what has one form. */
function composed<T extends CanonicalValue>(value: T): T | string {
  return typeof value === 'string' ? value.toWellFormed().normalize('NFC') : value;
}
