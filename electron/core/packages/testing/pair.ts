import { fillRegistry } from '../../sync/testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from '../../sync/testing/desk.ts';
import { FakeRegistry } from '../../sync/testing/fake-registry.ts';
import { newStick, PackageBench } from './desk.ts';

/** Two desks of one organisation and the stick between them; both have the copy of the registry. */
export interface Pair {
  readonly registry: FakeRegistry;
  /** Reaches the registry. */
  readonly online: SyncDesk;
  /** Never does. */
  readonly offline: SyncDesk;
  /** Packages at the one, and at the other. */
  readonly here: PackageBench;
  readonly there: PackageBench;
  readonly stick: string;
}

/** @param bulletinPublishers whose bulletins both desks believe */
export async function openPair(bulletinPublishers: readonly string[] = []): Promise<Pair> {
  const books = { bulletinPublishers };
  const registry = new FakeRegistry();
  fillRegistry(registry, 3);
  const online = openSyncDesk({ registry, books });
  const offline = openSyncDesk({ registry: new FakeRegistry(), books });
  await online.run();
  const stick = newStick();
  const [here, there] = [new PackageBench(online, stick), new PackageBench(offline, stick)];
  await there.take(await here.write('registry', online.editor), offline.editor);
  return { registry, online, offline, here, there, stick };
}

/** A telephone is changed and submitted at a desk. @returns the request */
export async function submitted(desk: SyncDesk, to: string | null = '+79070000001', person = 'p1'): Promise<string> {
  const requestId = await desk.edit({ kind: 'person', id: desk.idOf('person', person), field: 'phone', to });
  await desk.handlers.changes.submit({ requestId }, desk.editor);
  return requestId;
}

/** Everything that a store holds, row by row. */
export function dump(desk: SyncDesk): unknown {
  const tables = desk.db
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'staff_search%'`,
    )
    .pluck()
    .all() as string[];
  return tables.map((table) => [table, desk.db.prepare(`SELECT * FROM ${table}`).all()]);
}
