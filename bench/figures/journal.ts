import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type Database, openDatabase } from '../../electron/core/db/open.ts';
import type { JournalFact } from '../../electron/core/journal/append.ts';
import { type Bench, subfolder } from '../support/bench.ts';
import { clerkOf, newKey, openDesk, type StoreFile } from '../support/desk.ts';
import { figure, median, timed } from '../support/measure.ts';

const ENTRIES = 50_000;
/** Entries of one transaction, as a large paste writes them. */
const BATCH = 500;
const ROUNDS = 5;
const TARGET = { append: 2.7, verify: 1.7 };

/**
 * The chained journal against a table that just keeps who did what: written; and its check from one end to the other
 * against reading the same entries.
 */
export async function measure(bench: Bench): Promise<void> {
  const facts = Array.from({ length: ENTRIES }, (_, i) => factOf(i));
  const times = { insert: [] as number[], append: [] as number[], scan: [] as number[], verify: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [
      () => inNewStore(bench, async (file) => void times.insert.push(await insertPlainly(file, facts))),
      () =>
        inNewStore(bench, async (file) => {
          const { append, scan, verify } = await keepJournal(file, facts);
          times.append.push(append);
          times.scan.push(scan);
          times.verify.push(verify);
        }),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  bench.report(figure('journal append', median(times.append), median(times.insert), TARGET.append));
  bench.report(figure('journal verify', median(times.verify), median(times.scan), TARGET.verify));
}

async function inNewStore(bench: Bench, work: (file: StoreFile) => Promise<void>): Promise<void> {
  const folder = subfolder(bench, 'journal');
  await work({ path: join(folder, 'kartoteka.db'), key: newKey() });
  rmSync(folder, { recursive: true });
}

function insertPlainly(file: StoreFile, facts: readonly JournalFact[]): Promise<number> {
  const db = openDatabase(file.path, file.key);
  db.exec(`CREATE TABLE plain (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, actor_id TEXT,
    actor_name TEXT NOT NULL, role TEXT NOT NULL, kind TEXT, object_id TEXT, subject_id TEXT, changes TEXT NOT NULL) STRICT`);
  const insert =
    db.prepare(`INSERT INTO plain (at, action, actor_id, actor_name, role, kind, object_id, subject_id, changes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const at = new Date().toISOString();
  const write = (fact: JournalFact): void => {
    const { action, actorId, actorName, role, kind, objectId, subjectId, changes } = fact;
    insert.run(at, action, actorId, actorName, role, kind, objectId, subjectId, JSON.stringify(changes));
  };
  return inBatches(db, facts, (batch) => batch.forEach(write)).finally(() => db.close());
}

async function keepJournal(file: StoreFile, facts: readonly JournalFact[]) {
  const desk = openDesk(file);
  const { db, journal, handlers } = desk;
  const auditor = clerkOf(desk);
  const append = await inBatches(db, facts, (batch) => void journal.appendAll(batch));
  const read = db.prepare(
    'SELECT * FROM journal LEFT JOIN journal_value USING (seq) WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const scan = await timed(() => {
    for (let seq = 0; seq < ENTRIES; seq += BATCH) read.all(seq, BATCH);
  });
  const verify = await timed(async () => {
    const { entries, brokenAt } = await handlers.journal.verify({}, auditor);
    if (entries < ENTRIES || brokenAt !== null)
      throw new Error(`the chain has ${entries} entries, broken: ${brokenAt}`);
  });
  db.close();
  return { append, scan, verify };
}

function inBatches(
  db: Database,
  facts: readonly JournalFact[],
  write: (batch: readonly JournalFact[]) => void,
): Promise<number> {
  const transaction = db.transaction(write);
  return timed(() => {
    for (let from = 0; from < facts.length; from += BATCH) transaction.immediate(facts.slice(from, from + BATCH));
  });
}

/** An edit of one cell, as most entries are. */
function factOf(i: number): JournalFact {
  const id = v7();
  const changes = [{ field: 'phone', from: `+7900${1_000_000 + i}`, to: `+7901${1_000_000 + i}` }];
  return {
    action: 'staff.edit',
    actorId: ACTOR,
    actorName: 'Кадровик',
    role: 'editor',
    kind: 'person',
    objectId: id,
    subjectId: id,
    changes,
  };
}

const ACTOR = v7();
