import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { Log } from '../../ports.ts';
import type { Feed, Registry, Submission, SubmitOutcome } from '../port.ts';
import { createFhirRegistry } from './adapter.ts';
import type { ClientParts } from './client.ts';
import { type Asked, CAPABLE, type Reply, type Scripted, startScripted } from './testing/server.ts';

const PEOPLE: Feed = { name: 'Practitioner', kinds: ['person'] };
const REQUEST = '019a1b2c-0000-7000-8000-0000000000ff';
const never = new AbortController().signal;

let server: Scripted;
let warnings: { event: string; fields: unknown }[];
let tokens: string[];

beforeEach(async () => {
  server = await startScripted();
  warnings = [];
  tokens = ['first', 'second'];
});
afterEach(() => server.close());

function registry(parts: Partial<ClientParts> = {}): Registry {
  const log: Log = { info: () => {}, error: () => {}, warn: (event, fields) => warnings.push({ event, fields }) };
  return createFhirRegistry({
    fetch,
    endpoints: [server.base],
    accessToken: async (_signal, refused) => tokens[refused === undefined ? 0 : tokens.indexOf(refused) + 1] ?? 'none',
    clock: systemClock(),
    log,
    ...parts,
  });
}

/** Answers the capability statement by itself. */
function answers(answer: (asked: Asked) => ReturnType<Scripted['answer']>): void {
  server.answer = (asked) => (asked.path === 'metadata' ? { json: CAPABLE } : answer(asked));
}

function page(entries: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): Reply {
  return { json: { resourceType: 'Bundle', type: 'history', entry: entries, ...more } };
}

function practitioner(id: string, versionId = '1'): Record<string, unknown> {
  return { resourceType: 'Practitioner', id, meta: { versionId }, name: [{ family: 'Учебнова', given: ['Анна'] }] };
}

