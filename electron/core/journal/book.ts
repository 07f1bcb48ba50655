import { randomFillSync } from 'node:crypto';
import { SCHEMA_VERSION } from '../db/migrate.ts';
import type { Clock, Ids } from '../ports.ts';
import { canonicalJson } from '../signing/canonical.ts';
import type { Journal, JournalFact } from './append.ts';
import { bodyOf, commitmentOf, entryHash, GENESIS_ACTION, GENESIS_PREV, privateOf } from './chain.ts';
import type { Head, JournalStore } from './store.ts';

const SALT_BYTES = 16;
const SALTS_AT_ONCE = 256;

/** The chain of entries. Everything happens inside the caller's transaction. */
export class JournalBook implements Journal {
  readonly #store: JournalStore;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #salts = Buffer.alloc(SALT_BYTES * SALTS_AT_ONCE);
  #saltsLeft = 0;

  constructor(store: JournalStore, clock: Clock, ids: Ids) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
  }

  append(fact: JournalFact): number {
    return this.appendAll([fact]);
  }

  appendAll(facts: readonly JournalFact[]): number {
    if (facts.length === 0) return 0;
    const at = this.#clock.now();
    const last = this.#store.last();
    let lines = last === null ? 1 : (this.#store.keptHead()?.lines ?? last.seq);
    let head = last ?? this.#begin(at);
    for (const fact of facts) {
      head = this.#add(head, fact, at);
      lines += linesOf(fact);
    }
    this.#store.keepHead(head, lines);
    return head.seq;
  }

  #add(head: Head, fact: JournalFact, at: string): Head {
    const seq = head.seq + 1;
    const salt = this.#salt();
    const values = privateOf(fact);
    const next = this.#link(head, bodyOf(fact, at, commitmentOf(salt, values)), linesOf(fact));
    this.#store.insertValue(seq, salt, values);
    const subject = fact.subjectId ?? fact.objectId;
    if (subject !== undefined) this.#store.insertSubject(subject, seq);
    return next;
  }

  /** The first entry names this copy of the store, so that a restored backup is told apart. */
  #begin(at: string): Head {
    const body = { at, action: GENESIS_ACTION, installation: this.#ids.next(), schema: SCHEMA_VERSION };
    return this.#link({ seq: 0, hash: GENESIS_PREV }, canonicalJson(body), 1);
  }

  #link(head: Head, body: string, lines: number): Head {
    const seq = head.seq + 1;
    const hash = entryHash(head.hash, seq, body);
    this.#store.insert(seq, head.hash, hash, body, lines);
    return { seq, hash };
  }

  #salt(): Buffer {
    if (this.#saltsLeft === 0) {
      randomFillSync(this.#salts);
      this.#saltsLeft = SALTS_AT_ONCE;
    }
    const from = --this.#saltsLeft * SALT_BYTES;
    return this.#salts.subarray(from, from + SALT_BYTES);
  }
}

/** As many lines as it is shown in: one per changed field. */
function linesOf({ changes }: JournalFact): number {
  return changes === undefined ? 1 : changes.length;
}
