import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { columnsOf, mapRows } from '../../dictionaries/mapping.ts';
import { createFhirDictionaries } from './code-systems.ts';
import { conceptTable } from './concepts.ts';
import { type Reply, type Scripted, startScripted } from './testing/server.ts';

const never = new AbortController().signal;
let server: Scripted;

beforeEach(async () => {
  server = await startScripted();
});
afterEach(() => server.close());

const registry = () =>
  createFhirDictionaries({
    fetch,
    endpoints: [server.base],
    accessToken: async () => 'token',
    clock: systemClock(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });

const posts = {
  resourceType: 'CodeSystem',
  id: 'posts-9-7',
  url: 'urn:oid:1.2.643.5.1.13.13.11.1002',
  version: '9.7',
  title: 'Должности',
  status: 'active',
  content: 'complete',
  date: '2026-10-01T10:00:00+03:00',
};

function bundle(resources: readonly unknown[], next?: string): Reply {
  const link = next === undefined ? [] : [{ relation: 'next', url: next }];
  return {
    json: { resourceType: 'Bundle', type: 'searchset', link, entry: resources.map((resource) => ({ resource })) },
  };
}

describe('dictionaries of a FHIR registry', () => {
  it('are listed page by page: whole ones that have an OID and a version', async () => {
    const { url: _, ...byIdentifier } = { ...posts, id: 'sex', version: '2.1' };
    server.answer = ({ path }) =>
      path.includes('page=2')
        ? bundle([{ ...byIdentifier, identifier: [{ value: 'urn:oid:1.2.643.5.1.13.13.11.1040' }] }])
        : bundle(
            [
              posts,
              { ...posts, id: 'draft', status: 'draft' },
              { ...posts, id: 'part', content: 'fragment' },
              { ...posts, id: 'unnamed', version: undefined },
              { ...posts, id: 'own', url: 'https://clinic.example/posts' },
              { resourceType: 'OperationOutcome', issue: [] },
            ],
            `${server.base}/CodeSystem?page=2`,
          );
    expect(await registry().versions(never)).toEqual([
      {
        oid: '1.2.643.5.1.13.13.11.1002',
        name: 'Должности',
        version: '9.7',
        publishedOn: '2026-10-01',
        reference: 'posts-9-7',
      },
      expect.objectContaining({ oid: '1.2.643.5.1.13.13.11.1040', reference: 'sex' }),
    ]);
  });

  it('are read as a file would be: groups, closing days, parents and columns of their own', async () => {
    const property = [
      { code: 'closed', uri: 'http://hl7.org/fhir/concept-properties#deprecationDate', type: 'dateTime' },
      { code: 'off', uri: 'http://hl7.org/fhir/concept-properties#inactive', type: 'boolean' },
    ];
    const concept = [
      {
        code: '12',
        display: 'Врачи-специалисты',
        property: [{ code: 'notSelectable', valueBoolean: true }],
        concept: [{ code: '122', display: 'Врач-хирург', property: [{ code: 'FORM_30', valueString: '114' }] }],
      },
      {
        code: '14',
        display: 'Врач цехового участка',
        property: [
          { code: 'parent', valueCode: '12' },
          { code: 'closed', valueDateTime: '2023-09-01' },
        ],
      },
      { code: '15', display: 'Прежняя', property: [{ code: 'off', valueBoolean: true }] },
    ];
    server.answer = () => ({ json: { ...posts, property, concept } });
    const { table, sha256 } = await registry().read('posts-9-7', never);
    expect(server.asked[0]?.path).toBe('CodeSystem/posts-9-7');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(table.passport).toMatchObject({ oid: '1.2.643.5.1.13.13.11.1002', version: '9.7' });
    const around = { publishedOn: '2026-10-01', wasGroup: () => undefined };
    expect(mapRows(table, columnsOf(table.columns), around)).toEqual({
      problems: [],
      rows: [
        { code: '12', name: 'Врачи-специалисты', parent: null, group: true, closedOn: null },
        { code: '122', name: 'Врач-хирург', parent: '12', group: false, closedOn: null, extra: { FORM_30: '114' } },
        { code: '14', name: 'Врач цехового участка', parent: '12', group: false, closedOn: '2023-09-01' },
        { code: '15', name: 'Прежняя', parent: null, group: false, closedOn: '2026-10-01' },
      ],
    });
  });

  it.each<[string, Reply, string]>([
    ['no bundle', { json: { resourceType: 'Patient' } }, 'KD-4003'],
    ['no JSON', { text: '<html>' }, 'KD-4003'],
    ['a next page elsewhere', bundle([], 'https://evil.example/CodeSystem'), 'KD-4003'],
    ['a refusal', { status: 403 }, 'KD-4002'],
  ])('answering with %s are refused', async (_what, reply, code) => {
    server.answer = () => reply;
    await expect(registry().versions(never)).rejects.toMatchObject({ code });
  });

  it('that lead in a circle end', async () => {
    server.answer = () => bundle([posts], `${server.base}/CodeSystem?again`);
    expect((await registry().versions(never)).length).toBeLessThan(200);
  });

  it('that are not reached say so', async () => {
    server.answer = () => null;
    await expect(registry().versions(never)).rejects.toMatchObject({ code: 'KD-4001' });
    await expect(registry().read('posts-9-7', never)).rejects.toMatchObject({ code: 'KD-4001' });
  });

  it('of wrong types and without end are refused', () => {
    expect(() => conceptTable({ concept: [{ code: 7 }] })).toThrow(expect.objectContaining({ code: 'KD-4003' }));
    let nested: object = { code: '1' };
    for (let depth = 0; depth < 5000; depth++) nested = { code: '1', concept: [nested] };
    expect(() => conceptTable({ concept: [nested] })).toThrow(expect.objectContaining({ code: 'KD-6202' }));
  });
});
