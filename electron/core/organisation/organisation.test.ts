import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AttachmentKind, type AttachmentOwner, ORGANISATION_DOCUMENTS } from '#shared/contract/attachments.ts';
import { organisation as contract, type OrganisationCard } from '#shared/contract/organisation.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { pdf } from '../attachments/test-files.ts';
import { approve } from '../changes/test-requests.ts';
import { approvingParts, fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { organisationOn } from './extract.ts';

const BUILDING = {
  name: 'Новый корпус',
  addressText: 'г. Учебный, ул. Новая, д. 7',
  buildYear: 2020,
  floorCount: 3,
  hasTrouble: 'no',
  beginDate: '2021-01-01',
};
const SERVICE = { name: 'Первичный приём врача-терапевта', beginDate: '2021-01-01' };

let desk: TestDesk;
let organisationId: string;

beforeEach(() => {
  desk = openTestDesk(approvingParts());
  organisationId = fillClinic(desk, 60).organisationId;
  // What the clinic comes with is not what these tests are about.
  desk.db.exec(
    'DELETE FROM licence; DELETE FROM building; DELETE FROM service; UPDATE division SET building_id = NULL',
  );
});

async function card(): Promise<OrganisationCard> {
  const read = contract.card.output.parse(await desk.handlers.organisation.card({}, desk.editor));
  if (read === null) throw new Error('No organisation');
  return read;
}
async function edit(field: string, to: FieldValue, who = desk.editor) {
  const { organisation } = await card();
  const from = (organisation as Readonly<Record<string, FieldValue>>)[field] ?? null;
  const change = { kind: 'organisation' as const, id: organisationId, field, from, to };
  return (await desk.handlers.organisation.applyEdits({ edits: [change] }, who)).requestId;
}
const add = (kind: 'building' | 'service', fields: Readonly<Record<string, FieldValue>>) =>
  desk.handlers.organisation.add({ kind, fields }, desk.editor);
function insertLicence(values: Readonly<Record<string, FieldValue>>): string {
  const id = v7();
  desk.entities.insert('licence', id, { organisationId, number: 'Л041-01137-98/00369858', ...values });
  return id;
}

describe('the card of the organisation', () => {
  it('is not there before the first exchange', async () => {
    const empty = openTestDesk();
    expect(await empty.handlers.organisation.card({}, empty.editor)).toBeNull();
  });

  it('counts people by the groups of their posts as a walk over the posts does', async () => {
    const { rows } = desk.dictionaries.rows('1.2.643.5.1.13.13.11.1002');
    const parents = new Map(rows.map(({ code, parent }) => [code, parent]));
    const isUnder = (post: string | null, groups: readonly string[]): boolean =>
      post !== null && (groups.includes(post) || isUnder(parents.get(post) ?? null, groups));
    const open = desk.db
      .prepare(`SELECT person_id AS person, post_code AS post FROM employment
        WHERE deleted_at IS NULL AND begin_date <= '2026-11-21' AND (end_date IS NULL OR end_date >= '2026-11-21')`)
      .all() as { person: string; post: string }[];
    const count = (fits: (post: string) => boolean) =>
      new Set(open.filter(({ post }) => fits(post)).map(({ person }) => person)).size;
    const { facts } = await card();
    expect(facts).toMatchObject({
      people: count(() => true),
      doctors: count((post) => isUnder(post, ['10'])),
      nurses: count((post) => isUnder(post, ['143', '546'])),
    });
    expect(facts.doctors).toBeGreaterThan(0);
    expect(facts.nurses).toBeGreaterThan(0);
    expect(facts.people).toBeGreaterThan(facts.doctors + facts.nurses);
  });

  it('counts the divisions open today and the licences in force', async () => {
    const { facts } = await card();
    desk.db.exec(`UPDATE division SET liquidation_date = '2026-11-20' WHERE id = (SELECT min(id) FROM division)`);
    insertLicence({ beginDate: '2020-01-01' });
    insertLicence({ beginDate: '2020-01-01', endDate: '2026-11-20' });
    expect((await card()).facts).toEqual({ ...facts, divisions: facts.divisions - 1, licences: facts.licences + 1 });
  });

  it('says what is missing, and is active as soon as nothing is', async () => {
    const lacking = await card();
    expect(lacking.status).toBe('incomplete');
    const codes = ({ missing }: OrganisationCard) => missing.filter(({ severity }) => severity === 'error');
    expect(codes(lacking).map(({ code }) => code)).toEqual(expect.arrayContaining(['KD-2245', 'KD-2246']));

    insertLicence({ beginDate: '2020-01-01', addressText: BUILDING.addressText });
    await add('building', BUILDING);
    const head = desk.db.prepare('SELECT min(id) FROM person').pluck().get() as string;
    await edit('headPersonId', head);
    const documents = codes(await card()).map(({ field, code }) => [field, code]);
    expect(documents).toEqual(ORGANISATION_DOCUMENTS.map((document) => [document, 'KD-2249']));
    const { organisation, licences } = await card();
    const attach = (owner: AttachmentOwner, kind: AttachmentKind, content: Uint8Array) =>
      desk.handlers.attachments.add({ owner, kind, file: { fileName: `${kind}.pdf`, content } }, desk.editor);
    const content = await pdf();
    const charter = await attach({ kind: 'organisation', id: organisation.id }, 'charter', content);
    await attach({ kind: 'organisation', id: organisation.id }, 'decision', content);
    await attach({ kind: 'licence', id: licences[0]?.id ?? '' }, 'licence', content);
    const whole = await card();
    expect(codes(whole)).toEqual([]);
    expect(whole.status).toBe('active');
    await desk.handlers.attachments.remove({ attachmentId: charter?.id ?? '' }, desk.editor);
    expect(codes(await card()).map(({ field }) => field)).toEqual(['charter']);
    expect(whole.headName).toMatch(/^[А-ЯЁ]\S+ \S+/);
  });
});

describe('requisites', () => {
  it('are refused at the field, and nothing is written', async () => {
    const refused = await refusal(() => edit('inn', '7707083894'));
    expect([refused.code, refused.field]).toEqual(['KD-2111', 'organisation.inn']);
    expect((await card()).changed).toEqual([]);
  });

  it('that only the registry writes are locked', async () => {
    expect((await refusal(() => edit('oid', '1.2.643.5.1.13.13.12.2.77.1'))).code).toBe('KD-2006');
    const licence = insertLicence({ beginDate: '2020-01-01' });
    const change = { kind: 'licence' as const, id: licence, field: 'endDate', from: null, to: '2030-01-01' };
    const refused = await refusal(() => desk.handlers.organisation.applyEdits({ edits: [change] }, desk.editor));
    expect(refused.code).toBe('KD-2005');
  });

  it('travel in a request that is approved and signed before it is queued', async () => {
    const requestId = await edit('phone', '+74957777777');
    const changed = await card();
    expect(changed).toMatchObject({ requestId, requestState: 'draft', organisation: { phone: '+74957777777' } });
    expect(changed.changed).toMatchObject([{ kind: 'organisation', id: organisationId, field: 'phone' }]);
    expect(desk.pending.approved()).toEqual([]);
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    // Neither a draft nor what waits for approval can be sent.
    expect(desk.pending.approved()).toEqual([]);
    const early = await refusal(async () => desk.pending.markSent(requestId, null));
    expect(early.code).toBe('KD-3003');
    expect((await approve(desk, requestId)).state).toBe('queued');
    const [ready] = desk.pending.approved();
    expect(ready?.id).toBe(requestId);
    expect(ready?.cms.length).toBeGreaterThan(0);
  });

  it('are shown to the approver under the name of the organisation, from what to what', async () => {
    const before = (await card()).organisation;
    const requestId = await edit('phone', '+74957777777');
    const { id } = await add('building', BUILDING);
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.approver);
    expect(subjects).toMatchObject([
      {
        subjectKind: 'organisation',
        title: before.nameFull,
        entities: expect.arrayContaining([
          {
            kind: 'organisation',
            id: organisationId,
            operation: 'update',
            fields: [{ field: 'phone', from: before.phone, to: '+74957777777' }],
          },
          expect.objectContaining({ kind: 'building', id, operation: 'create' }),
        ]),
      },
    ]);
  });

  it('of somebody else’s draft are not mixed with mine', async () => {
    await edit('phone', '+74957777777');
    expect((await refusal(() => edit('phone', '+74957777778', desk.otherEditor))).code).toBe('KD-3009');
  });

  it('have a history that names who changed what', async () => {
    const { id, phone } = (await card()).organisation;
    await edit('phone', '+74957777777');
    const { versions } = await desk.handlers.history.versions({ kind: 'organisation', id }, desk.editor);
    expect(versions[0]).toMatchObject({
      actor: 'Кадрова Анна Сергеевна',
      action: 'organisation.edit',
      changes: [{ kind: 'organisation', id, field: 'phone', from: phone, to: '+74957777777' }],
    });
  });
});

