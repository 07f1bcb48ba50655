import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityId } from '#shared/domain/values.ts';
import { systemClock } from '../../clock.ts';
import { openSyncDesk, RingingClock, type SyncDesk } from '../../sync/testing/desk.ts';
import { page, type ScriptedRegistry, scriptRegistry } from './testing/scripted-registry.ts';
import type { Asked, Reply, Scripted } from './testing/server.ts';

/** A hostile or broken registry over real sockets, and a real store: what was good stays as it was. */
const PEOPLE = 30;
const BEGUN = '2026-05-05T10:00:00.000Z';
const LATER = '2026-05-06T10:00:00.000Z';
const LIMITS = { bytes: 12_000_000 };
/** Longer than any answer may take, in milliseconds. */
const TOO_LONG = 600_000;
type Answer = ReturnType<Scripted['answer']>;

let scripted: ScriptedRegistry;
/** Whoever waits for an answer waits by this clock. */
let patience: RingingClock;
let desk: SyncDesk;
let good: string;
let edited: EntityId;

const person = (id: string, more: object = {}) => ({
  resourceType: 'Practitioner',
  id,
  meta: { versionId: '2', lastUpdated: BEGUN },
  name: [{ family: 'Учебнова', given: ['Анна'] }],
  telecom: [{ system: 'phone', value: '+79070000000' }],
  ...more,
});
const people = Array.from({ length: PEOPLE }, (_, index) => person(`p-${index}`));
const bundle = (resources: readonly unknown[], more: object = {}): Reply =>
  page(
    resources.map((resource) => ({ resource })),
    { meta: { lastUpdated: BEGUN }, ...more },
  );
const next = (path: string) => ({ link: [{ relation: 'next', url: `${scripted.server.base}/${path}` }] });

/** What a good registry says: thirty people, and nothing new since. */
function asGood({ path }: Asked): Answer {
  if (path.includes('_summary=count'))
    return { json: { resourceType: 'Bundle', total: path.startsWith('Prac') ? 30 : 0 } };
  const one = people.find(({ id }) => path === `Practitioner/${id}`);
  if (one !== undefined) return { json: one };
  return bundle(path.startsWith('Practitioner/_history') && !path.includes('_since') ? people : []);
}

/** Every table that the exchange writes, row by row. */
function contents(): string {
  const tables = [
    'person',
    'staff_line',
    'replica',
    'parked',
    'sync_cursor',
    'change_request',
    'change_field',
    'outbox',
  ];
  return JSON.stringify(tables.map((table) => desk.db.prepare(`SELECT * FROM ${table}`).all()));
}

/** Answers about people as `hostile` says, about all else as a good registry. */
function poison(hostile: (asked: Asked) => Answer): void {
  scripted.answers((asked) => (asked.path.startsWith('Practitioner/_history') ? hostile(asked) : asGood(asked)));
}

beforeEach(async () => {
  scripted = await scriptRegistry();
  patience = new RingingClock();
  const clock = { ...systemClock(), after: patience.after.bind(patience) };
  desk = openSyncDesk({ registry: scripted.registry({ limits: LIMITS, clock }), now: BEGUN });
  scripted.answers(asGood);
  expect(await desk.run()).toMatchObject({ error: null, complete: true });
  edited = desk.idOf('person', 'p-1');
  await desk.edit({ kind: 'person', id: edited, field: 'phone', to: '+79079999999' });
  good = contents();
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
  await scripted.server.close();
});

const deep = (depth: number) =>
  `{"resourceType":"Bundle","entry":[{"resource":${'['.repeat(depth)}${']'.repeat(depth)}}]}`;
const silence = (): Answer => {
  setImmediate(() => patience.advance(TOO_LONG));
  return undefined;
};
const drip: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/fhir+json' });
  response.write(' ', () => setTimeout(() => patience.advance(TOO_LONG)));
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const half: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '1000' });
  response.write('{"resourceType":"Bundle"', () => response.socket?.destroy());
};
const huge: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '99999999999' });
  response.write('{');
};

