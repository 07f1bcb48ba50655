import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccessState } from '#shared/contract/access.ts';
import { openDatabase } from '../db/open.ts';
import { putUser } from './store.ts';
import { at, type Desk, PIN, restart, startDesk } from './testing/desk.ts';
import { account, CLINIC, startTestProvider, type TestAccount, type TestProvider } from './testing/provider.ts';

const BRANCH = { oid: '1.2.643.5.1.13.13.12.2.77.2', name: 'Филиал', inn: '3', ogrn: '4' };
const THIRD = { ...BRANCH, oid: '1.2.643.5.1.13.13.12.2.77.3', name: 'Санаторий' };

let provider: TestProvider;
const desks: Desk[] = [];
beforeAll(async () => {
  provider = await startTestProvider(account('anna', ['editor']));
});
afterAll(() => provider.stop());
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.access.dispose();
});

/** Whoever signs in next, and in which organisation. */
function as(sub: string, organization: TestAccount['organization'] = CLINIC, roles = ['editor']): void {
  provider.account = account(sub, roles, { organization });
}

/** A desk of Anna's first organisation. */
async function openDesk(): Promise<Desk> {
  as('anna');
  const desk = startDesk({ issuer: provider.issuer });
  desks.push(desk);
  await desk.firstRun();
  return desk;
}

/** …that has got the branch as well; the branch is at hand. */
async function openBoth(): Promise<Desk> {
  const desk = await openDesk();
  await add(desk, BRANCH);
  return desk;
}

async function add(desk: Desk, organization: TestAccount['organization']): Promise<AccessState> {
  as('anna', organization);
  await desk.call('addOrganisation', {});
  return desk.until('open');
}

const namesAt = async (desk: Desk): Promise<string[]> =>
  at(await desk.state(), 'open').organisations.map(({ name }) => name);
const here = async (desk: Desk): Promise<string> => at(await desk.state(), 'open').user.organisation;
const storeNamed = async (desk: Desk, name: string): Promise<string> =>
  at(await desk.state(), 'open').organisations.find((each) => each.name === name)?.storeId ?? '';
const storesIn = (desk: Desk): string[] =>
  readdirSync(desk.ports.paths.data).filter((name) => name.startsWith('kartoteka-') && name.endsWith('.db'));

describe('an organisation is added', () => {
  test('by a sign-in in it: it has a store and a session of its own, and the first one is closed', async () => {
    const desk = await openDesk();
    const before = at(await desk.state(), 'open');
    expect(before.organisations).toEqual([{ storeId: before.storeId, name: CLINIC.name }]);
    await add(desk, BRANCH);
    const after = at(await desk.state(), 'open');
    expect(after.user).toMatchObject({ userId: before.user.userId, organisation: BRANCH.name });
    expect(after.organisations.map(({ name }) => name)).toEqual([CLINIC.name, BRANCH.name]);
    expect(after.storeId).not.toBe(before.storeId);
    expect(after.sessionId).not.toBe(before.sessionId);
    const [first, second] = desk.sessions;
    expect([first?.db.open, second?.db.open]).toEqual([false, true]);
    expect(first?.file?.key.every((byte) => byte === 0)).toBe(true);
    expect(storesIn(desk)).toHaveLength(2);
  });

  test('whoever has the key of one store cannot open the other', async () => {
    const desk = await openDesk();
    const clinic = desk.sessions[0]?.file;
    const key = Uint8Array.from(clinic?.key ?? []);
    await add(desk, BRANCH);
    const branch = desk.sessions[1]?.file?.path ?? '';
    expect(() => openDatabase(branch, key)).toThrow(expect.objectContaining({ code: 'KD-5001' }));
    openDatabase(clinic?.path ?? '', key).close();
  });

  test('not by an ordinary sign-in: the wrong organisation closes the program, nothing new is on the disk', async () => {
    const desk = await openDesk();
    as('anna', BRANCH);
    await desk.call('beginSignIn', {});
    const state = await desk.until('locked');
    expect(state.failure).toMatchObject({ code: 'KD-1009' });
    expect(storesIn(desk)).toHaveLength(1);
  });

  test('not by somebody else at the open program', async () => {
    const desk = await openDesk();
    as('boris', BRANCH);
    await desk.call('addOrganisation', {});
    expect((await desk.until('locked')).failure).toMatchObject({ code: 'KD-1009' });
    expect(storesIn(desk)).toHaveLength(1);
  });

  test('one that is here already is only opened', async () => {
    const desk = await openBoth();
    await add(desk, CLINIC);
    expect([await here(desk), storesIn(desk).length]).toEqual([CLINIC.name, 2]);
    await add(desk, CLINIC);
    expect([await here(desk), desk.sessions.length]).toEqual([CLINIC.name, 3]);
  });

  test('not from the training clinic', async () => {
    const desk = startDesk({ issuer: provider.issuer });
    desks.push(desk);
    await desk.call('openTraining', { role: 'editor', people: 1 });
    await expect(desk.call('addOrganisation', {})).rejects.toMatchObject({ code: 'KD-1012' });
    expect(at(await desk.state(), 'open').organisations).toEqual([]);
  });
});

