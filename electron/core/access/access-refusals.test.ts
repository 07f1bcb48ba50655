import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AccessState } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import { Browser } from './testing/browser.ts';
import { at, type Desk, PIN, policyOf, startDesk } from './testing/desk.ts';
import { openDesks } from './testing/desks.ts';
import { type Forger, startForger } from './testing/forger.ts';

const { again, issuer, start } = openDesks();
let forger: Forger;
beforeAll(async () => {
  forger = await startForger();
});
afterAll(() => forger.stop());
const pathOf = (desk: Desk, name: string): string => join(desk.ports.paths.data, name);
/** Of the desk that has been opened. */
const storePath = (desk: Desk): string => desk.sessions[0]?.file?.path ?? '';

describe('a store that cannot be used is named and left alone', () => {
  test.each([
    ['cut short', '{"format":"kartoteka-keyslots"', 'KD-5002'],
    ['of a newer program', '{"format":"kartoteka-keyslots","version":7}', 'KD-5003'],
  ])('key slots %s', async (_name, content, code) => {
    const desk = start();
    await desk.firstRun();
    await desk.access.dispose();
    const whole = readFileSync(pathOf(desk, 'keyslots.json'));
    const store = readFileSync(storePath(desk));
    writeFileSync(pathOf(desk, 'keyslots.json'), content);
    const next = start({ earlier: desk });
    const failure = { code, params: expect.objectContaining({ detail: 'keyslots.json' }) };
    expect(await next.state()).toMatchObject({ stage: 'first-run', canSignIn: false, failure });
    await expect(next.call('beginSignIn', {})).rejects.toMatchObject({ code });
    await next.call('openTraining', { role: 'editor', people: 1 });
    expect(await next.call('signOut', { eraseData: true })).toMatchObject({ stage: 'first-run', failure });
    expect(readFileSync(pathOf(desk, 'keyslots.json'), 'utf8')).toBe(content);
    expect(readFileSync(storePath(desk))).toEqual(store);
    // Nothing was lost: with the file back in its place everything is there.
    writeFileSync(pathOf(desk, 'keyslots.json'), whole);
    const healed = await again(next);
    const { users } = at(await healed.state(), 'locked');
    at(await healed.call('unlock', { userId: users[0]?.userId ?? '', pin: PIN }), 'open');
  });

  test('key slots that are gone', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.access.dispose();
    rmSync(pathOf(desk, 'keyslots.json'));
    const next = start({ earlier: desk });
    expect(await next.state()).toMatchObject({ stage: 'first-run', canSignIn: false, failure: { code: 'KD-5001' } });
    await expect(next.call('beginSignIn', {})).rejects.toMatchObject({ code: 'KD-5001' });
    expect([existsSync(storePath(desk)), existsSync(pathOf(desk, 'keyslots.json'))]).toEqual([true, false]);
  });

  test('a database that is gone is not replaced by an empty one in silence', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.access.dispose();
    renameSync(storePath(desk), pathOf(desk, 'elsewhere'));
    const next = start({ earlier: desk });
    const userId = at(await next.state(), 'locked').users[0]?.userId ?? '';
    await expect(next.call('unlock', { userId, pin: PIN })).rejects.toMatchObject({ code: 'KD-5001' });
    expect(existsSync(storePath(desk))).toBe(false);
    renameSync(pathOf(desk, 'elsewhere'), storePath(desk));
    at(await next.call('unlock', { userId, pin: PIN }), 'open');
  });

  test('a damaged database is named, and the way in stays', async () => {
    const desk = start();
    await desk.firstRun();
    await desk.access.dispose();
    const whole = readFileSync(storePath(desk));
    writeFileSync(storePath(desk), Buffer.alloc(whole.length, 7));
    const next = start({ earlier: desk });
    const userId = at(await next.state(), 'locked').users[0]?.userId ?? '';
    await expect(next.call('unlock', { userId, pin: PIN })).rejects.toMatchObject({ code: /^KD-500[12]$/ });
    expect(readFileSync(storePath(desk))).toEqual(Buffer.alloc(whole.length, 7));
    writeFileSync(storePath(desk), whole);
    at(await next.call('unlock', { userId, pin: PIN }), 'open');
  });

  test('of another contour', async () => {
    const desk = start();
    await desk.firstRun();
    const policy = policyOf(issuer(), { contour: 'production' });
    const next = await again(desk, { policy });
    expect(await next.state()).toMatchObject({ stage: 'locked', canSignIn: false, failure: { code: 'KD-1009' } });
    const userId = at(await next.state(), 'locked').users[0]?.userId ?? '';
    await expect(next.call('unlock', { userId, pin: PIN })).rejects.toMatchObject({ code: 'KD-1009' });
  });

  test('without a policy', async () => {
    const desk = start();
    const recoveryKey = await desk.firstRun();
    const session = desk.ports.host.kept;
    const next = await again(desk, { issuer: null, session });
    const { users, canSignIn } = at(await next.state(), 'locked');
    expect(canSignIn).toBe(false);
    const userId = users[0]?.userId ?? '';
    for (const call of [
      next.call('unlock', { userId, pin: PIN }),
      next.call('unlockWithRecoveryKey', { userId, recoveryKey, newPin: PIN }),
      next.call('beginSignIn', {}),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'KD-1010' });
    }
  });
});