describe.each([
  ['building', BUILDING, 'buildings', 'addressText', 'г. Учебный, ул. Новая, д. 9'],
  ['service', SERVICE, 'services', 'comment', 'по записи'],
] as const)('a %s', (kind, fields, list, field, to) => {
  it('is added, edited, sent for approval and taken out again', async () => {
    const { id, requestId } = await add(kind, fields);
    expect((await card())[list]).toMatchObject([{ id, organisationId, ...fields }]);
    const from = (fields as Readonly<Record<string, FieldValue>>)[field] ?? null;
    const choices = await desk.handlers.organisation.buildings({}, desk.editor);
    expect(choices.buildings.map((building) => building.id)).toEqual(kind === 'building' ? [id] : []);
    await desk.handlers.organisation.applyEdits({ edits: [{ kind, id, field, from, to }] }, desk.editor);
    expect((await card())[list]).toMatchObject([{ id, [field]: to }]);
    expect((await desk.handlers.changes.submit({ requestId }, desk.editor)).state).toBe('submitted');
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    await desk.handlers.organisation.remove({ kind, id }, desk.editor);
    expect((await card())[list]).toEqual([]);
    // Others may have seen it when it was submitted: it does not go without a word.
    expect((await desk.handlers.changes.get({ requestId }, desk.editor)).summary.state).toBe('withdrawn');
  });

  it('belongs to the organisation, whatever the call says', async () => {
    const { id } = await add(kind, { ...fields, organisationId: v7() });
    expect((await card())[list]).toMatchObject([{ id, organisationId }]);
    const change = { kind, id, field: 'organisationId', from: organisationId, to: v7() };
    const refused = await refusal(() => desk.handlers.organisation.applyEdits({ edits: [change] }, desk.editor));
    expect(refused.code).toBe('KD-2006');
  });

  it('with a gap stays a draft', async () => {
    const { requestId } = await add(kind, { ...fields, beginDate: null });
    const refused = await refusal(() => desk.handlers.changes.submit({ requestId }, desk.editor));
    expect([refused.code, refused.field]).toEqual(['KD-3007', `${kind}.beginDate`]);
  });
});

