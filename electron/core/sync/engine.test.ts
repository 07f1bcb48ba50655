import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { createMemoryRegistry } from '../registry/memory.ts';
import { clinicSource } from '../training/generate.ts';
import { credential, employmentFields, fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk, type SyncDeskOptions } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

let registry: FakeRegistry;
let desk: SyncDesk;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function open(options: Partial<SyncDeskOptions> = {}): void {
  registry = new FakeRegistry();
  fillRegistry(registry, 4);
  desk = openSyncDesk({ registry, ...options });
}

/** A pulled clinic and an approved change of a phone number. */
async function approvedChange(to = '+79070000001', person = 'p1'): Promise<string> {
  if (desk.count('person') === 0) await desk.run();
  const id = desk.idOf('person', person);
  const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to });
  await desk.approve(requestId);
  return requestId;
}

function timeline(requestId: string): [state: string, note: string | null][] {
  const events = desk.db.prepare('SELECT state, note FROM request_event WHERE request_id = ? ORDER BY seq').raw();
  return events.all(requestId) as [string, string | null][];
}

describe('a pull', () => {
  beforeEach(() => open());

  it('shows how far it is', async () => {
    registry.pageSize = 2;
    await desk.run();
    const pulling = desk.states.filter(({ phase }) => phase === 'pulling').map(({ done, total }) => [done, total]);
    expect(pulling.at(-1)).toEqual([11, 11]);
    expect(pulling.map(([done]) => done)).toEqual(
      [...pulling.map(([done]) => done)].sort((a, b) => Number(a) - Number(b)),
    );
    expect(desk.states.at(-1)).toMatchObject({ phase: 'idle', complete: true, total: null });
    expect(desk.states.at(-1)?.lastSuccess).not.toBeNull();
  });

  it('goes on where it was cancelled', async () => {
    registry.pageSize = 1;
    let pages = 0;
    registry.before = () => {
      if (++pages === 6) void desk.sync.handlers.cancel({}, desk.editor);
    };
    const stopped = await desk.run();
    expect(stopped).toMatchObject({ phase: 'idle', complete: false, error: null });
    const before = desk.count('replica');
    expect(before).toBeGreaterThan(2);
    expect(before).toBeLessThan(11);
    registry.before = () => pages++;
    pages = 0;
    await desk.restart();
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('replica')).toBe(11);
    // Three feeds of 4, 3 and 4 pages and three empty ones: what was there is not asked for again.
    expect(pages).toBeLessThanOrEqual(11 - before + 1 + 3);
  });

  it('shows everybody in the end, also who is employed nowhere and whose copy was stopped half way', async () => {
    registry.put('person', 'p8', personFields(8));
    registry.pageSize = 1;
    let pages = 0;
    registry.before = () => {
      // In the middle of the employments.
      if (++pages === 11) void desk.sync.handlers.cancel({}, desk.editor);
    };
    await desk.run();
    expect(desk.count('employment')).toBeGreaterThan(0);
    expect(desk.count('staff_line')).toBeLessThan(desk.count('person'));
    await desk.restart();
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('staff_line')).toBe(5);
    const shown = desk.db.prepare('SELECT count(*) FROM staff_line WHERE employment_id IS NOT NULL').pluck().get();
    expect(shown).toBe(4);
  });

  it('joins the one that runs', async () => {
    let pulls = 0;
    registry.before = () => pulls++;
    await Promise.all([desk.run(), desk.run(), desk.run()]);
    expect(pulls).toBe(registry.feeds.length);
  });

  it('without a network keeps what is there, says so, and comes back with growing pauses', async () => {
    open({ everySeconds: 300 });
    await desk.run();
    const pauses: (number | null)[] = [];
    for (let i = 0; i < 10; i++) {
      registry.fault('pull', 'unreached');
      const state = await desk.run();
      expect(state).toMatchObject({ phase: 'offline', complete: true, error: { code: 'KD-4001' } });
      pauses.push(desk.clock.next);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300].map((seconds) => seconds * 1000));
    expect(desk.count('person')).toBe(4);
    await desk.run();
    expect(desk.clock.next).toBe(300_000);
  });

  it('waits as long as the registry asks', async () => {
    open({ everySeconds: 5 });
    registry.fault('pull', 'busy', 40);
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4002' } });
    expect(desk.clock.next).toBe(40_000);
  });

  it('of garbage is named and leaves the last good state, and sending goes on', async () => {
    const requestId = await approvedChange();
    registry.fault('pull', 'garbled');
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003', detail: 'not JSON' } });
    expect(desk.count('person')).toBe(4);
    expect(desk.state(requestId)).toBe('accepted');
  });

  it('whose pages lead in a ring ends, and the next one begins anew', async () => {
    const { pull } = registry;
    registry.pull = async (...input) => ({ ...(await pull.apply(registry, input)), nextPage: '0 0 11' });
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003' } });
    registry.pull = pull;
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('person')).toBe(4);
  });

  it('begins by itself when the network is back, and again after the time of the policy', async () => {
    open({ everySeconds: 60 });
    desk.sync.online(false);
    expect(desk.states.at(-1)?.phase).toBe('offline');
    desk.sync.online(true);
    await desk.run();
    expect(desk.count('person')).toBe(4);
    registry.put('person', 'p0', { phone: '7' });
    desk.clock.advance(60_000);
    await desk.run();
    expect(desk.field('person', desk.idOf('person', 'p0'), 'phone')).toBe('7');
  });
});

