import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Submission, SubmitOutcome } from '../port.ts';
import { page, practitioner, type ScriptedRegistry, scriptRegistry } from './testing/scripted-registry.ts';
import type { Asked, Reply } from './testing/server.ts';

const REQUEST = '019a1b2c-0000-7000-8000-0000000000ff';
const never = new AbortController().signal;

let scripted: ScriptedRegistry;
beforeEach(async () => {
  scripted = await scriptRegistry();
});
afterEach(() => scripted.server.close());

describe('a submission', () => {
  const raw = JSON.stringify({ ...practitioner('a', '4'), telecom: [{ system: 'phone', value: '1' }] });
  const submission: Submission = {
    request: {
      id: REQUEST,
      number: 1,
      elsewhere: false,
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
      asSigned: new Map(),
      canonical: new TextEncoder().encode('{"requestId":"…"}'),
      cms: new Uint8Array([0x30, 0x03, 0x01]),
      signedAt: '2026-11-21T10:00:00.000Z',
    },
    organisationRemoteId: 'org',
    shared: null,
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
          { response: { status: '201 Created', location: `${scripted.server.base}/PractitionerRole/e9/_history/1` } },
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
    scripted.answers(answer);
    const source = scripted.registry();
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
    const sent = JSON.parse(scripted.server.asked.find(({ method }) => method === 'POST')?.body ?? '');
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
    const source = scripted.registry();
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
      const { entry } = JSON.parse(scripted.server.asked.find(({ method }) => method === 'POST')?.body ?? '') as {
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
    scripted.answers(({ path }) => {
      if (path.startsWith('Task?')) return page([{ resource: { resourceType: 'Task', status: 'completed' } }]);
      if (path.startsWith('PractitionerRole?')) return page([{ resource: role }]);
      return { json: practitioner('a', '5') };
    });
    const source = scripted.registry();
    const wire = source.prepare(submission);
    expect(await source.findSubmitted(REQUEST, wire, source.endpoint(), never)).toMatchObject({
      kind: 'accepted',
      changes: [
        { remoteId: 'a', version: '5' },
        { remoteId: 'e9', kind: 'employment' },
      ],
    });
    expect(decodeURIComponent(scripted.server.asked[0]?.path ?? '')).toBe(
      `Task?identifier=urn:kartoteka:fhir:request-id|${REQUEST}`,
    );
    scripted.answers(() => page([]));
    expect(await source.findSubmitted(REQUEST, wire, source.endpoint(), never)).toBeNull();
  });
});