describe('going over to another organisation', () => {
  test('needs no PIN and no network; each store keeps what is its own', async () => {
    const desk = await openBoth();
    const [clinic, branch] = [await storeNamed(desk, CLINIC.name), await storeNamed(desk, BRANCH.name)];
    desk.sessions.at(-1)?.db.exec('CREATE TABLE of_branch (x)');
    provider.account = account('nobody', []);
    at(await desk.call('switchOrganisation', { storeId: clinic }), 'open');
    expect(await here(desk)).toBe(CLINIC.name);
    expect(() => desk.sessions.at(-1)?.db.prepare('SELECT * FROM of_branch')).toThrow('no such table');
    await desk.call('switchOrganisation', { storeId: branch });
    expect(desk.sessions.at(-1)?.db.prepare('SELECT * FROM of_branch').all()).toEqual([]);
    expect(desk.sessions.map((session) => session.db.open)).toEqual([false, false, false, true]);
  });

  test('to the one at hand does nothing', async () => {
    const desk = await openBoth();
    const before = await desk.state();
    expect(await desk.call('switchOrganisation', { storeId: at(before, 'open').storeId })).toEqual(before);
    expect(desk.sessions).toHaveLength(2);
  });

  test('to one that is not here, or that does not know the person, is refused and changes nothing', async () => {
    const desk = await openBoth();
    const branch = await storeNamed(desk, BRANCH.name);
    // Boris has signed in at the clinic only: the branch has never seen him.
    await desk.call('lock', {});
    as('boris');
    await desk.signIn('set-pin');
    await desk.call('setPin', { pin: '271828' });
    expect(await namesAt(desk)).toEqual([CLINIC.name]);
    for (const storeId of [branch, crypto.randomUUID()]) {
      await expect(desk.call('switchOrganisation', { storeId })).rejects.toMatchObject({ code: 'KD-1009' });
    }
    expect(await here(desk)).toBe(CLINIC.name);
  });

  test('a store that does not open leaves the person at the door, with the reason', async () => {
    const desk = await openBoth();
    const clinic = await storeNamed(desk, CLINIC.name);
    const path = desk.sessions[0]?.file?.path ?? '';
    renameSync(path, `${path}.away`);
    await expect(desk.call('switchOrganisation', { storeId: clinic })).rejects.toMatchObject({ code: 'KD-5001' });
    const { failure, users } = at(await desk.state(), 'locked');
    expect(failure).toMatchObject({ code: 'KD-5001' });
    // The other one opens, and a damaged neighbour is only left out of the list.
    await desk.call('unlock', { userId: users[0]?.userId ?? '', pin: PIN });
    expect([await here(desk), await namesAt(desk)]).toEqual([BRANCH.name, [BRANCH.name]]);
    expect(existsSync(path)).toBe(false);
  });

  test('to one where the person has no role any more is refused at its door', async () => {
    const desk = await openBoth();
    const clinic = await storeNamed(desk, CLINIC.name);
    const branch = desk.sessions.at(-1);
    const { userId } = at(await desk.state(), 'open').user;
    await desk.call('switchOrganisation', { storeId: clinic });
    const stored = { userId, subject: 'anna', name: 'А', snils: null, role: null, confirmed: true };
    // What a renewed token would have written there.
    await desk.call('switchOrganisation', { storeId: branch?.storeId ?? '' });
    const { db } = desk.sessions.at(-1) ?? {};
    if (db === undefined) throw new Error('no store');
    putUser(db, { ...stored, organisation: BRANCH.name, organisationOid: BRANCH.oid }, '2026-11-21T08:00:00.000Z');
    await desk.call('switchOrganisation', { storeId: clinic });
    await expect(desk.call('switchOrganisation', { storeId: branch?.storeId ?? '' })).rejects.toMatchObject({
      code: 'KD-1008',
    });
    expect((await desk.state()).stage).toBe('locked');
  });
});

