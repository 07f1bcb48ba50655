import { expect, test } from 'vitest';
import { FREE_TRIES } from './attempts.ts';
import { STEP_UP_LASTS } from './step-up.ts';
import { at, type Desk, PIN } from './testing/desk.ts';
import { filesOf, firstUser, openDesks } from './testing/desks.ts';
import { account, CLINIC } from './testing/provider.ts';

const desks = openDesks();
const BRANCH = { oid: '1.2.643.5.1.13.13.12.2.77.2', name: 'Филиал «Южный»', inn: '3', ogrn: '4' };
const NEEDED = expect.objectContaining({ code: 'KD-1016' });

async function opened(): Promise<Desk> {
  const desk = desks.start();
  await desk.firstRun();
  return desk;
}
const confirm = (desk: Desk, pin = PIN) => desk.call('confirmPin', { pin });
const passes = (desk: Desk) => expect(() => desk.access.stepUp()).not.toThrow();
const asks = (desk: Desk) => expect(() => desk.access.stepUp()).toThrow(NEEDED);

test('the PIN of the door is not enough; entered again it holds for five minutes, whatever the wall clock says', async () => {
  const desk = await opened();
  asks(desk);
  at(await confirm(desk), 'open');
  passes(desk);
  desk.ports.clock.advance(STEP_UP_LASTS - 1);
  desk.ports.clock.setBack(STEP_UP_LASTS);
  passes(desk);
  desk.ports.clock.advance(1);
  asks(desk);
});

test('it ends with its session: at a lock, at a sign-out', async () => {
  const desk = await opened();
  const leave = [() => desk.call('lock', {}), () => desk.call('signOut', { eraseData: false })];
  for (const step of leave) {
    await confirm(desk);
    await step();
    expect(() => desk.access.stepUp()).toThrow(expect.objectContaining({ code: 'KD-1001' }));
    await desk.call('unlock', { userId: await firstUser(desk), pin: PIN });
    asks(desk);
  }
});

test('it does not go along to another organisation, nor is it there on the way back', async () => {
  const anna = (organization = CLINIC) => account('anna', ['administrator'], { organization });
  desks.as(anna());
  const desk = await opened();
  const { storeId } = at(await desk.state(), 'open');
  desks.as(anna(BRANCH));
  await desk.call('addOrganisation', {});
  await desk.until('open');
  await confirm(desk);
  await desk.call('switchOrganisation', { storeId });
  asks(desk);
  const other = at(await desk.state(), 'open').organisations.find((one) => one.storeId !== storeId);
  await desk.call('switchOrganisation', { storeId: other?.storeId ?? '' });
  asks(desk);
});

test('a wrong PIN proves nothing and counts as a try at the door', async () => {
  const desk = await opened();
  for (let n = 0; n < FREE_TRIES; n += 1) {
    await expect(confirm(desk, '000000')).rejects.toMatchObject({ code: 'KD-1003' });
  }
  asks(desk);
  await expect(confirm(desk)).rejects.toMatchObject({ code: 'KD-1004', params: { seconds: 30 } });
  await desk.call('lock', {});
  expect(at(await desk.state(), 'locked').waitSeconds).toBe(30);
  desk.ports.clock.advance(30_000);
  await desk.call('unlock', { userId: await firstUser(desk), pin: PIN });
  await confirm(desk);
  passes(desk);
});

test('the PIN of a colleague is not that of who works here', async () => {
  const desk = await opened();
  await desks.colleague(desk);
  await expect(confirm(desk)).rejects.toMatchObject({ code: 'KD-1003' });
  asks(desk);
});

test('nothing is erased before it, and nobody is signed out', async () => {
  const desk = await opened();
  const before = filesOf(desk);
  await expect(desk.call('signOut', { eraseData: true })).rejects.toMatchObject({ code: 'KD-1016' });
  at(await desk.state(), 'open');
  expect(filesOf(desk)).toEqual(before);
  await expect(desk.access.accessToken(new AbortController().signal)).resolves.toEqual(expect.any(String));
  await confirm(desk);
  at(await desk.call('signOut', { eraseData: true }), 'first-run');
});

test('an organisation stays until then', async () => {
  const anna = (organization = CLINIC) => account('anna', ['administrator'], { organization });
  desks.as(anna());
  const desk = await opened();
  desks.as(anna(BRANCH));
  await desk.call('addOrganisation', {});
  const { storeId } = await desk.until('open');
  const remove = () => desk.call('removeOrganisation', { storeId, name: BRANCH.name });
  await expect(remove()).rejects.toMatchObject({ code: 'KD-1016' });
  expect(at(await desk.state(), 'open').organisations).toHaveLength(2);
  await confirm(desk);
  expect(at(await remove(), 'open').organisations).toHaveLength(1);
});

test('the training clinic has no PIN and asks for none', async () => {
  const desk = desks.start();
  await desk.call('openTraining', { role: 'editor', people: 1 });
  passes(desk);
  await expect(confirm(desk)).rejects.toMatchObject({ code: 'KD-1012' });
});
