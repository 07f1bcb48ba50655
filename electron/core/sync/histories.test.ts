import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

/**
 * The exchange under everything that can go wrong, with two real desks and the registry's own clerks. After the storm
 * the network heals, a person decides what has to be decided, and every desk must equal the registry.
 */
const HISTORIES = Number(process.env.KARTOTEKA_HISTORIES ?? 40);
const PEOPLE = 3;

const who = fc.constantFrom(0, 1);
const person = fc.nat(PEOPLE - 1);
const edited = fc.constantFrom(
  ['phone', '+79070000001'],
  ['phone', '+79070000002'],
  ['phone', null],
  ['email', 'a@clinic.example'],
  ['lastName', 'Учебнов'],
  ['lastName', 'Другов'],
  ['firstName', 'Пётр'],
  ['patronymic', null],
) as fc.Arbitrary<readonly [string, string | null]>;
const fault = fc.constantFrom('unreached', 'lost', 'busy', 'garbled', 'refuse') as fc.Arbitrary<
  'unreached' | 'lost' | 'busy' | 'garbled' | 'refuse'
>;

const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const), desk: who, person, edited }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('approve' as const), desk: who }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('run' as const), desk: who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('foreign' as const), person, edited }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('race' as const), person, edited }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), person }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('fault' as const), what: fc.constantFrom('pull', 'submit', 'find'), fault }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), desk: who, after: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), desk: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly registry = new FakeRegistry();
  readonly desks: SyncDesk[] = [];
  /** What each approved request may find. */
  readonly seen = new Map<string, Map<string, readonly [from: unknown, to: unknown]>>();
  readonly unseen: string[] = [];

  async begin(order: FakeRegistry['order'], pageSize: number): Promise<void> {
    fillRegistry(this.registry, PEOPLE);
    this.registry.order = order;
    this.registry.pageSize = pageSize;
    this.registry.onTake = (requestId, _kind, remoteId, before) => {
      for (const [key, [from, to]] of this.seen.get(requestId) ?? []) {
        const [of = '', field = ''] = key.split(' ');
        if (of !== remoteId) continue;
        const there = before?.fields[field] ?? null;
        if (there !== from && there !== to) this.unseen.push(`${key}: ${String(there)}`);
      }
    };
    for (let i = 0; i < 2; i++) {
      const desk = openSyncDesk({ registry: this.registry });
      this.desks.push(desk);
      await desk.run();
    }
  }

  desk(index: number): SyncDesk {
    const desk = this.desks[index];
    if (desk === undefined) throw new RangeError();
    return desk;
  }

  async act(one: Action): Promise<void> {
    switch (one.do) {
      case 'edit': {
        const desk = this.desk(one.desk);
        const id = desk.idOf('person', `p${one.person}`);
        const [field, to] = one.edited;
        if (desk.entities.get('person', id) !== null) await desk.edit({ kind: 'person', id, field, to });
        break;
      }
      case 'approve':
        await this.approve(this.desk(one.desk));
        break;
      case 'run':
        await this.desk(one.desk).run();
        break;
      case 'foreign':
        this.foreign(one.person, one.edited);
        break;
      case 'race':
        this.registry.before = (what) => {
          if (what !== 'submit') return;
          this.registry.before = () => {};
          this.foreign(one.person, one.edited);
        };
        break;
      case 'delete':
        if (this.registry.current('person', `p${one.person}`)) this.registry.remove('person', `p${one.person}`);
        break;
      case 'restore':
        if (!this.registry.current('person', `p${one.person}`)) fillOne(this.registry, one.person);
        break;
      case 'fault':
        this.registry.fault(one.what as 'pull', one.fault);
        break;
      case 'cancel': {
        let left = one.after;
        const desk = this.desk(one.desk);
        this.registry.before = () => {
          if (left-- === 0) void desk.sync.handlers.cancel({}, desk.editor);
        };
        await desk.run();
        this.registry.before = () => {};
        break;
      }
      case 'restart':
        await this.desk(one.desk).restart();
        break;
      case 'wait':
        for (const desk of this.desks) desk.clock.advance(400_000);
        break;
    }
  }

  foreign(index: number, [field, value]: readonly [string, string | null]): void {
    if (this.registry.current('person', `p${index}`)) this.registry.put('person', `p${index}`, { [field]: value });
  }

  async approve(desk: SyncDesk): Promise<void> {
    for (const { id } of requests(desk, ['draft'])) {
      try {
        await desk.approve(id);
      } catch (error) {
        // A rule of the desk speaks against it; that is no matter of the exchange.
        if (!(error instanceof DeskError)) throw error;
        continue;
      }
      this.note(desk, id);
    }
  }

  note(desk: SyncDesk, requestId: EntityId): void {
    const request = desk.pending.approved().find(({ id }) => id === requestId);
    const fields = new Map<string, readonly [unknown, unknown]>();
    for (const entity of request?.entities ?? []) {
      const remoteId = desk.db.prepare(`SELECT remote_id FROM ${entity.kind} WHERE id = ?`).pluck().get(entity.id);
      for (const { field, from, to } of entity.fields) fields.set(`${String(remoteId)} ${field}`, [from, to]);
    }
    this.seen.set(requestId, fields);
  }

  /** The network heals, and a person decides everything in one way. */
  async settle(choice: 'mine' | 'theirs'): Promise<void> {
    this.registry.calm();
    this.registry.before = () => {};
    for (let round = 0; round < 12; round++) {
      for (const desk of this.desks) {
        desk.clock.advance(400_000);
        await desk.run();
        for (const { id } of requests(desk, ['rejected', 'submitted'])) {
          await desk.handlers.changes.reopen({ requestId: id }, desk.editor);
        }
        for (let left = 50; desk.sync.conflicts().length > 0; left--) {
          const [conflict] = desk.sync.conflicts();
          if (conflict === undefined || left === 0) throw new Error('A decision does not end the conflict');
          desk.sync.decide(conflict.id, conflict.field === '*' ? 'theirs' : choice);
        }
        await this.approve(desk);
      }
      if (this.desks.every((desk) => requests(desk, OPEN).length === 0 && desk.sync.conflicts().length === 0)) break;
    }
    for (const desk of this.desks) {
      for (const { id } of requests(desk, ['draft'])) {
        await desk.handlers.changes.withdraw({ requestId: id }, desk.editor);
      }
    }
    for (const desk of [...this.desks, ...this.desks]) {
      await desk.run();
    }
  }
}