describe('signing in that comes to nothing', () => {
  test('a provider that is not there: told to the caller and at the door, which is as before', async () => {
    const desk = start({ offline: true });
    await expect(desk.call('beginSignIn', {})).rejects.toMatchObject({ code: 'KD-1101' });
    const failure = expect.objectContaining({ code: 'KD-1101' });
    expect(await desk.state()).toEqual({ stage: 'first-run', canSignIn: true, failure });
    expect(desk.ports.told.map((state) => state.stage)).toEqual(['waiting-for-browser', 'first-run']);
  });

  test('nobody comes back in five minutes', async () => {
    const desk = start();
    desk.ports.host.browse = () => undefined;
    const { expiresAt } = at(await desk.call('beginSignIn', {}), 'waiting-for-browser');
    expect(expiresAt).toBe('2026-11-21T08:05:00.000Z');
    desk.ports.clock.advance(300_000);
    expect((await desk.until('first-run')).failure).toMatchObject({ code: 'KD-1103' });
  });

  test('an answer that is not ours', async () => {
    forger.forgery = { answer: { state: 'wrong' } };
    const desk = start({ issuer: forger.issuer });
    expect((await desk.signIn('first-run')).failure).toMatchObject({ code: 'KD-1105' });
    forger.forgery = { foreignKey: true };
    expect((await desk.signIn('first-run')).failure).toMatchObject({ code: 'KD-1107' });
    forger.forgery = {};
    await desk.firstRun();
    // At the open program a failed attempt costs nobody their session.
    forger.forgery = { claims: { nonce: 'other' } };
    await desk.call('beginSignIn', {});
    expect((await desk.until('open')).failure).toMatchObject({ code: 'KD-1107' });
    expect(desk.closed).toEqual([]);
  });

  test('cancelled while the browser waits, and while the provider is silent', async () => {
    const desk = start();
    desk.ports.host.browse = () => undefined;
    await desk.call('beginSignIn', {});
    expect(await desk.call('cancelSignIn', {})).toEqual({ stage: 'first-run', canSignIn: true });

    const silent = await startForger({ silentAt: '/.well-known/openid-configuration' });
    const other = start({ issuer: silent.issuer });
    const beginning = other.call('beginSignIn', {});
    await silent.silence;
    expect(await other.call('cancelSignIn', {})).toEqual({ stage: 'first-run', canSignIn: true });
    await expect(beginning).rejects.toMatchObject({ code: 'KD-1104' });
    await silent.stop();
  });

  test('a late answer of an attempt that was given up changes nothing in the next one', async () => {
    forger.forgery = {};
    const desk = start({ issuer: forger.issuer });
    desk.ports.host.browse = () => undefined;
    await desk.call('beginSignIn', {});
    await desk.call('cancelSignIn', {});
    const { expiresAt } = at(await desk.call('beginSignIn', {}), 'waiting-for-browser');
    const [late = '', timely = ''] = desk.ports.host.shown;
    await expect(new Browser().open(late)).rejects.toThrow();
    expect(await desk.state()).toEqual({ stage: 'waiting-for-browser', expiresAt });
    await new Browser().open(timely);
    await desk.until('set-pin');
  });
});

