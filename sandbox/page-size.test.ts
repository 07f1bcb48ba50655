import type { Resource } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createFhirRegistry } from '../electron/core/registry/fhir/adapter.ts';
import type { Feed, Registry, RemoteChange } from '../electron/core/registry/port.ts';
import { quiet, RingingClock } from '../electron/core/sync/testing/desk.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** The size of a page follows what the line and the server can bear, over HTTP. */
const PEOPLE = 700;
const FEED: Feed = { name: 'Practitioner', kinds: ['person'] };
const PATH = '/fhir/Practitioner';
const TOO_LARGE = { path: PATH, action: 'status', status: 413 } as const;
const never = new AbortController().signal;

let sandbox: Sandbox;
let token: string;
let clock: RingingClock;

beforeAll(async () => {
  sandbox = await startSandbox({ people: PEOPLE });
  token = await sandbox.token('kadrovik');
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.resetFaults();
  sandbox.configure({ typeHistory: true });
});

/** @param limits of one answer */
function open(limits = {}): { registry: Registry; sizes: number[] } {
  clock = new RingingClock(new Date().toISOString());
  const sizes: number[] = [];
  const ask: typeof fetch = (input, init) => {
    const count = new URL(String(input)).searchParams.get('_count');
    if (count !== null) sizes.push(Number(count));
    return fetch(input, init);
  };
  const parts = { endpoints: [sandbox.fhir], accessToken: async () => token, clock, log: quiet, limits };
  return { registry: createFhirRegistry({ fetch: ask, ...parts }), sizes };
}

/** The whole feed, page by page as the engine asks for it. */
async function all({ registry }: { registry: Registry }): Promise<string[]> {
  const changes: RemoteChange[] = [];
  let page: string | null = null;
  do {
    const came = await registry.pull(FEED, null, page, never);
    changes.push(...came.changes);
    page = came.nextPage;
  } while (page !== null);
  return changes.map(({ remoteId }) => remoteId);
}

const everybody = (): string[] => (sandbox.state('Practitioner') as Resource[]).map(({ id }) => String(id));

it('is halved at once until the server takes it', async () => {
  const desk = open();
  sandbox.fault({ ...TOO_LARGE, times: 2 });
  expect((await all(desk)).sort()).toEqual(everybody().sort());
  expect(desk.sizes.slice(0, 4)).toEqual([500, 250, 125, 125]);
});

it.each([true, false])(
  'is halved in the midst of a feed, and nobody is passed over (history: %s)',
  async (typeHistory) => {
    sandbox.configure({ typeHistory });
    const desk = open();
    sandbox.fault({ ...TOO_LARGE, after: 1, times: 1 });
    expect(new Set(await all(desk))).toEqual(new Set(everybody()));
    expect(desk.sizes).toEqual([500, 500, 250]);
  },
);

it('is halved where an answer is larger than this program takes', async () => {
  const whole = await bytesOf(PEOPLE);
  const desk = open({ bytes: Math.ceil(whole / 3) });
  expect(new Set(await all(desk))).toEqual(new Set(everybody()));
  expect(desk.sizes.slice(0, 2)).toEqual([500, 250]);
});

it('is asked for less by the next try when a page did not come in time', async () => {
  const desk = open();
  await desk.registry.size(never);
  const held = new Promise<void>((resolve) => {
    const stop = sandbox.listen(({ at, url }) => {
      if (at !== 'held' || !url.startsWith(PATH)) return;
      stop();
      resolve();
    });
  });
  sandbox.fault({ path: PATH, action: 'hold' });
  desk.sizes.length = 0;
  const late = desk.registry.pull(FEED, null, null, never);
  await held;
  clock.advance(30_000);
  await expect(late).rejects.toMatchObject({ code: 'KD-4001' });
  sandbox.resetFaults();
  expect(new Set(await all(desk))).toEqual(new Set(everybody()));
  expect(desk.sizes.slice(0, 2)).toEqual([500, 250]);
});

it.each([408, 504])('is asked for less by the next try when a gateway gave up (%i)', async (status) => {
  const desk = open();
  sandbox.fault({ ...TOO_LARGE, status, times: 1 });
  await expect(desk.registry.pull(FEED, null, null, never)).rejects.toMatchObject({ code: 'KD-4002' });
  await desk.registry.pull(FEED, null, null, never);
  expect(desk.sizes).toEqual([500, 250]);
});

it('stays as it is when the registry only asks to wait', async () => {
  const desk = open();
  sandbox.fault({ ...TOO_LARGE, status: 503, times: 1 });
  await expect(desk.registry.pull(FEED, null, null, never)).rejects.toMatchObject({ code: 'KD-4002' });
  await desk.registry.pull(FEED, null, null, never);
  expect(desk.sizes).toEqual([500, 500]);
});

it('grows slowly with pages that come full, and never above where it began', async () => {
  const desk = open();
  sandbox.fault({ ...TOO_LARGE, times: 1 });
  const first = async (): Promise<unknown> => desk.registry.pull(FEED, null, null, never);
  for (let look = 0; look < 13; look++) await first();
  expect(desk.sizes).toEqual([500, 250, 275, 300, 325, 350, 375, 400, 425, 450, 475, 500, 500, 500]);
});

it('has a smallest: what is refused then is told', async () => {
  const desk = open();
  sandbox.fault(TOO_LARGE);
  const refused = desk.registry.pull(FEED, null, null, never);
  await expect(refused).rejects.toMatchObject({ code: 'KD-4002', params: { status: 413 } });
  expect(desk.sizes).toEqual([500, 250, 125, 62, 31, 15, 10]);
});

async function bytesOf(people: number): Promise<number> {
  const answer = await fetch(`${sandbox.fhir}/Practitioner?_count=${people}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await answer.arrayBuffer()).byteLength;
}