describe('the way in afterwards', () => {
  test('the PIN opens the organisation where the person was last', async () => {
    const desk = await openBoth();
    await desk.access.dispose();
    const next = await restart(desk, { issuer: provider.issuer });
    desks.push(next);
    const userId = at(await next.state(), 'locked').users[0]?.userId ?? '';
    await next.call('unlock', { userId, pin: PIN });
    expect([await here(next), await namesAt(next)]).toEqual([BRANCH.name, [CLINIC.name, BRANCH.name]]);
  });

  test('a sign-in at the door leads to the organisation that was signed in to', async () => {
    const desk = await openBoth();
    await desk.call('lock', {});
    as('anna', CLINIC);
    const { users } = await desk.signIn('locked');
    await desk.call('unlock', { userId: users[0]?.userId ?? '', pin: PIN });
    expect(await here(desk)).toBe(CLINIC.name);
  });

  test('a core that died takes up the same session in the same organisation', async () => {
    const desk = await openBoth();
    const before = at(await desk.state(), 'open');
    const next = startDesk({ issuer: provider.issuer, earlier: desk, session: desk.ports.host.kept });
    desks.push(next);
    expect(await next.state()).toEqual(before);
  });

  test('each organisation has tokens of its own', async () => {
    const desk = await openBoth();
    const signal = new AbortController().signal;
    const branch = await desk.access.accessToken(signal);
    await desk.call('switchOrganisation', { storeId: await storeNamed(desk, CLINIC.name) });
    const clinic = await desk.access.accessToken(signal);
    expect(clinic).not.toBe(branch);
    expect(await here(desk)).toBe(CLINIC.name);
  });

  test('signing out forgets the tokens of all of them; with erasure nothing of any is left', async () => {
    const desk = await openBoth();
    await add(desk, THIRD);
    const left = (): string[] =>
      readdirSync(desk.ports.paths.data).filter((name) => /^refresh-.+\.bin$|^kartoteka-.+\.db$/.test(name));
    expect(left()).toHaveLength(6);
    const userId = at(await desk.call('signOut', { eraseData: false }), 'locked').users[0]?.userId ?? '';
    expect(left()).toEqual(storesIn(desk));
    await desk.call('unlock', { userId, pin: PIN });
    await desk.call('confirmPin', { pin: PIN });
    await desk.call('signOut', { eraseData: true });
    expect(left()).toEqual([]);
  });

  test('the plain files name no organisation', async () => {
    const desk = await openBoth();
    const { data } = desk.ports.paths;
    const plain = readdirSync(data).map((name) => readFileSync(join(data, name), 'latin1'));
    for (const secret of [CLINIC, BRANCH].flatMap(({ oid, name }) => [oid, Buffer.from(name).toString('latin1')])) {
      for (const content of plain) expect(content).not.toContain(secret);
    }
  });
});