describe('out of turn', () => {
  const userId = crypto.randomUUID();
  const steps = (desk: Desk): Record<string, () => Promise<AccessState>> => ({
    beginSignIn: () => desk.call('beginSignIn', {}),
    reopenBrowser: () => desk.call('reopenBrowser', {}),
    grant: () => desk.call('grant', { recoveryKey: 'A' }),
    setPin: () => desk.call('setPin', { pin: PIN }),
    recoveryKeySaved: () => desk.call('recoveryKeySaved', {}),
    unlock: () => desk.call('unlock', { userId, pin: PIN }),
    unlockWithRecoveryKey: () => desk.call('unlockWithRecoveryKey', { userId, recoveryKey: 'A', newPin: PIN }),
    openTraining: () => desk.call('openTraining', { role: 'editor', people: 1 }),
    switchOrganisation: () => desk.call('switchOrganisation', { storeId: userId }),
    signOut: () => desk.call('signOut', { eraseData: true }),
  });
  const refused = async (desk: Desk, names: readonly string[], code = 'KD-1012'): Promise<void> => {
    for (const name of names) {
      await expect(steps(desk)[name]?.(), name).rejects.toMatchObject({ code });
    }
  };

  test('at every stage', async () => {
    const desk = start();
    await refused(desk, ['reopenBrowser', 'grant', 'setPin', 'recoveryKeySaved']);
    await refused(desk, ['unlock'], 'KD-1011');
    await refused(desk, ['signOut'], 'KD-1001');
    desk.ports.host.browse = () => undefined;
    await desk.call('beginSignIn', {});
    const inBrowser = [
      'beginSignIn',
      'grant',
      'setPin',
      'recoveryKeySaved',
      'unlock',
      'unlockWithRecoveryKey',
      'openTraining',
    ];
    await refused(desk, inBrowser);
    await desk.call('cancelSignIn', {});

    const other = start();
    await other.signIn('set-pin');
    await refused(other, ['beginSignIn', 'reopenBrowser', 'grant', 'recoveryKeySaved', 'unlock', 'openTraining']);
    await other.call('setPin', { pin: PIN });
    await refused(other, ['beginSignIn', 'reopenBrowser', 'grant', 'setPin', 'unlock', 'openTraining']);
    await expect(other.call('cancelSignIn', {})).rejects.toMatchObject({ code: 'KD-1012' });
    await other.call('recoveryKeySaved', {});
    await refused(other, [
      'reopenBrowser',
      'grant',
      'setPin',
      'recoveryKeySaved',
      'unlock',
      'unlockWithRecoveryKey',
      'openTraining',
    ]);
    at(await other.call('cancelSignIn', {}), 'open');
  });

  test('two at once: one is let in, the other is told', async () => {
    const desk = start();
    await desk.firstRun();
    const id = at(await desk.call('lock', {}), 'locked').users[0]?.userId ?? '';
    const both = await Promise.allSettled([1, 2].map(() => desk.call('unlock', { userId: id, pin: PIN })));
    expect(both.map((each) => each.status)).toEqual(['fulfilled', 'rejected']);
    expect(desk.sessions).toHaveLength(2);
  });

  test('any calls in any order, at once or not: refusals only, and a state that the contract knows', async () => {
    const often = ['wait', 'wait', 'comeBack', 'comeBack', 'beginSignIn', 'setPin', 'recoveryKeySaved', 'unlockAnna'];
    const names = [...Object.keys(steps(start())), 'cancelSignIn', 'lock', 'unattended', 'addOrganisation', ...often];
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.constantFrom(...names), { minLength: 4, maxLength: 20 }),
        async (withStore, script) => {
          const desk = startDesk({ issuer: forger.issuer });
          forger.forgery = {};
          // Half of the histories begin where most of a desk's days begin.
          if (withStore) {
            await desk.firstRun();
            await desk.call('lock', {});
          }
          const more: Record<string, () => unknown> = {
            ...steps(desk),
            cancelSignIn: () => desk.call('cancelSignIn', {}),
            lock: () => desk.call('lock', {}),
            addOrganisation: () => desk.call('addOrganisation', {}),
            unattended: () => desk.access.lock(),
            comeBack: async () => {
              const { stage } = await desk.state();
              const next = ['first-run', 'locked', 'set-pin', 'needs-grant', 'recovery-key', 'open'] as const;
              if (stage === 'waiting-for-browser') await Promise.race(next.map((each) => desk.until(each)));
            },
            unlockAnna: async () => {
              const state = await desk.state();
              if (state.stage !== 'locked') return;
              await desk.call('unlock', { userId: state.users[0]?.userId ?? userId, pin: PIN });
            },
          };
          const running: Promise<void>[] = [];
          const errors: unknown[] = [];
          for (const name of script) {
            if (name === 'wait') {
              await Promise.all(running);
              continue;
            }
            const step = Promise.resolve()
              .then(() => more[name]?.())
              .then(
                () => undefined,
                (error: unknown) => void (error instanceof DeskError || errors.push(error)),
              );
            running.push(step);
          }
          await Promise.all(running);
          for (const state of [...desk.ports.told, await desk.state()]) seen.add(AccessState.parse(state).stage);
          const open = desk.sessions.length - desk.closed.length;
          expect(open).toBe(desk.access.session() === null ? 0 : 1);
          await desk.access.dispose();
          expect(desk.sessions.every((session) => !session.db.open)).toBe(true);
          expect(errors).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    expect([...seen].sort()).toEqual(['first-run', 'locked', 'open', 'recovery-key', 'set-pin', 'waiting-for-browser']);
  }, 60_000);
});

test('what cannot be erased is named, and the keys are gone all the same', async () => {
  const desk = start();
  await desk.firstRun();
  // A folder that refuses to be emptied cannot be had as root: a name that cannot be a folder serves as well.
  rmSync(desk.ports.paths.temporary, { recursive: true, force: true });
  mkdirSync(desk.ports.paths.data, { recursive: true });
  writeFileSync(desk.ports.paths.temporary, 'not a folder');
  await desk.call('confirmPin', { pin: PIN });
  await expect(desk.call('signOut', { eraseData: true })).rejects.toMatchObject({
    code: 'KD-6001',
    params: { detail: 'temporary' },
  });
  expect(existsSync(pathOf(desk, 'keyslots.json'))).toBe(false);
  expect(await desk.state()).toEqual({ stage: 'first-run', canSignIn: true });
});