const OPEN = ['draft', 'submitted', 'returned', 'rejected', 'approved', 'queued', 'sent'];

function requests(desk: SyncDesk, states: readonly string[]): { id: EntityId; state: string }[] {
  const all = desk.db.prepare('SELECT id, state FROM change_request ORDER BY number').all();
  return (all as { id: EntityId; state: string }[]).filter(({ state }) => states.includes(state));
}

function fillOne(registry: FakeRegistry, index: number): void {
  const fresh = new FakeRegistry();
  fillRegistry(fresh, PEOPLE);
  const snapshot = fresh.current('person', `p${index}`);
  if (snapshot !== null) registry.put('person', `p${index}`, snapshot.fields, snapshot.children);
}

const story = fc.record({
  order: fc.constantFrom('oldest-first', 'newest-first') as fc.Arbitrary<FakeRegistry['order']>,
  pageSize: fc.constantFrom(1, 2, 500),
  actions: fc.array(action, { maxLength: 30, size: 'max' }),
  choice: fc.constantFrom('mine', 'theirs') as fc.Arbitrary<'mine' | 'theirs'>,
});

it(
  `${HISTORIES} stormy histories end with every desk equal to the registry`,
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ order, pageSize, actions, choice }) => {
        const world = new World();
        await world.begin(order, pageSize);
        const typed = new Map<string, unknown>();
        for (const one of actions) {
          await world.act(one);
          if (one.do === 'edit') noteTyped(world, typed, one);
          for (const [key, value] of typed) expectShown(world, typed, key, value);
        }
        await world.settle(choice);
        expect(world.unseen).toEqual([]);
        for (const desk of world.desks) {
          expectEqual(desk, world.registry);
          expectBooks(desk, world.registry);
          const chain = await desk.handlers.journal.verify({}, desk.editor);
          expect(chain.brokenAt).toBeNull();
          desk.db.close();
        }
      }),
      { numRuns: HISTORIES },
    );
  },
  20_000 + HISTORIES * 1_000,
);

function noteTyped(world: World, typed: Map<string, unknown>, one: Extract<Action, { do: 'edit' }>): void {
  const desk = world.desk(one.desk);
  const id = desk.idOf('person', `p${one.person}`);
  if (desk.entities.get('person', id) !== null) typed.set(`${one.desk} ${id} ${one.edited[0]}`, one.edited[1]);
}

/** What was typed last is shown as long as the registry does not hold it and nobody gave it up. */
function expectShown(world: World, typed: Map<string, unknown>, key: string, value: unknown): void {
  const [index = '0', id = '', field = ''] = key.split(' ');
  const desk = world.desk(Number(index));
  if (desk.pending.of('person', id).some((one) => one.field === field)) {
    expect(desk.field('person', id, field), key).toBe(value);
  } else typed.delete(key);
}

/** I4: field by field, deletions included. */
function expectEqual(desk: SyncDesk, registry: FakeRegistry): void {
  const there = registry.all('person');
  const here = desk.db.prepare('SELECT remote_id AS remoteId, id FROM person WHERE deleted_at IS NULL').all();
  expect((here as { remoteId: string }[]).map(({ remoteId }) => remoteId).sort()).toEqual([...there.keys()].sort());
  for (const [remoteId, { fields }] of there) {
    expect(desk.entities.get('person', desk.idOf('person', remoteId))?.entity).toMatchObject(fields);
  }
  expect(desk.count('staff_line')).toBe(there.size);
  expect(desk.sync.conflicts()).toEqual([]);
}

/** I1, I6, I8: «accepted» if and only if the registry took it, and nothing is left in between. */
function expectBooks(desk: SyncDesk, registry: FakeRegistry): void {
  for (const { id, state } of requests(desk, ['accepted', 'rejected', 'withdrawn', 'queued', 'sent', 'approved'])) {
    expect(['accepted', 'rejected', 'withdrawn'], `${id} ${state}`).toContain(state);
    expect(registry.taken.get(id) ?? 0, `${id} ${state}`).toBe(state === 'accepted' ? 1 : 0);
  }
  expect(desk.count('outbox')).toBe(0);
}
