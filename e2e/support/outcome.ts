import { expect } from '@playwright/test';
import type { Program } from './program.ts';
import type { SandboxProcess } from './sandbox.ts';
import { damagesOf, differencesFrom, reading, type StoreFile } from './store.ts';
import type { Submitted } from './workstation.ts';

/** The file is whole, and so is the journal's chain. */
export async function expectIntact(program: Program, store: StoreFile): Promise<void> {
  expect(reading(store, damagesOf)).toEqual([]);
  const journal = await program.page.evaluate(() => window.kartoteka.journal.verify({}));
  expect(journal).toMatchObject({ ok: true, value: { brokenAt: null } });
}

export async function expectEqual(sandbox: SandboxProcess, store: StoreFile): Promise<void> {
  expect(await differencesFrom(sandbox, store)).toEqual([]);
}

/** Every request is at the registry once, with one signature and one effect, and our books say so. */
export async function expectSentOnce(
  sandbox: SandboxProcess,
  store: StoreFile,
  submitted: readonly Submitted[],
): Promise<void> {
  const ids = submitted.map(({ requestId }) => requestId).sort();
  const tasks = await sandbox.resources('Task');
  expect(tasks.map(identifierOf).sort()).toEqual(ids);
  expect(await sandbox.resources('Provenance')).toHaveLength(ids.length);
  const people = await sandbox.resources('Practitioner');
  const having = submitted.map(({ phone }) => people.filter((one) => JSON.stringify(one).includes(phone)));
  expect(having.map((found) => found.length)).toEqual(submitted.map(() => 1));
  // Written once: a second write of the same would make one version more.
  expect(having.flat().map(versionOf)).toEqual(submitted.map((_, index) => (index % 3 === 2 ? '1' : '2')));
  const { states, outbox } = reading(store, (db) => ({
    states: db.prepare('SELECT id, state FROM change_request ORDER BY id').raw().all(),
    outbox: db.prepare('SELECT count(*) FROM outbox').pluck().get(),
  }));
  expect(states).toEqual(ids.map((id) => [id, 'accepted']));
  expect(outbox).toBe(0);
}

function identifierOf(task: Record<string, unknown>): unknown {
  return (task as { identifier?: { value?: string }[] }).identifier?.[0]?.value;
}

function versionOf(resource: Record<string, unknown>): unknown {
  return (resource as { meta?: { versionId?: string } }).meta?.versionId;
}
