import { v7 } from 'uuid';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { type Database, openDatabase, type Statement } from '../../electron/core/db/open.ts';
import { columnOf } from '../../electron/core/entities/store.ts';
import type { Registry, RemoteChange } from '../../electron/core/registry/port.ts';
import type { StoreFile } from './desk.ts';
import { timed } from './measure.ts';

type Values = Readonly<Record<string, FieldValue>>;

interface BareRow {
  readonly kind: EntityKind;
  readonly remoteId: string;
  readonly fields: Values;
}

export type BarePage = readonly BareRow[];

/** Every entity that the registry has, in the pages it hands them out in. */
export async function barePagesOf(registry: Registry): Promise<readonly BarePage[]> {
  const pages: BarePage[] = [];
  for (const feed of registry.feeds) {
    let at: string | null = null;
    do {
      const { changes, nextPage } = await registry.pull(feed, null, at, new AbortController().signal);
      pages.push(changes.flatMap(rowsOf));
      at = nextPage;
    } while (at !== null);
  }
  return pages;
}

function rowsOf({ kind, remoteId, content }: RemoteChange): BareRow[] {
  if (content.state !== 'present') return [];
  const { fields, children } = content.snapshot;
  const parts = children.map((child) => ({ ...child, fields: { ...child.fields, personId: remoteId } }));
  return [{ kind, remoteId, fields }, ...parts];
}

/**
 * The least that keeps the same entities: each is one row with a UUIDv7, the registry's id and one more index, upserted
 * in one transaction a page, into a file with the program's own cipher and settings. No references, merges, copies of
 * what came, search or journal.
 *
 * @returns milliseconds
 */
export function upsertAll(file: StoreFile, pages: readonly BarePage[]): Promise<number> {
  const db = openDatabase(file.path, file.key);
  const upserts = new Map<EntityKind, Statement>();
  for (const page of pages) {
    for (const { kind } of page) if (!upserts.has(kind)) upserts.set(kind, bareTable(db, kind));
  }
  const write = db.transaction((page: BarePage) => {
    for (const { kind, remoteId, fields } of page) {
      upserts.get(kind)?.run(v7(), remoteId, ...fieldNames(kind).map((field) => fields[field] ?? null));
    }
  });
  return timed(() => {
    for (const page of pages) write.immediate(page);
  }).finally(() => db.close());
}

/** What entities of a kind are looked up by, besides their ids: their owner, else a number of their own. */
function indexedOf(kind: EntityKind): string {
  const names = fieldNames(kind);
  const owner = names.find((name) => fieldDefinition(kind, name)?.type === 'reference');
  return owner ?? names.find((name) => name === 'snils' || name === 'inn') ?? names[0] ?? '';
}

function bareTable(db: Database, kind: EntityKind): Statement {
  const columns = fieldNames(kind).map(columnOf);
  db.exec(`
    CREATE TABLE bare_${kind} (id TEXT PRIMARY KEY, remote_id TEXT NOT NULL UNIQUE, ${columns.join(', ')}) WITHOUT ROWID;
    CREATE INDEX bare_${kind}_by ON bare_${kind} (${columnOf(indexedOf(kind))})`);
  return db.prepare(`INSERT INTO bare_${kind} (id, remote_id, ${columns.join(', ')})
    VALUES (${['id', 'remoteId', ...columns].map(() => '?').join(', ')})
    ON CONFLICT (remote_id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`);
}

/** Changes one field of one person in a transaction of its own: the least that an edit on the disk can be. */
export function oneRowCommit(db: Database): (personId: EntityId, phone: string) => void {
  const update = db.prepare('UPDATE person SET phone = ? WHERE id = ?');
  return (personId, phone) => void update.run(phone, personId);
}

/** Changes one field in each of many updates, in one transaction: the least that a pasted block on the disk can be. */
export function manyRowsCommit(db: Database): (edits: readonly FieldEdit[]) => void {
  const updates = new Map<string, Statement>();
  const write = db.transaction((edits: readonly FieldEdit[]) => {
    for (const { kind, id, field, to } of edits) {
      const sql = `UPDATE ${kind} SET ${columnOf(field)} = ? WHERE id = ?`;
      const update = updates.get(sql) ?? db.prepare(sql);
      updates.set(sql, update);
      update.run(to, id);
    }
  });
  return (edits) => write.immediate(edits);
}
