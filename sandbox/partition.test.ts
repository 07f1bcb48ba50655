import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Practitioner, Resource, Task } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RingingClock, type SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { createRandom } from '../electron/core/training/random.ts';
import type { EntityId } from '../shared/domain/values.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
import { openDeskAt } from './testing-desk.ts';
import { COPIED_TYPES, differences } from './testing-equal.ts';
import { type Network, startNetwork, type Weather } from './testing-network.ts';
import { makeServerCertificate } from './testing-tls.ts';

/**
 * Two desks and their registry over real sockets through a network that fails. Only the waiting is virtual: the time of
 * the desks stands still while anything is on its way, and goes to the next timer when all of them wait.
 */
const MINUTE = 60_000;
const STORM = 10 * MINUTE;
/** Of one desk in any minute, whatever fails. */
const MOST_REQUESTS = 60;

interface Place {
  readonly network: Network;
  readonly desk: SyncDesk;
  /** Moments at which it asked the registry something. */
  readonly asked: number[];
}

let sandbox: Sandbox;
let clock: RingingClock;
let places: Place[];

async function begin(options: SandboxOptions = {}): Promise<void> {
  sandbox = await startSandbox({ ...options, people: 12 });
  clock = new RingingClock(new Date().toISOString());
  const random = createRandom(1);
  places = await Promise.all([0, 1].map(() => openPlace(random.next)));
  await pass(MINUTE);
  expectEqualDesks();
}
afterEach(async () => {
  for (const { desk, network } of places) {
    const gone = desk.sync.dispose();
    network.change('cut');
    await gone;
    await network.close();
    desk.db.close();
  }
  await sandbox.stop();
});

async function openPlace(random: () => number): Promise<Place> {
  const network = await startNetwork(Number(new URL(sandbox.origin).port));
  const asked: number[] = [];
  const ask: typeof fetch = (input, init) => {
    asked.push(clock.millis());
    return fetch(input, init);
  };
  const { protocol } = new URL(sandbox.fhir);
  const endpoint = `${protocol}//127.0.0.1:${network.port}/fhir`;
  const token = sandbox.token('kadrovik');
  const desk = openDeskAt(sandbox, () => token, { endpoints: [endpoint], ask, clock, everySeconds: 15, random });
  void desk.sync.start();
  return { network, desk, asked };
}

/** Lets so much time go by for the desks, together with everything that happens in it. */
async function pass(milliseconds: number): Promise<void> {
  const until = clock.millis() + milliseconds;
  for (;;) {
    await atRest();
    const next = clock.next ?? Number.POSITIVE_INFINITY;
    if (clock.millis() + next > until) break;
    clock.advance(next);
  }
  clock.advance(until - clock.millis());
  await atRest();
}

/** Until every desk waits: for its next turn, or for bytes that the network keeps. */
async function atRest(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet = places.every(waits) ? quiet + 1 : 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function waits({ desk, network }: Place): boolean {
  return network.isStuck || !isBusy(desk);
}

function isBusy({ states }: SyncDesk): boolean {
  const phase = states.at(-1)?.phase;
  return phase === 'pulling' || phase === 'pushing';
}

const held = (): Resource[] => COPIED_TYPES.flatMap((type) => sandbox.state(type) as Resource[]);

function expectEqualDesks(): void {
  for (const { desk } of places) {
    expect(desk.count('outbox')).toBe(0);
    expect(differences(desk.db, held())).toEqual([]);
  }
}

/** Both desks approve changes and the registry's own clerks make theirs, all through the storm. */
async function workThrough(): Promise<EntityId[]> {
  const requests: EntityId[] = [];
  for (let turn = 0; turn < 4; turn++) {
    for (const [index, { desk }] of places.entries()) {
      const id = desk.idOf('person', `pr-00000${4 + index}`);
      const phone = `+790${index}${String(1_000_000 + turn)}`;
      const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to: phone });
      await desk.approve(requestId);
      desk.sync.kick();
      requests.push(requestId);
    }
    const other = sandbox.state('Practitioner', 'pr-000004') as Practitioner;
    await sandbox.put({ ...other, birthDate: `1971-01-0${turn + 1}` });
    await pass(STORM / 4);
  }
  return requests;
}

function expectBounded(): void {
  for (const { asked } of places) {
    const most = Math.max(...asked.map((at) => asked.filter((one) => one >= at && one < at + MINUTE).length));
    expect(most).toBeLessThanOrEqual(MOST_REQUESTS);
  }
}

function expectSentOnce(requests: readonly EntityId[]): void {
  const tasks = sandbox.state('Task') as Task[];
  expect(tasks.map(({ identifier }) => identifier?.[0]?.value).sort()).toEqual(requests.toSorted());
}

const WEATHERS: readonly Weather[] = ['cut', 'silent', 'deaf', 'dumb', 'torn', 'reset'];

/** What one trouble for ten minutes comes to: nothing, a minute after it. */
async function expectOutlived(begin: () => void, end: () => void): Promise<void> {
  const before = places.map(({ asked }) => asked.length);
  begin();
  const requests = await workThrough();
  // Nobody has given up.
  for (const [index, { asked }] of places.entries()) expect(asked.length).toBeGreaterThan(before[index] ?? 0);
  expectBounded();
  end();
  await pass(MINUTE);
  expectEqualDesks();
  expectSentOnce(requests);
  expectBounded();
}

const turn = (weather: Weather, whose = places) => {
  for (const { network } of whose) network.change(weather);
};

describe('over HTTP', () => {
  beforeEach(() => begin());

  it.each(WEATHERS)('a network that is %s costs nothing', async (weather) => {
    await expectOutlived(
      () => turn(weather),
      () => turn('fair'),
    );
  });

  it('one desk that is cut off keeps nobody else waiting', async () => {
    await expectOutlived(
      () => turn('silent', places.slice(0, 1)),
      () => turn('fair'),
    );
  });

  it.each([[undefined], [0], [7]])('a storm of 429 (Retry-After: %s) costs nothing', async (retryAfter) => {
    await expectOutlived(
      () =>
        sandbox.fault({
          path: '/fhir',
          action: 'status',
          status: 429,
          ...(retryAfter === undefined ? {} : { retryAfter }),
        }),
      () => sandbox.resetFaults(),
    );
  });

  it('an exchange that hangs ends at once when it is cancelled, and by itself after its time', async () => {
    const [{ desk, asked } = never()] = places;
    turn('silent');
    void desk.sync.handlers.run({}, desk.editor);
    await atRest();
    const begun = clock.millis();
    const sent = asked.length;
    expect(await desk.sync.handlers.cancel({}, desk.editor)).toMatchObject({ phase: 'idle', error: null });
    expect([clock.millis(), asked.length]).toEqual([begun, sent]);
    void desk.sync.handlers.run({}, desk.editor);
    await atRest();
    await pass(MINUTE / 2);
    expect(desk.states.some(({ phase, error }) => phase === 'offline' && error?.code === 'KD-4001')).toBe(true);
  });
});

describe('over TLS with an authority of the clinic', () => {
  beforeEach(async () => {
    const authority = makeServerCertificate();
    setDefaultCACertificates([...getCACertificates('default'), authority.cert]);
    await begin({ tls: authority });
  });
  afterEach(() => setDefaultCACertificates(getCACertificates('bundled')));

  it.each(['cut', 'torn', 'reset'] as const)('a network that is %s costs nothing', async (weather) => {
    await expectOutlived(
      () => turn(weather),
      () => turn('fair'),
    );
  });
});

function never(): never {
  throw new Error('no desk');
}
