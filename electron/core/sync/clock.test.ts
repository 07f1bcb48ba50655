import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { endOfLocalDay, localDay, systemClock } from '../clock.ts';
import { RingingClock, type SyncDesk } from './testing/desk.ts';
import { openClinic } from './testing/requests.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** The clock of a workstation that stands in a zone: what day it is, the zone says. */
class LocalClock extends RingingClock {
  override today(): string {
    return localDay(new Date(this.millis()));
  }
}

/** What happens to the clock between one edit and the next. */
type Move = (clock: LocalClock) => void;
const by =
  (milliseconds: number): Move =>
  (clock) =>
    clock.advance(milliseconds);
const to =
  (name: string): Move =>
  () => {
    process.env.TZ = name;
  };

const MOSCOW = { zone: 'Europe/Moscow', at: '2026-11-21T09:00:00.000Z' };
const BERLIN = { zone: 'Europe/Berlin', at: '2026-10-25T00:30:00.000Z' };

describe('no edit is lost or changes its place', () => {
  it.each<[what: string, begin: typeof MOSCOW, moves: readonly [Move, Move, Move]]>([
    ['a day back', MOSCOW, [by(-DAY), by(HOUR), by(HOUR)]],
    ['a day ahead', MOSCOW, [by(DAY), by(HOUR), by(HOUR)]],
    ['a day ahead, and set right again', MOSCOW, [by(DAY), by(-DAY), by(-DAY)]],
    ['a day back, and set right again', MOSCOW, [by(-DAY), by(DAY), by(DAY)]],
    ['across midnight and back', { ...MOSCOW, at: '2026-11-21T20:59:30.000Z' }, [by(60_000), by(-90_000), by(HOUR)]],
    ['to the other end of the country and back', MOSCOW, [to('Asia/Kamchatka'), by(1_000), to('Europe/Kaliningrad')]],
    ['the hour that comes twice in autumn', BERLIN, [by(HOUR), by(HOUR), by(HOUR)]],
    ['the hour that is left out in spring', { ...BERLIN, at: '2027-03-28T00:30:00.000Z' }, [by(HOUR), by(1), by(HOUR)]],
  ])('%s', async (_what, begin, [first, second, third]) => {
    process.env.TZ = begin.zone;
    const clock = new LocalClock(begin.at);
    // Made from the clock as it is set, as after each start of the program.
    const { registry, desk } = openClinic({ clock, ids: { next: () => v7({ msecs: clock.millis() }) } });
    await desk.run();
    const id = desk.idOf('person', 'p1');
    const phone = (value: string) => desk.edit({ kind: 'person', id, field: 'phone', to: value });
    const before = registry.log.length;

    const requests: string[] = [];
    for (const [value, move] of [
      ['+79070000001', first],
      ['+79070000002', second],
      ['+79070000003', third],
    ] as const) {
      const requestId = await phone(value);
      await desk.approve(requestId);
      requests.push(requestId);
      move(clock);
    }
    await phone('+79070000004');
    by(-DAY)(clock);
    const draft = await phone('+79070000005');

    await exchanged(desk);
    expect(requests.map((requestId) => desk.state(requestId))).toEqual(['accepted', 'accepted', 'accepted']);
    // The registry has heard of each once, in the order in which they were made.
    const heard = registry.log.slice(before).filter(({ remoteId }) => remoteId === 'p1');
    expect(heard.map(({ content }) => content.state === 'present' && content.snapshot.fields.phone)).toEqual([
      '+79070000001',
      '+79070000002',
      '+79070000003',
    ]);
    // What was typed last is what is shown, and what is taken back first.
    expect([desk.field('person', id, 'phone'), desk.state(draft)]).toEqual(['+79070000005', 'draft']);
    const back = await desk.handlers.staff.takeStep({ what: 'undo', subjectId: null }, desk.editor);
    expect(back.taken?.edits).toMatchObject([{ from: '+79070000005', to: '+79070000004' }]);
    expect(desk.count('conflict')).toBe(0);
    expect(await desk.handlers.journal.verify({}, desk.editor)).toMatchObject({ brokenAt: null });
    desk.db.close();
  });
});

/** Everything that waits goes out, whatever the clock says: a wait is over after its time. */
async function exchanged(desk: SyncDesk): Promise<void> {
  await desk.run();
  await desk.run();
}

describe('the day of the workstation', () => {
  it.each([
    ['Europe/Moscow', '2026-11-21T20:59:59.999Z', '2026-11-21', '2026-11-21T21:00:00.000Z'],
    ['Asia/Kamchatka', '2026-11-21T12:00:00.000Z', '2026-11-22', '2026-11-22T12:00:00.000Z'],
    // 25 hours, and 23.
    ['Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25', '2026-10-25T23:00:00.000Z'],
    ['Europe/Berlin', '2027-03-27T23:00:00.000Z', '2027-03-28', '2027-03-28T22:00:00.000Z'],
  ])('in %s at %s is %s and ends when the next one begins', (name, moment, day, end) => {
    process.env.TZ = name;
    expect(localDay(new Date(moment))).toBe(day);
    expect(endOfLocalDay(day)).toBe(end);
    expect(localDay(new Date(Date.parse(end) - 1))).toBe(day);
    expect(localDay(new Date(end))).not.toBe(day);
  });

  it('delays do not follow the clock on the wall', () => {
    const { now } = Date;
    const clock = systemClock();
    const begun = clock.monotonic();
    Date.now = () => now() - DAY;
    try {
      expect(clock.millis()).toBeLessThan(now() - DAY + HOUR);
      expect(clock.monotonic() - begun).toBeGreaterThanOrEqual(0);
    } finally {
      Date.now = now;
    }
  });
});
