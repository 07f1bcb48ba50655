import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../core.ts';
import { commitmentOf, entryHash, GENESIS_PREV } from './chain.ts';
import { readEntry } from './reading.ts';
import type { EntryRow, JournalStore } from './store.ts';

export interface ChainVerdict {
  readonly entries: number;
  /** First entry that does not fit; one past the last where the end was cut off. */
  readonly brokenAt: number | null;
}

const BATCH = 2000;

/**
 * Walks the whole chain: numbers without gaps, every link, every body, every kept personal value (one that was erased is
 * no fault), and the head kept apart from the chain.
 */
export async function verifyChain(
  store: JournalStore,
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
): Promise<ChainVerdict> {
  const total = store.count();
  let seq = 0;
  let prev: Uint8Array = GENESIS_PREV;
  for (;;) {
    signal.throwIfAborted();
    const rows = store.after(seq, BATCH);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (!fits(row, seq + 1, prev)) return { entries: total, brokenAt: seq + 1 };
      seq = row.seq;
      prev = row.hash;
    }
    progress(seq, total);
    await setImmediate();
  }
  const head = store.keptHead();
  if (head === null) return { entries: total, brokenAt: seq === 0 ? null : seq };
  if (head.seq > seq) return { entries: total, brokenAt: seq + 1 };
  const headFits = head.seq === seq && head.hash === Buffer.from(prev).toString('hex');
  return { entries: total, brokenAt: headFits ? null : seq };
}

function fits(row: EntryRow, seq: number, prev: Uint8Array): boolean {
  if (row.seq !== seq || !equal(row.prev, prev) || !equal(row.hash, entryHash(prev, seq, row.body))) return false;
  if (row.salt === null || row.value === null) return true;
  return readEntry(row).body.private === commitmentOf(row.salt, row.value);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