describe('a hostile registry leaves everything as it was, and is named', () => {
  const foreign = { link: [{ relation: 'next', url: 'https://evil.example/fhir/Practitioner/_history' }] };
  it.each<[string, () => Answer, string, string | null]>([
    ['that answers with a page of the network', () => ({ text: '<html>Введите пароль</html>' }), 'KD-4003', 'not JSON'],
    ['that answers with something else', () => ({ json: { resourceType: 'Patient' } }), 'KD-4003', 'bundle'],
    ['whose numbers are words', () => bundle([], { total: 'много' }), 'KD-4003', 'bundle'],
    ['whose pages are a number', () => bundle([], { link: 7 }), 'KD-4003', 'bundle'],
    ['whose entries are a number', () => ({ json: { resourceType: 'Bundle', entry: [7] } }), 'KD-4003', 'not JSON'],
    ['whose resource has no id', () => bundle([{ resourceType: 'Practitioner' }]), 'KD-4003', 'identity: id'],
    [
      'whose resource has no version',
      () => bundle([person('p-1', { meta: {} })]),
      'KD-4003',
      'identity: meta.versionId',
    ],
    ['whose resource is none', () => bundle([7]), 'KD-4003', 'entry of another type'],
    ['that says no time', () => ({ ...page([]), headers: { date: 'yesterday' } }), 'KD-4003', 'no time of the server'],
    ['whose bytes are no text', () => ({ text: new Uint8Array([0x7b, 0xff, 0xfe]) }), 'KD-4003', 'not UTF-8'],
    [
      'with a string of ten megabytes',
      () => bundle([person('p-1', { text: 'я'.repeat(5_000_000) })]),
      'KD-4003',
      'resource too large',
    ],
    ['whose small answer unfolds to a large one', () => ({ text: ' '.repeat(13_000_000) }), 'KD-4003', 'too large'],
    ['that announces a hundred gigabytes', () => huge, 'KD-4003', 'too large'],
    ['that is as deep as a well', () => ({ text: deep(200_000) }), 'KD-4003', 'too deep'],
    ['that is deeper than any resource', () => ({ text: deep(99) }), 'KD-4003', 'too deep'],
    [
      'with a page without end',
      () => bundle(Array.from({ length: 5_001 }, (_, i) => person(`x-${i}`))),
      'KD-4003',
      'page too large',
    ],
    [
      'whose next page is this one',
      () => bundle([], next('Practitioner/_history?_since=1')),
      'KD-4003',
      'pages lead in a ring',
    ],
    ['whose next page is elsewhere', () => bundle([person('x')], foreign), 'KD-4003', 'foreign address'],
    [
      'whose next page is a file',
      () => bundle([], { link: [{ relation: 'next', url: 'file:///etc/passwd' }] }),
      'KD-4003',
      'foreign address',
    ],
    ['that leads elsewhere', () => ({ status: 302, headers: { location: 'https://evil.example/' } }), 'KD-4001', null],
    ['that says nothing', silence, 'KD-4001', null],
    ['that drips', () => drip, 'KD-4001', null],
    ['that breaks off', () => null, 'KD-4001', null],
    ['that breaks off half way', () => half, 'KD-4001', null],
    ['that is down', () => ({ status: 503 }), 'KD-4002', null],
    ['that has enough of us', () => ({ status: 429, headers: { 'retry-after': '-1' } }), 'KD-4002', null],
    ['that takes no token', () => ({ status: 401 }), 'KD-4004', null],
  ])('%s', async (_what, answer, code, detail) => {
    poison(answer);
    const { error } = await desk.run();
    expect(error?.code).toBe(code);
    if (detail !== null) expect(error?.detail).toBe(detail);
    expect(contents()).toBe(good);
    scripted.answers(asGood);
    desk.clock.advance(60_000);
    expect((await desk.run()).error).toBeNull();
    expect(contents()).toBe(good);
  });

  it('whose pages go round', async () => {
    poison(({ path }) => bundle([], next(`Practitioner/_history?page=${path.includes('page=a') ? 'b' : 'a'}`)));
    expect((await desk.run()).error).toEqual({ code: 'KD-4003', detail: 'pages lead in a ring' });
    expect(contents()).toBe(good);
  });

  it('whose pages never end and bring nothing', async () => {
    let pages = 0;
    poison(() => bundle([], next(`Practitioner/_history?page=${++pages}`)));
    expect((await desk.run()).error).toEqual({ code: 'KD-4003', detail: 'pages lead in a ring' });
    expect(pages).toBeLessThan(150);
    expect(contents()).toBe(good);
  });

  it('that repeats old answers', async () => {
    const old = person('p-1', { meta: { versionId: '1', lastUpdated: '2026-05-01T10:00:00Z' }, telecom: [] });
    poison(() => bundle([old]));
    expect((await desk.run()).error).toBeNull();
    expect(contents()).toBe(good);
  });

  it('that repeats an answer of another day', async () => {
    poison(({ path }) =>
      path.includes('_since') ? bundle([], { meta: { lastUpdated: '2026-05-01T10:00:00Z' } }) : { status: 503 },
    );
    expect((await desk.run()).error?.code).toBe('KD-4002');
    expect(contents()).toBe(good);
    scripted.answers(asGood);
    expect((await desk.run()).error).toBeNull();
    expect(desk.count('shadow')).toBe(0);
    expect(desk.field('person', edited, 'phone')).toBe('+79079999999');
  });

  it.each([
    ['has forgotten its history', (): Answer => ({ status: 410 })],
    ['makes a version twice', (): Answer => bundle([person('p-2', { meta: { versionId: '2', lastUpdated: LATER } })])],
    ['lets versions run back', (): Answer => bundle([person('p-2', { meta: { versionId: '1', lastUpdated: LATER } })])],
  ])('that %s and cannot be copied', async (_what, answer) => {
    poison(({ path }) => (path.includes('_since') ? answer() : { text: '{' }));
    expect((await desk.run()).error).toEqual({ code: 'KD-4003', detail: 'not JSON' });
    expect(contents()).toBe(good);
    // A copy under way goes on as soon as it can be had.
    scripted.answers(asGood);
    expect((await desk.run()).error).toBeNull();
    expect(desk.count('person')).toBe(PEOPLE);
    expect(desk.field('person', edited, 'phone')).toBe('+79079999999');
  });

  it('that suddenly has next to nothing', async () => {
    scripted.answers((asked) => {
      if (/^Practitioner\/p-/.test(asked.path)) return { status: 404 };
      return asked.path.includes('_since')
        ? asGood(asked)
        : bundle(asked.path.startsWith('Prac') ? people.slice(0, 3) : []);
    });
    const { error } = await desk.run();
    expect(error).toEqual({ code: 'KD-4010', detail: 'Practitioner: 27 of 30 are gone' });
    expect(contents()).toBe(good);
  });

  it('whose values have the wrong types keeps those that were right, and says which', async () => {
    const before = desk.entities.get('person', desk.idOf('person', 'p-2'));
    poison(() => bundle([person('p-2', { meta: { versionId: '3', lastUpdated: LATER }, name: 'Учебнова' })]));
    expect((await desk.run()).error).toEqual({ code: 'KD-4003', detail: 'person/p-2: name' });
    expect(desk.entities.get('person', desk.idOf('person', 'p-2'))).toEqual(before);
  });

  it('whose clock lies is worked with and that is shown; when it comes back nothing is missed', async () => {
    const ahead = new Date(Date.now() + 400 * 86_400_000);
    const lying = { headers: { date: ahead.toUTCString() } };
    const moved = person('p-2', {
      meta: { versionId: '3', lastUpdated: ahead.toISOString() },
      birthDate: '1971-01-01',
    });
    const one = bundle([moved], { meta: { lastUpdated: ahead.toISOString() } });
    scripted.answers((asked) => ({
      ...(/^Practitioner\/.*_since/.test(asked.path) ? one : (asGood(asked) as Reply)),
      ...lying,
    }));
    const { error, clockSkew } = await desk.run();
    expect(error).toBeNull();
    expect(clockSkew).toBeGreaterThan(399 * 86_400);
    expect(desk.field('person', desk.idOf('person', 'p-2'), 'birthDate')).toBe('1971-01-01');
    // Made while the desk believes itself far in the future.
    const again = person('p-3', { meta: { versionId: '3', lastUpdated: LATER }, birthDate: '1972-02-02' });
    const now = people.map((one) => (one.id === 'p-2' ? moved : one.id === 'p-3' ? again : one));
    scripted.answers((asked) => {
      const found = now.find(({ id }) => asked.path === `Practitioner/${id}`);
      if (found !== undefined) return { json: found };
      return asked.path.startsWith('Practitioner/_history') && !asked.path.includes('_since')
        ? bundle(now)
        : asGood(asked);
    });
    expect(await desk.run()).toMatchObject({ error: null, clockSkew: null });
    expect(desk.field('person', desk.idOf('person', 'p-3'), 'birthDate')).toBe('1972-02-02');
  });
});
