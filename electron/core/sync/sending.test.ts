import { beforeEach, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { credential } from './testing/clinic.ts';
import type { SyncDesk, SyncDeskOptions } from './testing/desk.ts';
import type { FakeRegistry } from './testing/fake-registry.ts';
import { approvedChange, newHire, openClinic, timeline } from './testing/requests.ts';

let registry: FakeRegistry;
let desk: SyncDesk;

function open(options: Partial<SyncDeskOptions> = {}): void {
  ({ registry, desk } = openClinic(options));
}

/** Its author takes it up again. */
async function reopened(requestId: string): Promise<string> {
  await desk.handlers.changes.reopen({ requestId }, desk.editor);
  return requestId;
}

describe('a request', () => {
  beforeEach(() => open());

  it('is sent, and our books say so', async () => {
    const requestId = await approvedChange(desk);
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
    expect(timeline(desk, requestId).slice(-3)).toEqual([
      ['queued', null],
      ['sent', null],
      ['accepted', null],
    ]);
  });

  it('goes by itself after an approval, also when a run is under way', async () => {
    await desk.run();
    const running = desk.run();
    const requestId = await approvedChange(desk);
    desk.sync.kick();
    await running;
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
  });

  it.each(['lost', 'garbled'] as const)('whose answer is %s is sent once', async (fault) => {
    const requestId = await approvedChange(desk);
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
    const requestId = await approvedChange(desk);
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

  it('that was made upon a refused one, in a value of several fields, is not sent without it', async () => {
    await desk.run();
    const id = desk.idOf('person', 'p1');
    const first = await desk.edit({ kind: 'person', id, field: 'lastName', to: 'Другова' });
    await desk.approve(first);
    const second = await desk.edit({ kind: 'person', id, field: 'patronymic', to: 'Павлович' });
    await desk.approve(second);
    const apart = await desk.edit({ kind: 'person', id, field: 'phone', to: '+79070000001' });
    await desk.approve(apart);
    registry.fault('submit', 'refuse');
    await desk.run();
    expect([first, second, apart].map((one) => desk.state(one))).toEqual(['rejected', 'rejected', 'accepted']);
    expect(registry.current('person', 'p1')?.fields.patronymic).toBe('Петрович');
    await desk.approve(await reopened(first));
    await desk.approve(await reopened(second));
    await desk.run();
    expect([first, second].map((one) => desk.state(one))).toEqual(['accepted', 'accepted']);
    expect(registry.current('person', 'p1')?.fields).toMatchObject({ lastName: 'Другова', patronymic: 'Павлович' });
  });

  it('that changes a new card whose making was refused waits for that, and nobody has to decide about it', async () => {
    await desk.run();
    const { personId: id, requestId: first } = await desk.handlers.staff.hire(newHire(desk), desk.editor);
    await desk.approve(first);
    const second = await desk.edit({ kind: 'person', id, field: 'phone', to: '+79070000001' });
    await desk.approve(second);
    registry.fault('submit', 'refuse');
    await desk.run();
    expect([first, second].map((one) => desk.state(one))).toEqual(['rejected', 'rejected']);
    expect(desk.sync.conflicts()).toEqual([]);
    await desk.approve(await reopened(first));
    await desk.approve(await reopened(second));
    await desk.run();
    expect([first, second].map((one) => desk.state(one))).toEqual(['accepted', 'accepted']);
    expect(registry.current('person', `r-${id}`)?.fields).toMatchObject({
      lastName: 'Новикова',
      phone: '+79070000001',
    });
  });

  it('that is refused when the registry has its value already leaves nothing to take back', async () => {
    const requestId = await approvedChange(desk);
    registry.put('person', 'p1', { phone: '+79070000001' });
    registry.fault('submit', 'refuse');
    await desk.run();
    expect(desk.state(requestId)).toBe('withdrawn');
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('+79070000001');
  });

  it('that waits for its next try does not wait for a clock that has been set back', async () => {
    const requestId = await approvedChange(desk);
    registry.fault('submit', 'busy', 60);
    await desk.run();
    await desk.run();
    expect(desk.state(requestId)).toBe('queued');
    desk.clock.advance(-86_400_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
  });

  it('that did not go out is sent as the same bytes, and only the first failure is told', async () => {
    const requestId = await approvedChange(desk);
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
    expect(timeline(desk, requestId).filter(([state]) => state === 'sent')).toHaveLength(1);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(wires.size).toBe(1);
  });

  it('that was slow, not lost, is known again when it comes a second time', async () => {
    const requestId = await approvedChange(desk);
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
    const requestId = await approvedChange(desk);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('89070000001');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('keeps its pause over a restart', async () => {
    const requestId = await approvedChange(desk);
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
    const requestId = await approvedChange(desk);
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
    const requestId = await approvedChange(desk);
    registry.before = (what) => {
      if (what !== 'submit') return;
      registry.before = () => {};
      registry.put('person', 'p1', { phone: '+79079999999' });
    };
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(timeline(desk, requestId).at(-1)).toEqual(['rejected', 'KD-4007']);
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79079999999');
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('+79070000001');
    expect(desk.sync.conflicts()).toMatchObject([{ field: 'phone', mine: '+79070000001', theirs: '+79079999999' }]);
  });

  it('that was changed there before it was sent waits for a person as well', async () => {
    const requestId = await approvedChange(desk);
    registry.put('person', 'p1', { phone: '+79079999999' });
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(registry.taken.size).toBe(0);
    const [conflict] = desk.sync.conflicts();
    desk.decide(conflict?.id ?? '', 'mine');
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    await desk.approve(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
  });

  it('that wants what is there already is accepted without harm', async () => {
    const requestId = await approvedChange(desk);
    registry.put('person', 'p1', { phone: '+79070000001' });
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('refused comes back in the registry’s own words, and the others go on', async () => {
    const refused = await approvedChange(desk);
    const other = await approvedChange(desk, '+79070000002', 'p2');
    registry.fault('submit', 'refuse');
    await desk.run();
    expect(desk.state(refused)).toBe('rejected');
    expect(timeline(desk, refused).at(-1)).toEqual(['rejected', 'Так нельзя']);
    expect(desk.state(other)).toBe('accepted');
  });

  it('without an answer holds back those about the same person and no others', async () => {
    const first = await approvedChange(desk);
    const same = await approvedChange(desk, '+79070000003', 'p1');
    const other = await approvedChange(desk, '+79070000002', 'p2');
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
    const requestId = await approvedChange(desk);
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
    const { person, employment } = newHire(desk);
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
    const requestId = await approvedChange(desk);
    verdict = 'invalid';
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(timeline(desk, requestId).at(-1)).toEqual(['rejected', 'KD-3106']);
    expect(registry.taken.size).toBe(0);
  });

  it('whose lines were changed behind the signature is not sent', async () => {
    const requestId = await approvedChange(desk);
    desk.db.prepare(`UPDATE change_field SET to_value = '"+79071234567"' WHERE request_id = ?`).run(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(timeline(desk, requestId).at(-1)).toEqual(['rejected', 'KD-3006']);
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