describe('a request', () => {
  beforeEach(() => open());

  it('is sent, and our books say so', async () => {
    const requestId = await approvedChange();
    expect(desk.state(requestId)).toBe('queued');
    desk.sync.kick();
    expect(desk.states.at(-1)?.queued).toBe(1);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.taken.get(requestId)).toBe(1);
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
    expect(desk.pending.of('person', desk.idOf('person', 'p1'))).toEqual([]);
    expect(desk.count('outbox')).toBe(0);
    expect(desk.states.at(-1)).toMatchObject({ queued: 0, phase: 'idle' });
    expect(timeline(requestId).slice(-3)).toEqual([
      ['queued', null],
      ['sent', null],
      ['accepted', null],
    ]);
  });

  it('goes by itself after an approval, also when a run is under way', async () => {
    await desk.run();
    const running = desk.run();
    const requestId = await approvedChange();
    desk.sync.kick();
    await running;
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
  });

  it.each(['lost', 'garbled'] as const)('whose answer is %s is sent once', async (fault) => {
    const requestId = await approvedChange();
    registry.fault('submit', fault);
    const state = await desk.run();
    expect(state.error?.code).toBe(fault === 'lost' ? 'KD-4001' : 'KD-4003');
    expect(desk.state(requestId)).toBe('queued');
    await desk.restart();
    desk.clock.advance(300_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.taken.get(requestId)).toBe(1);
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('+79070000001');
  });

  it('whose answer is lost twice, with the question after it lost too, is still sent once', async () => {
    const requestId = await approvedChange();
    registry.fault('submit', 'lost');
    await desk.run();
    registry.fault('find', 'unreached');
    await desk.run();
    registry.fault('find', 'busy');
    await desk.run();
    desk.clock.advance(300_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.taken.get(requestId)).toBe(1);
  });

  it('that did not go out is sent as the same bytes, and only the first failure is told', async () => {
    const requestId = await approvedChange();
    const wires = new Set<string>();
    const { submit } = registry;
    registry.submit = (wire, ...rest) => {
      wires.add(wire);
      return submit.call(registry, wire, ...rest);
    };
    for (let i = 0; i < 3; i++) {
      registry.fault('submit', 'unreached');
      await desk.run();
      await desk.restart();
    }
    expect(timeline(requestId).filter(([state]) => state === 'sent')).toHaveLength(1);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(wires.size).toBe(1);
  });

  it('that was slow, not lost, is known again when it comes a second time', async () => {
    const requestId = await approvedChange();
    const { submit } = registry;
    let tries = 0;
    registry.submit = async (wire, ...rest) => {
      if (++tries === 1) throw new DeskError('KD-4001');
      // Now the first one arrives, after the question about it.
      await submit.call(registry, wire, ...rest);
      return submit.call(registry, wire, ...rest);
    };
    await desk.run();
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.taken.get(requestId)).toBe(1);
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('whose values the registry spells in its own way is no conflict', async () => {
    registry.spelling = ({ phone, ...fields }) => ({ ...fields, phone: `8${String(phone).slice(2)}` });
    const requestId = await approvedChange();
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('89070000001');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('keeps its pause over a restart', async () => {
    const requestId = await approvedChange();
    registry.fault('submit', 'busy', 600);
    await desk.run();
    await desk.restart();
    await desk.run();
    expect(desk.state(requestId)).toBe('queued');
    desk.clock.advance(600_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
  });

  it('is prepared anew when others changed another field, and their change stays', async () => {
    const requestId = await approvedChange();
    registry.before = (what) => {
      if (what !== 'submit') return;
      registry.before = () => {};
      registry.put('person', 'p1', { email: 'b@clinic.example' });
    };
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('person', 'p1')?.fields).toMatchObject({
      phone: '+79070000001',
      email: 'b@clinic.example',
    });
    expect(desk.field('person', desk.idOf('person', 'p1'), 'email')).toBe('b@clinic.example');
  });

  it('is never sent over a value that its author did not see', async () => {
    const requestId = await approvedChange();
    registry.before = (what) => {
      if (what !== 'submit') return;
      registry.before = () => {};
      registry.put('person', 'p1', { phone: '+79079999999' });
    };
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(timeline(requestId).at(-1)).toEqual(['rejected', 'KD-4007']);
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79079999999');
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('+79070000001');
    expect(desk.sync.conflicts()).toMatchObject([{ field: 'phone', mine: '+79070000001', theirs: '+79079999999' }]);
  });

  it('that was changed there before it was sent waits for a person as well', async () => {
    const requestId = await approvedChange();
    registry.put('person', 'p1', { phone: '+79079999999' });
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(registry.taken.size).toBe(0);
    const [conflict] = desk.sync.conflicts();
    desk.sync.decide(conflict?.id ?? '', 'mine');
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    await desk.approve(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
  });

  it('that wants what is there already is accepted without harm', async () => {
    const requestId = await approvedChange();
    registry.put('person', 'p1', { phone: '+79070000001' });
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('refused comes back in the registry’s own words, and the others go on', async () => {
    const refused = await approvedChange();
    const other = await approvedChange('+79070000002', 'p2');
    registry.fault('submit', 'refuse');
    await desk.run();
    expect(desk.state(refused)).toBe('rejected');
    expect(timeline(refused).at(-1)).toEqual(['rejected', 'Так нельзя']);
    expect(desk.state(other)).toBe('accepted');
  });

  it('without an answer holds back those about the same person and no others', async () => {
    const first = await approvedChange();
    const same = await approvedChange('+79070000003', 'p1');
    const other = await approvedChange('+79070000002', 'p2');
    registry.fault('submit', 'busy', 100);
    await desk.run();
    expect([first, same, other].map((id) => desk.state(id))).toEqual(['queued', 'queued', 'accepted']);
    expect(registry.taken.has(same)).toBe(false);
    desk.clock.advance(100_000);
    await desk.run();
    expect([first, same].map((id) => desk.state(id))).toEqual(['accepted', 'accepted']);
    expect([...registry.taken.keys()].indexOf(same)).toBeGreaterThan([...registry.taken.keys()].indexOf(first));
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000003');
  });

  it('leaves what was typed meanwhile on top', async () => {
    const requestId = await approvedChange();
    const id = desk.idOf('person', 'p1');
    registry.before = (what) => {
      if (what !== 'submit') return;
      registry.before = () => {};
      void desk.edit({ kind: 'person', id, field: 'phone', to: '+79078888888' });
    };
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(desk.field('person', id, 'phone')).toBe('+79078888888');
    expect(desk.pending.of('person', id)).toMatchObject([{ from: '+79070000001', to: '+79078888888', state: 'draft' }]);
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('with a new employee is created once, under the id it has here', async () => {
    await desk.run();
    const { person, employment } = newHire();
    const { personId, requestId } = await desk.handlers.staff.hire({ person, employment }, desk.editor);
    await desk.approve(requestId);
    registry.fault('submit', 'lost');
    await desk.run();
    await desk.restart();
    // The pull meets what the lost answer had made before the request learns of it.
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.created).toBe(2);
    expect(registry.taken.get(requestId)).toBe(1);
    expect(desk.count('person')).toBe(5);
    expect(desk.idOf('person', `r-${personId}`)).toBe(personId);
    const [made] = desk.entities.list('employment', 'personId', personId);
    expect(made?.remoteId).toBe(`r-${made?.entity.id}`);
    expect(registry.current('employment', made?.remoteId ?? '')?.fields.personId).toBe(`r-${personId}`);
  });

  it('whose signature does not hold is not sent', async () => {
    let verdict: 'valid' | 'invalid' = 'valid';
    open({ verdict: () => verdict });
    const requestId = await approvedChange();
    verdict = 'invalid';
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(timeline(requestId).at(-1)).toEqual(['rejected', 'KD-3106']);
    expect(registry.taken.size).toBe(0);
  });

  it('whose lines were changed behind the signature is not sent', async () => {
    const requestId = await approvedChange();
    desk.db.prepare(`UPDATE change_field SET to_value = '"+79071234567"' WHERE request_id = ?`).run(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(timeline(requestId).at(-1)).toEqual(['rejected', 'KD-3006']);
    expect(registry.taken.size).toBe(0);
  });

  it('about a credential goes into its person’s record', async () => {
    await desk.run();
    const id = desk.idOf('credential', 'p1/c1');
    const requestId = await desk.edit({ kind: 'credential', id, field: 'issuer', to: 'Другой центр' });
    await desk.approve(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('person', 'p1')?.children).toEqual([credential(1, { issuer: 'Другой центр' })]);
    expect(desk.field('credential', id, 'issuer')).toBe('Другой центр');
  });
});

describe('stopping', () => {
  it('waits for what runs and then touches nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kartoteka-sync-'));
    folders.push(folder);
    open({ path: join(folder, 'store.db'), everySeconds: 5 });
    registry.pageSize = 1;
    const running = desk.run();
    const begun = performance.now();
    await desk.sync.dispose();
    await running;
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(desk.clock.next).toBeNull();
    const told = desk.states.length;
    desk.db.close();
    desk.sync.kick();
    desk.clock.advance(600_000);
    expect(desk.states.length).toBe(told);
  });
});

describe('without a registry in the policy', () => {
  it('nothing is exchanged, and that is said', async () => {
    desk = openSyncDesk({ registry: null });
    expect(await desk.run()).toMatchObject({ phase: 'failed', complete: false, error: { code: 'KD-1010' } });
  });
});

describe('the training clinic', () => {
  it('is filled once and never exchanges', async () => {
    const memory = createMemoryRegistry(clinicSource({ people: 700 }), '2026-11-21T09:00:00.000Z');
    desk = openSyncDesk({ registry: memory, training: true, everySeconds: 5 });
    await desk.sync.start();
    expect(desk.count('person')).toBe(700);
    expect(desk.count('staff_line')).toBe(700);
    expect(desk.count('parked')).toBe(0);
    expect(desk.sync.handlers.state({}, desk.editor)).toMatchObject({ phase: 'idle', complete: true, error: null });
    await expect(desk.sync.handlers.run({}, desk.editor)).rejects.toMatchObject({ code: 'KD-4008' });
    expect(desk.clock.next).toBeNull();
  });
});

function newHire() {
  const { personId: _, divisionId: __, ...fields } = employmentFields(77);
  return {
    person: {
      lastName: 'Новикова',
      firstName: 'Мария',
      patronymic: null,
      sex: '2',
      birthDate: '1990-05-05',
      snils: '11223344595',
      inn: null,
      citizenshipCode: '1',
      phone: null,
      email: null,
    },
    employment: { ...fields, divisionId: desk.idOf('division', 'd1') },
  } as unknown as Parameters<SyncDesk['handlers']['staff']['hire']>[0];
}