describe('a pull', () => {
  it('follows the history and ends with the time of its beginning', async () => {
    answers(({ path }) =>
      path.includes('page=2')
        ? page([{ resource: practitioner('b') }], { meta: { lastUpdated: '2026-05-05T11:00:00Z' } })
        : page([{ resource: practitioner('a') }], {
            meta: { lastUpdated: '2026-05-05T10:00:00Z' },
            total: 2,
            link: [{ relation: 'next', url: `${server.base}/Practitioner/_history?page=2` }],
          }),
    );
    const source = registry();
    const first = await source.pull(PEOPLE, '2026-05-01T00:00:00.000Z', null, never);
    expect(server.asked[1]?.path).toBe(
      `Practitioner/_history?_count=500&_since=${encodeURIComponent('2026-04-30T23:58:00.000Z')}`,
    );
    expect(first).toMatchObject({ total: 2, cursor: '2026-05-05T10:00:00.000Z' });
    const second = await source.pull(PEOPLE, null, first.nextPage, never);
    expect(second).toMatchObject({ nextPage: null, cursor: '2026-05-05T10:00:00.000Z' });
    expect([...first.changes, ...second.changes].map(({ remoteId }) => remoteId)).toEqual(['a', 'b']);
    expect(server.asked.every(({ headers }) => headers.authorization === 'Bearer first')).toBe(true);
  });

  it('keeps a resource as it was written', async () => {
    const raw = '{"resourceType":"Practitioner", "id":"a","meta":{"versionId":"7"},"x":[1.50,12345678901234567890]}';
    answers(() => ({ text: `{"resourceType":"Bundle","entry":[{"resource":${raw}}]}` }));
    expect((await registry().pull(PEOPLE, null, null, never)).changes[0]).toMatchObject({ raw, version: '7' });
  });

  it('reads deletions with their version', async () => {
    answers(() =>
      page([
        {
          fullUrl: `${server.base}/Practitioner/a`,
          request: { method: 'DELETE', url: 'Practitioner/a' },
          response: { status: '204', etag: 'W/"3"', lastModified: '2026-05-05T10:00:00Z' },
        },
      ]),
    );
    const source = registry();
    const [change] = (await source.pull(PEOPLE, null, null, never)).changes;
    expect(change).toMatchObject({ remoteId: 'a', version: '3', content: { state: 'deleted' } });
    expect(source.interpret('person', change?.raw ?? '')).toEqual({ state: 'deleted' });
  });

  it('searches where there is no history', async () => {
    server.answer = ({ path }) =>
      path === 'metadata' ? { json: { resourceType: 'CapabilityStatement' } } : page([{ resource: practitioner('a') }]);
    await registry().pull(PEOPLE, '2026-05-01T00:02:00Z', null, never);
    expect(decodeURIComponent(server.asked[1]?.path ?? '')).toBe(
      'Practitioner?_count=500&_lastUpdated=ge2026-05-01T00:00:00.000Z&_sort=_lastUpdated',
    );
  });

  it('asks for nothing of a type that the server does not have, and once it has it for everything', async () => {
    answers(() => page([]));
    const source = registry();
    const buildings = source.feeds.find(({ kinds }) => kinds.includes('building')) ?? PEOPLE;
    const none = await source.pull(buildings, null, null, never);
    expect(none).toEqual({ changes: [], nextPage: null, cursor: '1970-01-01T00:00:00.000Z', total: 0 });
    expect(server.asked.map(({ path }) => path)).toEqual(['metadata']);
    server.answer = ({ path }) =>
      path === 'metadata'
        ? {
            json: { ...CAPABLE, rest: [{ resource: [{ type: 'Location', interaction: [{ code: 'history-type' }] }] }] },
          }
        : page([], { meta: { lastUpdated: '2026-05-05T10:00:00Z' } });
    await registry().pull(buildings, none.cursor, null, never);
    expect(decodeURIComponent(server.asked.at(-1)?.path ?? '')).toBe(
      'Location/_history?_count=500&_since=1969-12-31T23:58:00.000Z',
    );
  });

  it('passes over what is none of ours among resources of a mapped type', async () => {
    const note = { resourceType: 'Basic', id: 'a', meta: { versionId: '1' }, code: { text: 'Напоминание' } };
    server.answer = ({ path }) =>
      path === 'metadata' ? { json: { resourceType: 'CapabilityStatement' } } : page([{ resource: note }]);
    const { changes } = await registry().pull(PEOPLE, null, null, never);
    expect(changes).toMatchObject([{ remoteId: 'a', content: { state: 'deleted' } }]);
  });

  it('begins anew when the server has forgotten the page', async () => {
    answers(({ path }) => (path.includes('page=2') ? { status: 410 } : page([{ resource: practitioner('a') }])));
    const place = `2026-05-05T10:00:00.000Z ${server.base}/Practitioner/_history?page=2`;
    expect((await registry().pull(PEOPLE, null, place, never)).changes).toHaveLength(1);
  });

  it('orders versions by number, else by the registry’s clock', () => {
    const source = registry();
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
    answers(() => reply);
    const pulled = registry().pull(PEOPLE, null, null, never);
    if (code === '') expect((await pulled).changes[0]?.content).toEqual({ state: 'unreadable', problem: 'id' });
    else await expect(pulled).rejects.toMatchObject({ code });
  });

  it('cannot fill the memory, not even with a small answer', async () => {
    answers(() => ({ text: `{"resourceType":"Bundle","x":"${' '.repeat(2_000_000)}"}` }));
    const limits = { bytes: 1_000_000, idle: 1000, total: 5000 };
    await expect(registry({ limits }).pull(PEOPLE, null, null, never)).rejects.toMatchObject({
      code: 'KD-4003',
      params: { detail: 'too large' },
    });
  });

  it('that says nothing is left after a while', async () => {
    answers(() => undefined);
    const limits = { idle: 50, total: 5000 };
    await expect(registry({ limits }).pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4001' });
  });

  it('that drips is left after a while', async () => {
    answers(() => (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const limits = { idle: 1000, total: 200 };
    await expect(registry({ limits }).pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4001' });
  });

  it('that breaks off is not reached', async () => {
    answers(() => null);
    await expect(registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({
      code: 'KD-4001',
      params: { host: new URL(server.base).host },
    });
  });

  it('does not hold a caller who gives up', async () => {
    const stop = new AbortController();
    answers(() => {
      setImmediate(() => stop.abort());
      return undefined;
    });
    const begun = performance.now();
    await expect(registry().pull(PEOPLE, null, null, stop.signal)).rejects.toMatchObject({ code: 'KD-6002' });
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('may ask for a pause, but not for ever', async () => {
    for (const [asked, seconds] of [
      ['7', 7],
      ['99999999', 3600],
    ] as const) {
      answers(() => ({ status: 429, headers: { 'retry-after': asked } }));
      await expect(registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({
        code: 'KD-4002',
        params: { status: 429, retryAfter: seconds },
      });
    }
  });

  it('whose clock is off is worked with, and it is noted once', async () => {
    answers(() => ({ ...page([]), headers: { date: new Date(Date.now() + 3_600_000).toUTCString() } }));
    const source = registry();
    await source.pull(PEOPLE, null, null, never);
    await source.pull(PEOPLE, null, null, never);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ event: 'registry.clock.skew' });
  });
});

describe('a token', () => {
  it('that is not taken is renewed once', async () => {
    answers(({ headers }) => (headers.authorization === 'Bearer first' ? { status: 401 } : page([])));
    await registry().pull(PEOPLE, null, null, never);
    expect(server.asked.at(-1)?.headers.authorization).toBe('Bearer second');
  });

  it('that is not taken after its renewal needs a person', async () => {
    answers(() => ({ status: 401 }));
    await expect(registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4004' });
    expect(server.asked).toHaveLength(3);
  });

  it('is not sent to another address', async () => {
    const other = await startScripted();
    answers(() => page([], { link: [{ relation: 'next', url: `${other.base}/Practitioner/_history` }] }));
    await expect(registry().pull(PEOPLE, null, null, never)).rejects.toMatchObject({ code: 'KD-4003' });
    expect(other.asked).toEqual([]);
    await other.close();
  });
});

describe('several addresses', () => {
  it('are tried in order, and the one that answered is kept', async () => {
    const dead = await startScripted();
    await dead.close();
    answers(() => page([]));
    const source = registry({ endpoints: [dead.base, server.base] });
    expect(source.endpoint()).toBe(dead.base);
    await source.pull(PEOPLE, null, null, never);
    expect(source.endpoint()).toBe(server.base);
    expect(server.asked).toHaveLength(2);
  });
});

describe('a submission', () => {
  const raw = JSON.stringify({ ...practitioner('a', '4'), telecom: [{ system: 'phone', value: '1' }] });
  const submission: Submission = {
    request: {
      id: REQUEST,
      number: 1,
      author: 'Кадрова А. С.',
      approver: 'Главная М. П.',
      entities: [
        { kind: 'person', id: 'local-a', operation: 'update', fields: [{ field: 'phone', from: '1', to: '2' }] },
        {
          kind: 'employment',
          id: '019a1b2c-0000-7000-8000-000000000002',
          operation: 'create',
          fields: [{ field: 'rate', from: null, to: 50 }],
        },
      ],
      canonical: new TextEncoder().encode('{"requestId":"…"}'),
      cms: new Uint8Array([0x30, 0x03, 0x01]),
      signedAt: '2026-11-21T10:00:00.000Z',
    },
    organisationRemoteId: 'org',
    copyOf: (kind) => (kind === 'person' ? { kind, remoteId: 'a', version: '4', raw } : null),
    remoteIdOf: (kind) => (kind === 'person' ? 'a' : kind === 'division' ? 'd' : null),
    fieldsOf: () => ({ personId: 'local-a' }),
  };

  function ok(versions: readonly string[]): Reply {
    return {
      json: {
        resourceType: 'Bundle',
        type: 'transaction-response',
        entry: [
          { response: { status: '200 OK' }, resource: practitioner('a', versions[0]) },
          { response: { status: '201 Created', location: `${server.base}/PractitionerRole/e9/_history/1` } },
          { response: { status: '201 Created' } },
          { response: { status: '201 Created' } },
        ],
      },
    };
  }
  const role = {
    resourceType: 'PractitionerRole',
    id: 'e9',
    meta: { versionId: '1' },
    practitioner: { reference: 'Practitioner/a' },
  };

  async function submit(
    answer: (asked: Asked) => Reply | null | undefined,
    what: Submission = submission,
  ): Promise<SubmitOutcome> {
    answers(answer);
    const source = registry();
    return source.submit(source.prepare(what), source.endpoint(), never);
  }

  it('is one transaction with guards, the signed bytes and the signature', async () => {
    const outcome = await submit(({ method, path }) =>
      method === 'POST' ? ok(['5']) : { json: path === 'PractitionerRole/e9' ? role : {} },
    );
    expect(outcome).toMatchObject({
      kind: 'accepted',
      changes: [
        { kind: 'person', remoteId: 'a', version: '5' },
        { kind: 'employment', remoteId: 'e9' },
      ],
    });
    const sent = JSON.parse(server.asked.find(({ method }) => method === 'POST')?.body ?? '');
    const [person, employment, task, provenance] = sent.entry;
    expect(person.request).toEqual({ method: 'PUT', url: 'Practitioner/a', ifMatch: 'W/"4"' });
    expect(person.resource).toEqual({ ...JSON.parse(raw), telecom: [{ system: 'phone', value: '2' }] });
    expect(employment).toMatchObject({
      fullUrl: 'urn:uuid:019a1b2c-0000-7000-8000-000000000002',
      request: {
        method: 'POST',
        url: 'PractitionerRole',
        ifNoneExist: `identifier=${encodeURIComponent('urn:kartoteka:fhir:entity-id|019a1b2c-0000-7000-8000-000000000002')}`,
      },
      resource: { practitioner: { reference: 'Practitioner/a' } },
    });
    expect(task).toMatchObject({
      request: {
        method: 'POST',
        ifNoneExist: `identifier=${encodeURIComponent(`urn:kartoteka:fhir:request-id|${REQUEST}`)}`,
      },
      resource: { status: 'completed', identifier: [{ value: REQUEST }] },
    });
    expect(Buffer.from(task.resource.input[0].valueBase64Binary, 'base64').toString()).toBe('{"requestId":"…"}');
    expect(provenance.resource).toMatchObject({
      target: [
        { reference: 'Practitioner/a' },
        { reference: 'urn:uuid:019a1b2c-0000-7000-8000-000000000002' },
        { reference: `urn:uuid:${REQUEST}` },
      ],
      agent: [{}, { who: { display: 'Главная М. П.' }, onBehalfOf: { reference: 'Organization/org' } }],
      signature: [{ sigFormat: 'application/pkcs7-signature', data: 'MAMB' }],
    });
  });

  it('is the same text every time it is prepared', () => {
    const source = registry();
    expect(source.prepare(submission)).toBe(source.prepare(submission));
  });

  const complaint = (issue: object): Reply['json'] => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', ...issue }],
  });

  it('refused by a rule is told in the registry’s words with the element at fault', async () => {
    const json = complaint({
      code: 'business-rule',
      details: { coding: [{ code: 'SNILS_DUPLICATE' }], text: 'Такой СНИЛС уже есть' },
      expression: ['Bundle.entry[0].resource.identifier[1].value'],
    });
    expect(await submit(() => ({ status: 422, json }))).toEqual({
      kind: 'refused',
      code: 'SNILS_DUPLICATE',
      message: 'Такой СНИЛС уже есть',
      field: 'Practitioner.identifier[1].value',
    });
  });

  it('met by a newer version is a conflict that brings it', async () => {
    const outcome = await submit(({ method }) =>
      method === 'POST' ? { status: 412, json: complaint({ code: 'conflict' }) } : { json: practitioner('a', '6') },
    );
    expect(outcome).toMatchObject({ kind: 'conflict', changes: [{ remoteId: 'a', version: '6' }] });
  });

  describe('that deletes', () => {
    const deleting: Submission = {
      ...submission,
      request: {
        ...submission.request,
        entities: [
          { kind: 'person', id: 'local-a', operation: 'delete', fields: [{ field: 'phone', from: '1', to: null }] },
        ],
      },
    };
    it('names the version it means, and nothing that goes is a target of the approval', async () => {
      const outcome = await submit(
        ({ method }) =>
          method === 'POST'
            ? {
                json: {
                  resourceType: 'Bundle',
                  type: 'transaction-response',
                  entry: [
                    { response: { status: '204' } },
                    { response: { status: '201' } },
                    { response: { status: '201' } },
                  ],
                },
              }
            : { status: 410 },
        deleting,
      );
      expect(outcome).toMatchObject({ kind: 'accepted', changes: [{ remoteId: 'a', content: { state: 'deleted' } }] });
      const { entry } = JSON.parse(server.asked.find(({ method }) => method === 'POST')?.body ?? '') as {
        entry: Record<string, object>[];
      };
      expect(entry[0]).toEqual({ request: { method: 'DELETE', url: 'Practitioner/a', ifMatch: 'W/"4"' } });
      expect(entry.at(-1)).toMatchObject({ resource: { target: [{ reference: `urn:uuid:${REQUEST}` }] } });
    });

    it('what was changed meanwhile is a conflict that brings the change', async () => {
      const outcome = await submit(
        ({ method }) =>
          method === 'POST' ? { status: 412, json: complaint({ code: 'conflict' }) } : { json: practitioner('a', '6') },
        deleting,
      );
      expect(outcome).toMatchObject({ kind: 'conflict', changes: [{ remoteId: 'a', version: '6' }] });
    });
  });

  it('met by a deletion is a conflict with a tombstone', async () => {
    const outcome = await submit(({ method }) =>
      method === 'POST' ? { status: 409, json: complaint({ code: 'conflict' }) } : { status: 410 },
    );
    expect(outcome).toMatchObject({ kind: 'conflict', changes: [{ remoteId: 'a', content: { state: 'deleted' } }] });
  });

  it('whose guards hold although it is called a conflict is refused', async () => {
    const json = complaint({ code: 'multiple-matches', diagnostics: 'ifNoneExist' });
    const outcome = await submit(({ method }) =>
      method === 'POST' ? { status: 412, json } : { json: practitioner('a', '4') },
    );
    expect(outcome).toEqual({ kind: 'refused', code: 'multiple-matches', message: 'ifNoneExist', field: null });
  });

  it.each([403, 404, 405])('that is not let in (%d) is no verdict on the request', async (status) => {
    await expect(submit(() => ({ status, json: complaint({ code: 'forbidden' }) }))).rejects.toMatchObject({
      code: 'KD-4002',
      params: { status },
    });
  });

  it('with an unreadable answer is not taken for accepted', async () => {
    await expect(submit(() => ({ text: '{"resourceType":"Bundle"' }))).rejects.toMatchObject({ code: 'KD-4003' });
    await expect(submit(() => page([]))).rejects.toMatchObject({ code: 'KD-4003' });
  });

  it('is looked up by its own identifier', async () => {
    answers(({ path }) => {
      if (path.startsWith('Task?')) return page([{ resource: { resourceType: 'Task', status: 'completed' } }]);
      if (path.startsWith('PractitionerRole?')) return page([{ resource: role }]);
      return { json: practitioner('a', '5') };
    });
    const source = registry();
    const wire = source.prepare(submission);
    expect(await source.findSubmitted(REQUEST, wire, source.endpoint(), never)).toMatchObject({
      kind: 'accepted',
      changes: [
        { remoteId: 'a', version: '5' },
        { remoteId: 'e9', kind: 'employment' },
      ],
    });
    expect(decodeURIComponent(server.asked[0]?.path ?? '')).toBe(
      `Task?identifier=urn:kartoteka:fhir:request-id|${REQUEST}`,
    );
    answers(() => page([]));
    expect(await source.findSubmitted(REQUEST, wire, source.endpoint(), never)).toBeNull();
  });
});
