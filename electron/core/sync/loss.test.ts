import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '#shared/contract/areas.ts';
import { fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';
import { approvedChange } from './testing/requests.ts';

const PEOPLE = 60;
const SIX_HOURS = 6 * 3_600_000;
const REASON = 'Филиал закрыт, его сотрудников передали другой больнице';
let registry: FakeRegistry;
let desk: SyncDesk;

beforeEach(async () => {
  registry = new FakeRegistry();
  // Deletions are not told: what is gone is found missing.
  registry.isPoor = true;
  fillRegistry(registry, PEOPLE);
  desk = openSyncDesk({ registry });
  await desk.run();
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
});

const overview = () => desk.sync.handlers.overview({}, desk.editor);
const here = (kind = 'person') => desk.count(`${kind} WHERE deleted_at IS NULL`);

/** The registry is without those from a number on; the next run finds it out. */
async function lose(from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    registry.remove('employment', `e${i}`);
    registry.remove('person', `p${i}`);
  }
  desk.clock.advance(SIX_HOURS);
}

async function found(): Promise<string> {
  expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4010' } });
  const { loss } = await overview();
  if (loss === null) throw new Error('nothing is told');
  return loss.lossId;
}

/** The chief doctor's word, and the end of the exchange that it calls for. */
async function accept(lossId: string): Promise<void> {
  await desk.sync.handlers.acceptLoss({ lossId, reason: REASON }, desk.approver);
  await desk.run();
}

async function decisions() {
  const { journal } = desk.handlers;
  const found: JournalEntry[] = [];
  let before: number | null = null;
  do {
    const { entries } = await journal.list({ before, limit: 500, text: '' }, desk.editor);
    found.push(...entries.filter(({ action }) => action === 'sync.loss'));
    before = entries.at(-1)?.seq ?? null;
  } while (before !== null);
  return found;
}

describe('a registry that lost most of what it had', () => {
  it('is told by numbers, and nothing of it is taken', async () => {
    await lose(20, PEOPLE);
    const lossId = await found();
    expect((await overview()).loss).toEqual({
      lossId,
      foundAt: desk.clock.now(),
      kinds: [
        { kind: 'person', known: PEOPLE, missing: 40 },
        { kind: 'employment', known: PEOPLE, missing: 40 },
      ],
      accepted: false,
    });
    expect([here(), here('employment')]).toEqual([PEOPLE, PEOPLE]);
  });

  it('is told by the same word while it stays the same, and by none once it has everything again', async () => {
    await lose(20, PEOPLE);
    const lossId = await found();
    desk.clock.advance(SIX_HOURS);
    expect(await found()).toBe(lossId);
    registry.restore(registry.time - 80);
    desk.clock.advance(SIX_HOURS);
    expect(await desk.run()).toMatchObject({ error: null });
    expect((await overview()).loss).toBeNull();
    expect(here()).toBe(PEOPLE);
  });

  it('is not believed for telling its news as ever', async () => {
    await lose(20, PEOPLE);
    const lossId = await found();
    registry.isPoor = false;
    registry.put('person', 'p1', { phone: '+79071111111' });
    expect(await found()).toBe(lossId);
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).not.toBe('+79071111111');
  });

  it('is followed on the word of a person, which the journal keeps', async () => {
    await lose(20, PEOPLE);
    await accept(await found());
    expect(desk.sync.handlers.state({}, desk.editor)).toMatchObject({ phase: 'idle', error: null });
    expect([here(), here('employment'), desk.count('staff_line')]).toEqual([20, 20, 20]);
    expect((await overview()).loss).toBeNull();
    expect(await decisions()).toMatchObject([{ actor: desk.approver.user?.name, role: 'approver', reason: REASON }]);
    expect((await desk.handlers.journal.verify({}, desk.editor)).brokenAt).toBeNull();
  });

  it('is followed once: the next such loss is asked about again', async () => {
    await lose(30, PEOPLE);
    registry.remove('employment', 'e29');
    registry.remove('person', 'p29');
    await accept(await found());
    expect(here()).toBe(29);
    await lose(5, 29);
    await found();
    expect(here()).toBe(29);
  });

  it('is asked about again when more is gone than was decided about', async () => {
    await lose(20, PEOPLE);
    const lossId = await found();
    await lose(10, 20);
    await accept(lossId);
    expect(here()).toBe(PEOPLE);
    const { loss } = await overview();
    expect(loss).toMatchObject({ accepted: false, kinds: [{ missing: 50 }, { missing: 50 }] });
    expect(loss?.lossId).not.toBe(lossId);
    await expect(async () => accept(lossId)).rejects.toMatchObject({ code: 'KD-4011' });
  });

  it('is decided about once, and only as it was shown', async () => {
    const decide = (lossId: string) => async () =>
      desk.sync.handlers.acceptLoss({ lossId, reason: REASON }, desk.approver);
    await expect(decide('0199d3f2-7c1e-7abc-8def-0123456789ab')).rejects.toMatchObject({ code: 'KD-4011' });
    await lose(20, PEOPLE);
    const lossId = await found();
    registry.fault('pull', 'unreached');
    await accept(lossId);
    await expect(decide(lossId)).rejects.toMatchObject({ code: 'KD-4011' });
    expect(await decisions()).toHaveLength(1);
  });

  it('is followed although the line broke and the program ended in between', async () => {
    await lose(20, PEOPLE);
    const lossId = await found();
    registry.fault('pull', 'unreached');
    await accept(lossId);
    await desk.restart();
    expect((await overview()).loss).toMatchObject({ lossId, accepted: true });
    expect(await desk.run()).toMatchObject({ error: null });
    expect(here()).toBe(20);
  });

  it('takes nothing that is not decided here: what was changed stays, to be decided one by one', async () => {
    await approvedChange(desk, '+79071111111', 'p40');
    const id = desk.idOf('person', 'p40');
    await lose(20, PEOPLE);
    await accept(await found());
    expect(desk.field('person', id, 'phone')).toBe('+79071111111');
    expect(desk.sync.conflicts()).toMatchObject([{ entityId: id, field: '*' }]);
  });
});