describe('a building in which a division works', () => {
  let id: string;
  beforeEach(async () => {
    id = (await add('building', BUILDING)).id;
    desk.db.exec(`UPDATE division SET building_id = '${id}' WHERE id = (SELECT min(id) FROM division)`);
  });

  it('is not taken out', async () => {
    const refused = await refusal(() => desk.handlers.organisation.remove({ kind: 'building', id }, desk.editor));
    expect(refused.code).toBe('KD-2248');
    expect(refused.params?.name).toMatch(/./);
    expect((await card()).buildings).toHaveLength(1);
  });

  it('is not closed by a request', async () => {
    const close = { kind: 'building' as const, id, field: 'liquidationDate', from: null, to: '2026-11-20' };
    const { requestId } = await desk.handlers.organisation.applyEdits({ edits: [close] }, desk.editor);
    const refused = await refusal(() => desk.handlers.changes.submit({ requestId }, desk.editor));
    expect([refused.code, refused.field]).toEqual(['KD-3007', 'building.liquidationDate']);
  });

  it('is warned of while no licence names its address', async () => {
    const warned = async () => (await card()).issues.map(({ code }) => code);
    expect(await warned()).toContain('KD-2241');
    insertLicence({ beginDate: '2020-01-01', addressText: '101000, город Учебный, улица Новая, дом 7' });
    expect(await warned()).not.toContain('KD-2241');
  });
});

describe('another day', () => {
  const DAY_MS = 86_400_000;
  const on = async (onDay: string): Promise<OrganisationCard> => {
    const read = contract.card.output.parse(await desk.handlers.organisation.card({ onDay }, desk.editor));
    if (read === null) throw new Error('No organisation');
    return read;
  };
  const names = ({ buildings, services }: OrganisationCard) => [...buildings, ...services].map(({ name }) => name);

  it('shows requisites as they were, and buildings and services that were taken out or changed since', async () => {
    const { site } = (await card()).organisation;
    const { id } = await add('building', BUILDING);
    desk.clock.advance(DAY_MS);
    await edit('site', 'clinic.example');
    const rename = { kind: 'building' as const, id, field: 'name', from: BUILDING.name, to: 'Корпус Б' };
    await desk.handlers.organisation.applyEdits({ edits: [rename] }, desk.editor);
    await add('service', { ...SERVICE, beginDate: '2026-11-22' });
    const { id: mistake } = await add('service', { ...SERVICE, name: 'Ошибка' });
    await desk.handlers.organisation.remove({ kind: 'service', id: mistake }, desk.editor);
    desk.clock.advance(DAY_MS);
    await desk.handlers.organisation.remove({ kind: 'building', id }, desk.editor);

    const first = await on('2026-11-21');
    expect([first.organisation.site, names(first)]).toEqual([site, [BUILDING.name]]);
    expect(first.buildings).toEqual([expect.objectContaining({ ...BUILDING, id })]);
    expect([first.changed, first.issues, first.missing, first.requestId]).toEqual([[], [], [], null]);
    const second = await on('2026-11-22');
    expect([second.organisation.site, names(second)]).toEqual(['clinic.example', ['Корпус Б', SERVICE.name]]);
    expect(names(await on('2026-11-23'))).toEqual([SERVICE.name]);
    expect(await on('2026-11-23')).toEqual(await card());
    expect((await on('2020-12-31')).buildings).toEqual([]);
    const extract = organisationOn(desk.db, organisationId, '2026-11-22');
    expect([extract?.organisation.site, extract?.buildings.map(({ name }) => name)]).toEqual([
      'clinic.example',
      ['Корпус Б'],
    ]);
  });

  it('counts people, divisions and licences of that day', async () => {
    insertLicence({ beginDate: '2026-01-01', endDate: '2026-06-30' });
    expect((await on('2026-06-30')).facts.licences).toBe(1);
    expect((await on('2025-12-31')).licences).toEqual([]);
    const { facts } = await on('1990-01-01');
    expect([facts.people, facts.licences]).toEqual([0, 0]);
  });
});
