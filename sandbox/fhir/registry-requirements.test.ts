import { validateResource } from '@medplum/core';
import type {
  Bundle,
  CapabilityStatement,
  CapabilityStatementRestResource,
  Provenance,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../electron/core/clock.ts';
import { createFhirRegistry } from '../../electron/core/registry/fhir/adapter.ts';
import { createFhirDictionaries } from '../../electron/core/registry/fhir/code-systems.ts';
import {
  bulletinCommunication,
  communicationOf,
  readCommunication,
} from '../../electron/core/registry/fhir/desks/communications.ts';
import { readComplaint } from '../../electron/core/registry/fhir/outcome.ts';
import { readResource } from '../../electron/core/registry/fhir/read/resource.ts';
import { scriptRegistry } from '../../electron/core/registry/fhir/testing/scripted-registry.ts';
import { readWire } from '../../electron/core/registry/fhir/wire.ts';
import { provenance, task } from '../../electron/core/registry/fhir/write/signed.ts';
import { REMOTE_KINDS } from '../../electron/core/registry/port.ts';
import { readDetachedCms } from '../../electron/core/signing/cms.ts';
import { verifyPinned } from '../../electron/core/signing/pinned.ts';
import { quiet } from '../../electron/core/sync/testing/desk.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { openDeskAt } from '../testing-desk.ts';
import { capabilityStatement } from './capability.ts';
import { loadDefinitions } from './definitions.ts';
import { problemsIn, published, readPublished } from './testing/conformance.ts';

type Json = Record<string, unknown>;

const REQUIRED = readPublished<CapabilityStatement>('CapabilityStatement.json');
const [SERVER] = REQUIRED.rest ?? [];
const never = new AbortController().signal;
/** Parameters that shape an answer; no statement lists them. */
const SHAPING = new Set(['_count', '_sort', '_summary', '_elements', '_since']);

beforeAll(loadDefinitions);

describe('what a registry must offer', () => {
  test('is valid R4, and all of it is what the development registry offers', () => {
    expect(() => validateResource(REQUIRED)).not.toThrow();
    const [offered] = capabilityStatement('b', 'i', { typeHistory: true, transactions: true }).rest ?? [];
    const flat = (rest: typeof SERVER) => [
      ...(rest?.interaction ?? []).map(({ code }) => `${code}`),
      ...(rest?.resource ?? []).flatMap(offers),
    ];
    expect(flat(SERVER).filter((one) => !flat(offered).includes(one))).toEqual([]);
  });

  describe.each([
    ['with transactions and histories', {}],
    ['without either', { transactions: false, typeHistory: false }],
  ])('%s', (_name, settings) => {
    const asked: Asked[] = [];
    let sandbox: Sandbox;
    beforeEach(async () => {
      sandbox = await startSandbox({ people: 40 });
      sandbox.configure(settings);
      const { fetch } = globalThis;
      vi.stubGlobal('fetch', (input: string | URL, init?: RequestInit) => {
        const url = new URL(input);
        const { method = 'GET', body = '', headers } = init ?? {};
        const asking = { method, url, body: String(body), headers: new Headers(headers) };
        if (url.href.startsWith(sandbox.fhir)) asked.push(asking);
        return fetch(input, init);
      });
    });
    afterEach(async () => {
      vi.unstubAllGlobals();
      await sandbox.stop();
    });

    test('a desk asks for nothing else', async () => {
      const desk = openDeskAt(sandbox);
      await desk.run();
      const id = desk.idOf('person', 'pr-000005');
      const phone = desk.field('person', id, 'phone') ?? null;
      const edits = [{ kind: 'person', id, field: 'phone', from: phone, to: '+79001112233' } as const];
      const { requestId } = await desk.handlers.staff.applyEdits({ edits }, desk.editor);
      await desk.approve(requestId);
      expect(await desk.run()).toMatchObject({ error: null });
      expect(desk.state(requestId)).toBe('accepted');
      const parts = {
        fetch: globalThis.fetch,
        endpoints: [sandbox.fhir],
        accessToken: () => sandbox.token('kadrovik'),
        clock: systemClock(),
        log: quiet,
      };
      const [version] = await createFhirDictionaries(parts).versions(never);
      await createFhirDictionaries(parts).read(version?.reference ?? '', never);
      await createFhirRegistry(parts).size(never);
      await desk.sync.dispose();
      const needed = new Set(asked.flatMap((one) => needs(one, new URL(sandbox.fhir).pathname)));
      const named = [
        ...(SERVER?.interaction ?? []).map(({ code }) => code ?? ''),
        ...(SERVER?.resource ?? []).flatMap(offers),
      ];
      expect([...needed].filter((one) => !named.includes(one))).toEqual([]);
      expect(needed.size).toBeGreaterThan(10);
    });
  });
});

/** «Type interaction» and «Type?parameter» of a statement. */
function offers({ type, interaction, searchParam, conditionalCreate }: CapabilityStatementRestResource): string[] {
  return [
    ...(interaction ?? []).map(({ code }) => `${type} ${code}`),
    ...(searchParam ?? []).map(({ name }) => `${type}?${name}`),
    ...(conditionalCreate ? [`${type} if-none-exist`] : []),
  ];
}

interface Write {
  readonly method: string;
  readonly url: string;
  readonly ifNoneExist?: string | undefined;
}

/** The same of what is written, alone or in a transaction, and of its condition. */
function writes({ method, url, ifNoneExist }: Write): string[] {
  const type = url.split('/')[0] ?? '';
  const named = [...new URLSearchParams(ifNoneExist).keys()].map((name) => `${type}?${name}`);
  const condition = ifNoneExist === undefined ? [] : [`${type} if-none-exist`, ...named];
  return [`${type} ${{ POST: 'create', PUT: 'update', DELETE: 'delete' }[method]}`, ...condition];
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly headers: Headers;
}

/** The same of one request. */
function needs({ method, url: { pathname, searchParams }, body, headers }: Asked, base: string): string[] {
  const [type = '', id, history] = pathname.slice(base.length).split('/').filter(Boolean);
  if (type === 'metadata') return [];
  if (type === '') return ['transaction', ...readWire(body).flatMap(({ request }) => writes(request))];
  if (method !== 'GET') return writes({ method, url: type, ifNoneExist: headers.get('if-none-exist') ?? undefined });
  if (id === '_history') return [`${type} history-type`];
  if (history === '_history') return [`${type} history-instance`];
  if (id !== undefined) return [`${type} read`];
  const given = [...searchParams.keys()].filter((name) => !SHAPING.has(name));
  return [`${type} search-type`, ...given.map((name) => `${type}?${name}`)];
}

describe('the examples', () => {
  const examples = new Map(published('examples').map((file) => [file, readPublished<Json>(file)]));

  test.each([...examples])('%s is valid R4 and keeps to the definitions', (_file, example) => {
    expect(() => validateResource(example as unknown as Resource)).not.toThrow();
    expect(problemsIn(example)).toEqual([]);
  });

  test('are read by the desk, one of each kind', () => {
    const kinds = [...examples.values()].flatMap((example) => {
      const read = readResource(example);
      if (read !== null) expect(read.content.state).toBe('present');
      return read === null ? [] : [read.kind];
    });
    expect(kinds.sort()).toEqual([...REMOTE_KINDS].sort());
  });

  test('a page of a history is taken in, the deletion with it', async () => {
    const scripted = await scriptRegistry();
    const page = readPublished<Bundle>('examples/history.json');
    const next = page.link?.find(({ relation }) => relation === 'next');
    if (next !== undefined) next.url = `${scripted.server.base}/Practitioner/_history?page=2`;
    scripted.answers(() => ({ json: page }));
    const [people] = scripted.registry().feeds;
    if (people === undefined) throw new Error('no feeds');
    const { changes, nextPage, cursor } = await scripted.registry().pull(people, null, null, never);
    expect(changes.map(({ content }) => content.state)).toEqual(['present', 'deleted']);
    expect(nextPage).toContain('page=2');
    expect(cursor).toBe(page.meta?.lastUpdated);
    await scripted.server.close();
  });

  test('a request is one that the desk would send', () => {
    const wire = readWire(JSON.stringify(readPublished('examples/request.json')));
    expect(wire.map(({ request }) => `${request.method} ${request.url.split('/')[0]}`)).toEqual([
      'PUT Practitioner',
      'POST PractitionerRole',
      'POST Task',
      'POST Provenance',
    ]);
    const { entry = [] } = readPublished<Bundle>('examples/request.json');
    const [note, approval] = entry.slice(-2);
    const [sent, signed] = [note?.resource as Task, approval?.resource as Provenance];
    const [author, approver] = signed.agent?.map(({ who }) => who?.display ?? '') ?? [];
    const request = {
      id: sent.identifier?.[0]?.value ?? '',
      number: 1,
      elsewhere: false,
      author: author ?? '',
      approver: approver ?? '',
      entities: [],
      asSigned: new Map(),
      canonical: Buffer.from(sent.input?.[0]?.valueBase64Binary ?? '', 'base64'),
      cms: Buffer.from(signed.signature?.[0]?.data ?? '', 'base64'),
      signedAt: signed.recorded ?? '',
    };
    const targets = signed.target?.slice(0, -1).map(({ reference }) => reference ?? '') ?? [];
    const organisation = signed.agent?.[1]?.onBehalfOf?.reference?.split('/')[1] ?? '';
    expect([note, approval]).toEqual([task(request, null), provenance(request, targets, organisation)]);
  });

  test('a message is one that the desk would write, and reads', () => {
    const { id: _, ...example } = readPublished<Json>('examples/message.json');
    const read = readCommunication(JSON.stringify(example));
    expect(read?.kind === 'message' && communicationOf(read)).toEqual(example);
  });

  test('a bulletin is one that the development registry would pass on, and verifies', () => {
    const { id: _, ...example } = readPublished<Json>('examples/bulletin.json');
    const read = readCommunication(JSON.stringify(example));
    if (read?.kind !== 'bulletin') throw new Error('no bulletin');
    const { title } = JSON.parse(Buffer.from(read.content).toString()) as { readonly title: string };
    expect(bulletinCommunication(read, title)).toEqual(example);
    const { signer } = readDetachedCms(read.cms);
    const check = { ...read, signers: [signer.platform.toString()], at: signer.fields.notBefore.value };
    expect(verifyPinned(check)).toMatchObject({ verdict: 'valid' });
  });

  test('a refusal is told in its own words, with the field', () => {
    expect(readComplaint(JSON.stringify(readPublished('examples/refusal.json')))).toEqual({
      code: 'SNILS_DUPLICATE',
      message: 'Работник с таким СНИЛС уже есть в реестре',
      expression: 'Bundle.entry[0].resource.identifier[0].value',
    });
  });
});
