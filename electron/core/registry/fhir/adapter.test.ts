import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Feed } from '../port.ts';
import { page, practitioner, type ScriptedRegistry, scriptRegistry } from './testing/scripted-registry.ts';
import { CAPABLE, type Reply, startScripted } from './testing/server.ts';

const PEOPLE: Feed = { name: 'Practitioner', kinds: ['person'] };
const never = new AbortController().signal;

let scripted: ScriptedRegistry;
beforeEach(async () => {
  scripted = await scriptRegistry();
});
afterEach(() => scripted.server.close());

describe('a pull', () => {
  it('follows the history and ends with the time of its beginning', async () => {
    scripted.answers(({ path }) =>
      path.includes('page=2')
        ? page([{ resource: practitioner('b') }], { meta: { lastUpdated: '2026-05-05T11:00:00Z' } })
        : page([{ resource: practitioner('a') }], {
            meta: { lastUpdated: '2026-05-05T10:00:00Z' },
            total: 2,
            link: [{ relation: 'next', url: `${scripted.server.base}/Practitioner/_history?page=2` }],
          }),
    );
    const source = scripted.registry();
    const first = await source.pull(PEOPLE, '2026-05-01T00:00:00.000Z', null, never);
    expect(scripted.server.asked[1]?.path).toBe(
      `Practitioner/_history?_count=500&_since=${encodeURIComponent('2026-04-30T23:58:00.000Z')}`,
    );
    expect(first).toMatchObject({ total: 2, cursor: '2026-05-05T10:00:00.000Z' });
    const second = await source.pull(PEOPLE, null, first.nextPage, never);
    expect(second).toMatchObject({ nextPage: null, cursor: '2026-05-05T10:00:00.000Z' });
    expect([...first.changes, ...second.changes].map(({ remoteId }) => remoteId)).toEqual(['a', 'b']);
    expect(scripted.server.asked.every(({ headers }) => headers.authorization === 'Bearer first')).toBe(true);
  });

  it('keeps a resource as it was written', async () => {
    const raw = '{"resourceType":"Practitioner", "id":"a","meta":{"versionId":"7"},"x":[1.50,12345678901234567890]}';
    scripted.answers(() => ({ text: `{"resourceType":"Bundle","entry":[{"resource":${raw}}]}` }));
    expect((await scripted.registry().pull(PEOPLE, null, null, never)).changes[0]).toMatchObject({ raw, version: '7' });
  });

  it('reads deletions with their version', async () => {
    scripted.answers(() =>
      page([
        {
          fullUrl: `${scripted.server.base}/Practitioner/a`,
          request: { method: 'DELETE', url: 'Practitioner/a' },
          response: { status: '204', etag: 'W/"3"', lastModified: '2026-05-05T10:00:00Z' },
        },
      ]),
    );
    const source = scripted.registry();
    const [change] = (await source.pull(PEOPLE, null, null, never)).changes;
    expect(change).toMatchObject({ remoteId: 'a', version: '3', content: { state: 'deleted' } });
    expect(source.interpret('person', change?.raw ?? '')).toEqual({ state: 'deleted' });
  });

  it('searches where there is no history', async () => {
    scripted.server.answer = ({ path }) =>
      path === 'metadata' ? { json: { resourceType: 'CapabilityStatement' } } : page([{ resource: practitioner('a') }]);
    await scripted.registry().pull(PEOPLE, '2026-05-01T00:02:00Z', null, never);
    expect(decodeURIComponent(scripted.server.asked[1]?.path ?? '')).toBe(
      'Practitioner?_count=500&_lastUpdated=ge2026-05-01T00:00:00.000Z&_sort=_lastUpdated',
    );
  });

  it('never asks a further page for more than its address says, for pages may be counted', async () => {
    const url = `${scripted.server.base}/Practitioner/_history?_count=100&page=2`;
    scripted.answers(({ path }) =>
      page([{ resource: practitioner('a') }], {
        meta: { lastUpdated: '2026-05-05T10:00:00Z' },
        link: path.includes('page=2') ? [] : [{ relation: 'next', url }],
      }),
    );
    const source = scripted.registry();
    await source.pull(PEOPLE, null, (await source.pull(PEOPLE, null, null, never)).nextPage, never);
    expect(scripted.server.asked.at(-1)?.path).toBe('Practitioner/_history?_count=100&page=2');
  });

  it('begins anew with smaller pages when a further page is too large and cannot be asked for less', async () => {
    scripted.answers(({ path }) =>
      path.includes('token=')
        ? { status: 413 }
        : page([{ resource: practitioner('a') }], {
            meta: { lastUpdated: '2026-05-05T10:00:00Z' },
            link: [{ relation: 'next', url: `${scripted.server.base}/Practitioner/_history?token=z` }],
          }),
    );
    const source = scripted.registry();
    const { nextPage } = await source.pull(PEOPLE, null, null, never);
    const again = await source.pull(PEOPLE, null, nextPage, never);
    expect(again.changes.map(({ remoteId }) => remoteId)).toEqual(['a']);
    expect(scripted.server.asked.slice(1).map(({ path }) => path)).toEqual([
      'Practitioner/_history?_count=500',
      'Practitioner/_history?token=z',
      'Practitioner/_history?_count=250',
    ]);
  });

  it('asks for nothing of a type that the server does not have, and once it has it for everything', async () => {
    scripted.answers(() => page([]));
    const source = scripted.registry();
    const buildings = source.feeds.find(({ kinds }) => kinds.includes('building')) ?? PEOPLE;
    const none = await source.pull(buildings, null, null, never);
    expect(none).toEqual({ changes: [], nextPage: null, cursor: '1970-01-01T00:00:00.000Z', total: 0 });
    expect(scripted.server.asked.map(({ path }) => path)).toEqual(['metadata']);
    scripted.server.answer = ({ path }) =>
      path === 'metadata'
        ? {
            json: { ...CAPABLE, rest: [{ resource: [{ type: 'Location', interaction: [{ code: 'history-type' }] }] }] },
          }
        : page([], { meta: { lastUpdated: '2026-05-05T10:00:00Z' } });
    await scripted.registry().pull(buildings, none.cursor, null, never);
    expect(decodeURIComponent(scripted.server.asked.at(-1)?.path ?? '')).toBe(
      'Location/_history?_count=500&_since=1969-12-31T23:58:00.000Z',
    );
  });

  it('passes over what is none of ours among resources of a mapped type', async () => {
    const note = { resourceType: 'Basic', id: 'a', meta: { versionId: '1' }, code: { text: 'Напоминание' } };
    scripted.server.answer = ({ path }) =>
      path === 'metadata' ? { json: { resourceType: 'CapabilityStatement' } } : page([{ resource: note }]);
    const { changes } = await scripted.registry().pull(PEOPLE, null, null, never);
    expect(changes).toMatchObject([{ remoteId: 'a', content: { state: 'deleted' } }]);
  });

  it('begins anew when the server has forgotten the page', async () => {
    scripted.answers(({ path }) =>
      path.includes('page=2') ? { status: 410 } : page([{ resource: practitioner('a') }]),
    );
    const place = `2026-05-05T10:00:00.000Z ${scripted.server.base}/Practitioner/_history?page=2`;
    expect((await scripted.registry().pull(PEOPLE, null, place, never)).changes).toHaveLength(1);
  });

  it('orders versions by number, else by the registry’s clock', () => {
    const source = scripted.registry();
    const of = (version: string, lastUpdated: string) => ({ version, raw: JSON.stringify({ meta: { lastUpdated } }) });
    expect(source.isOlder(of('9', '2026-02-01T00:00:00Z'), of('10', '2026-01-01T00:00:00Z'))).toBe(true);
    expect(source.isOlder(of('b', '2026-01-01T00:00:00Z'), of('a', '2026-01-01T00:00:00.001Z'))).toBe(true);
    expect(source.isOlder(of('b', '2026-01-01T00:00:00Z'), of('a', '2026-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('a hostile or broken registry', () => {
  const foreign = 'https://evil.example/fhir/Practitioner/_history';
  it.each<[string, Reply, string]>([
    ['a next page elsewhere', page([], { link: [{ relation: 'next', url: foreign }] }), 'KD-4003'],
    [
      'a next page with credentials',
      page([], { link: [{ relation: 'next', url: 'http://a:b@127.0.0.1' }] }),
      'KD-4003',
    ],
    ['a script for a next page', page([], { link: [{ relation: 'next', url: 'javascript:alert(1)' }] }), 'KD-4003'],
    ['no bundle', { json: { resourceType: 'Patient' } }, 'KD-4003'],
    ['no JSON', { text: '<html>Введите пароль сети</html>' }, 'KD-4003'],
    ['wrong types', page([], { total: 'много' }), 'KD-4003'],
    ['an entry of another type', page([{ resource: { resourceType: 'Binary', id: 'a' } }]), 'KD-4003'],
    ['an entry without an id', page([{ resource: { resourceType: 'Practitioner' } }]), 'KD-4003'],
    ['an entry without a version', page([{ resource: { resourceType: 'Practitioner', id: 'a' } }]), 'KD-4003'],
    ['an id that is a path', page([{ resource: { ...practitioner('..'), id: '../../admin' } }]), ''],
    ['bytes that are no text', { text: new Uint8Array([0x7b, 0xff, 0xfe]) }, 'KD-4003'],
    ['an error', { status: 500 }, 'KD-4002'],
    ['a refusal', { status: 403 }, 'KD-4002'],
    ['a redirect', { status: 302, headers: { location: foreign } }, 'KD-4001'],
  ])('with %s', async (_what, reply, code) => {
    scripted.answers(() => reply);
    const pulled = scripted.registry().pull(PEOPLE, null, null, never);
    if (code === '') expect((await pulled).changes[0]?.content).toEqual({ state: 'unreadable', problem: 'id' });
    else await expect(pulled).rejects.toMatchObject({ code });
  });

  it('cannot fill the memory, not even with a small answer', async () => {
    scripted.answers(() => ({ text: `{"resourceType":"Bundle","x":"${' '.repeat(2_000_000)}"}` }));
    const limits = { bytes: 1_000_000, idle: 1000, total: 5000 };
    await expect(scripted.registry({ limits }).pull(PEOPLE, null, null, never)).rejects.toMatchObject({
      code: 'KD-4003',
      params: { detail: 'too large' },
    });
  });

  it('that says nothing is left after a while', async () => {
    scripted.answers(() => undefined);
    const limits = { idle: 50, total: 5000 };
    await expect(scripted.registry({ limits }).pull(PEOPLE, null, null, never)).rejects.toMatchObject({
      code: 'KD-4001',
    });
  });

  it('that drips is left after a while', async () => {
    scripted.answers(() => (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const limits = { idle: 1000, total: 200 };
    await expect(scripted.registry({ limits }).pull(PEOPLE, null, null, never)).rejects.toMatchObject({
      code: 'KD-4001',
    });
  });

  it('that breaks off is not reached', async () => {
    scripted.answers(() => null);
    await expect(scripted.registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({
      code: 'KD-4001',
      params: { host: new URL(scripted.server.base).host },
    });
  });

  it('does not hold a caller who gives up', async () => {
    const stop = new AbortController();
    scripted.answers(() => {
      setImmediate(() => stop.abort());
      return undefined;
    });
    await expect(scripted.registry().pull(PEOPLE, null, null, stop.signal)).rejects.toMatchObject({ code: 'KD-6002' });
  });

  it('may ask for a pause, but not for ever', async () => {
    for (const [asked, seconds] of [
      ['7', 7],
      ['99999999', 3600],
    ] as const) {
      scripted.answers(() => ({ status: 429, headers: { 'retry-after': asked } }));
      await expect(scripted.registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({
        code: 'KD-4002',
        params: { status: 429, retryAfter: seconds },
      });
    }
  });

  it('whose clock is off is worked with, and it is noted once', async () => {
    scripted.answers(() => ({ ...page([]), headers: { date: new Date(Date.now() + 3_600_000).toUTCString() } }));
    const source = scripted.registry();
    await source.pull(PEOPLE, null, null, never);
    await source.pull(PEOPLE, null, null, never);
    expect(scripted.warnings).toHaveLength(1);
    expect(scripted.warnings[0]).toMatchObject({ event: 'registry.clock.skew' });
  });
});

describe('a token', () => {
  it('that is not taken is renewed once', async () => {
    scripted.answers(({ headers }) => (headers.authorization === 'Bearer first' ? { status: 401 } : page([])));
    await scripted.registry().pull(PEOPLE, null, null, never);
    expect(scripted.server.asked.at(-1)?.headers.authorization).toBe('Bearer second');
  });

  it('that is not taken after its renewal needs a person', async () => {
    scripted.answers(() => ({ status: 401 }));
    await expect(scripted.registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4004' });
    expect(scripted.server.asked).toHaveLength(3);
  });

  it('is not sent to another address', async () => {
    const other = await startScripted();
    scripted.answers(() => page([], { link: [{ relation: 'next', url: `${other.base}/Practitioner/_history` }] }));
    await expect(scripted.registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4003' });
    expect(other.asked).toEqual([]);
    await other.close();
  });
});

describe('several addresses', () => {
  it('are tried in order, and the one that answered is kept', async () => {
    const dead = await startScripted();
    await dead.close();
    scripted.answers(() => page([]));
    const source = scripted.registry({ endpoints: [dead.base, scripted.server.base] });
    expect(source.endpoint()).toBe(dead.base);
    await source.pull(PEOPLE, null, null, never);
    expect(source.endpoint()).toBe(scripted.server.base);
    expect(scripted.server.asked).toHaveLength(2);
  });

  it('are all tried for a question, one by one, and the last failure is told', async () => {
    const other = await startScripted();
    scripted.server.answer = () => ({ status: 503 });
    other.answer = () => null;
    const source = scripted.registry({ endpoints: [scripted.server.base, other.base] });
    await expect(source.pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4001' });
    expect([scripted.server.asked.length, other.asked.length]).toEqual([1, 1]);
    await other.close();
  });

  it('but what was begun at one is not sent to another', async () => {
    const other = await startScripted();
    scripted.answers(({ path }) => (path.startsWith('Task?') ? { status: 503 } : page([])));
    other.answer = () => page([]);
    const source = scripted.registry({ endpoints: [scripted.server.base, other.base] });
    const wire = '{"resourceType":"Bundle","entry":[]}';
    const begun = scripted.server.base;
    await expect(source.findSubmitted('r', wire, begun, never)).rejects.toMatchObject({ code: 'KD-4002' });
    expect(other.asked).toEqual([]);
    await other.close();
  });
});
