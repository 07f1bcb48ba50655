import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { approve } from '../changes/test-requests.ts';
import { fillRegistry } from '../sync/testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { newStick, PackageBench } from './testing/desk.ts';

/** Always the same few histories; by the variable more of them, others every time. */
const WANTED = process.env.KARTOTEKA_PACKAGE_HISTORIES;
const RUNS = WANTED === undefined ? { numRuns: 8, seed: 20_261_122 } : { numRuns: Number(WANTED) };
const PEOPLE = 3;

const person = fc.nat(PEOPLE - 1);
const phone = fc.integer({ min: 1, max: 9 }).map((digit) => `+7907000000${digit}`);
const which = fc.nat(20);

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), person, phone }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('submit' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('approveHere' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('carryOut' as const) }) },
  // Any package ever written, again and in any order; those that are never taken are lost.
  { weight: 5, arbitrary: fc.record({ do: fc.constant('takeThere' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('approveThere' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('returnThere' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run' as const), fails: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('carryBack' as const), kind: fc.constantFrom('receipt', 'registry') }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('takeHere' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('foreign' as const), person, phone }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** A desk without a network, one with it, sticks between them, and other people’s changes in the registry. */
class World {
  readonly registry = new FakeRegistry();
  readonly stick = newStick();
  readonly offline = openSyncDesk({ registry: new FakeRegistry() });
  readonly online: SyncDesk;
  readonly here: PackageBench;
  readonly there: PackageBench;
  readonly out: string[] = [];
  readonly back: string[] = [];

  constructor() {
    fillRegistry(this.registry, PEOPLE);
    this.online = openSyncDesk({ registry: this.registry });
    this.here = new PackageBench(this.online, this.stick);
    this.there = new PackageBench(this.offline, this.stick);
  }

  async begin(): Promise<void> {
    await this.online.run();
    await this.there.take(await this.here.write('registry', this.online.editor), this.offline.editor);
    // Every history has a request at least.
    await this.act({ do: 'edit', person: 0, phone: '+79070000000' });
    await this.act({ do: 'submit', which: 0 });
  }

  async act(one: Action): Promise<void> {
    const { offline, online, here, there } = this;
    switch (one.do) {
      case 'edit':
        return void (await this.edit(one.person, one.phone));
      case 'submit':
        return this.step(offline, 'draft', one.which, (requestId) =>
          offline.handlers.changes.submit({ requestId }, offline.editor),
        );
      case 'approveHere':
        return this.step(offline, 'submitted', one.which, (requestId) => approve(offline, requestId));
      case 'approveThere':
        return this.step(online, 'submitted', one.which, (requestId) => approve(online, requestId));
      case 'returnThere':
        return this.step(online, 'submitted', one.which, (requestId) =>
          online.handlers.changes.returnSubjects({ requestId, subjectIds: null, reason: 'Нет' }, online.approver),
        );
      case 'carryOut':
        return allowed(async () => void this.out.push(await there.write('requests', offline.editor)));
      case 'carryBack':
        return allowed(async () => void this.back.push(await here.write(one.kind as 'receipt', online.editor)));
      case 'takeThere':
        return this.take(here, online, this.out, one.which);
      case 'takeHere':
        return this.take(there, offline, this.back, one.which);
      case 'run':
        if (one.fails) this.registry.fault('submit', 'lost');
        return void (await online.run());
      case 'foreign':
        this.registry.put('person', `p${one.person}`, { phone: one.phone });
    }
  }

  /** Everything still under way arrives; what was refused or returned is given up by its author. */
  async heal(): Promise<void> {
    const { offline, online, here, there } = this;
    this.registry.calm();
    for (let round = 0; round < 3; round++) {
      await allowed(async () => void (await here.take(await there.write('requests', offline.editor), online.editor)));
      for (const id of requests(online, 'submitted')) await allowed(() => approve(online, id));
      for (let run = 0; run < 3; run++) {
        online.clock.advance(600_000);
        await online.run();
      }
      await allowed(async () => void (await there.take(await here.write('receipt', online.editor), offline.editor)));
      for (const state of ['returned', 'rejected', 'draft', 'submitted']) {
        for (const requestId of requests(offline, state)) await this.giveUp(requestId);
      }
      await there.take(await here.write('registry', online.editor), offline.editor);
      for (const { id } of offline.sync.conflicts()) offline.decide(id, 'theirs');
    }
  }

  private async giveUp(requestId: string): Promise<void> {
    const { offline } = this;
    const { changes } = offline.handlers;
    if (offline.state(requestId) === 'rejected') await allowed(() => changes.reopen({ requestId }, offline.editor));
    await allowed(() => changes.withdraw({ requestId }, offline.editor));
  }

  private async edit(at: number, to: string): Promise<void> {
    const id = this.offline.idOf('person', `p${at}`);
    await allowed(() => this.offline.edit({ kind: 'person', id, field: 'phone', to }));
  }

  private async step(desk: SyncDesk, state: string, at: number, act: (id: string) => unknown): Promise<void> {
    const found = requests(desk, state);
    const id = found[at % Math.max(1, found.length)];
    if (id !== undefined) await allowed(() => act(id));
  }

  private async take(bench: PackageBench, desk: SyncDesk, pool: readonly string[], at: number): Promise<void> {
    const path = pool[at % Math.max(1, pool.length)];
    if (path !== undefined) await bench.take(path, desk.editor);
  }
}

function requests(desk: SyncDesk, state: string): string[] {
  return desk.db
    .prepare('SELECT id FROM change_request WHERE state = ? ORDER BY number')
    .pluck()
    .all(state) as string[];
}

/** What the state of things does not allow does not happen; anything else is a fault. */
async function allowed(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof DeskError) || error.code.startsWith('KD-9')) throw error;
  }
}

it('packages lost, repeated and out of order lose nothing and double nothing', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 40 }), async (actions) => {
      const world = new World();
      try {
        await world.begin();
        for (const one of actions) await world.act(one);
        await world.heal();
        const { offline, online, registry } = world;
        // Applied where the registry applied it, once, and known as such on both sides.
        const done = requests(online, 'accepted');
        expect(requests(offline, 'accepted').sort()).toEqual([...done].sort());
        expect([...registry.taken.keys()].sort()).toEqual([...done].sort());
        expect([...registry.taken.values()].every((times) => times === 1)).toBe(true);
        // Nothing is left on its way, and every desk has what the registry has.
        for (const state of ['submitted', 'approved', 'queued', 'sent']) expect(requests(offline, state)).toEqual([]);
        for (let at = 0; at < PEOPLE; at++) {
          const there = registry.current('person', `p${at}`)?.fields.phone;
          for (const desk of [online, offline]) {
            expect(desk.field('person', desk.idOf('person', `p${at}`), 'phone')).toBe(there);
          }
        }
        accepted += done.length;
      } finally {
        rmSync(world.stick, { recursive: true, force: true });
      }
    }),
    RUNS,
  );
  expect(accepted).toBeGreaterThan(0);
}, 600_000);
