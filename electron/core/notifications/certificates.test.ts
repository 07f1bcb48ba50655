import { describe, expect, it } from 'vitest';
import { USUAL_NOTIFICATIONS } from '#shared/contract/notifications.ts';
import { HOUR, openDesk } from './test-bells.ts';

describe('certificates', () => {
  const DAY = 24 * HOUR;

  it('are spoken of 30, 14 and 3 days before their end and after it, each once', () => {
    const { desk, clock, certificates, enter } = openDesk();
    const validTo = new Date(clock.millis() + 40 * DAY).toISOString();
    certificates.push({ purpose: 'server', subject: 'gateway.example', validTo, userId: null });
    const clerk = enter(desk.editor);
    const told: number[] = [];
    let seen = 0;
    for (let day = 0; day <= 45; day++) {
      clerk.notifier.certificatesMet();
      const all = desk.db
        .prepare("SELECT count(*) FROM notification WHERE kind = 'certificate' AND user_id = ?")
        .pluck()
        .get(desk.editor.user?.userId) as number;
      if (all > seen) told.push(40 - day);
      seen = all;
      clock.advance(DAY);
    }
    expect(told).toEqual([30, 14, 3, 0]);
  });

  it('of a signature are the business of whoever signs, those of the way to the registry of who is here', async () => {
    const { desk, clock, certificates, enter } = openDesk();
    const soon = new Date(clock.millis() + 10 * DAY).toISOString();
    const userId = desk.approver.user?.userId ?? '';
    certificates.push({ purpose: 'signer', subject: 'Главная Мария Петровна', validTo: soon, userId });
    certificates.push({ purpose: 'authority', subject: 'УЦ учреждения', validTo: soon, userId: null });
    const facts = async (bell: ReturnType<typeof enter>) =>
      (await bell.list()).items.filter(({ kind }) => kind === 'certificate').map((one) => one.facts);
    const until = soon.slice(0, 10);
    expect(await facts(enter(desk.editor))).toEqual([{ purpose: 'authority', until, name: 'УЦ учреждения' }]);
    const ofChief = await facts(enter(desk.approver));
    expect(ofChief).toContainEqual({ purpose: 'signer', until });
    expect(ofChief).toContainEqual({ purpose: 'authority', until, name: 'УЦ учреждения' });
  });

  it('leave the choices of an account as they were made before there was this kind', async () => {
    const { desk, enter } = openDesk();
    const clerk = enter(desk.editor);
    const { certificate: _, ...channels } = USUAL_NOTIFICATIONS.channels;
    const chosen = { ...USUAL_NOTIFICATIONS, quietWeekends: true, channels };
    await clerk.set({ quietWeekends: true });
    desk.db.prepare('UPDATE notification_settings SET settings = ?').run(JSON.stringify(chosen));
    expect(clerk.notifier.settings()).toEqual({ ...USUAL_NOTIFICATIONS, quietWeekends: true });
  });
});
