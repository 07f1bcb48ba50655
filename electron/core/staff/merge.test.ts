import { beforeEach, describe, expect, it } from 'vitest';
import { staff } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { type Filled, fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { view } from './test-staff.ts';

let desk: TestDesk;
let filled: Filled;
let keptId: EntityId;
let mergedId: EntityId;

beforeEach(() => {
  desk = openTestDesk();
  filled = fillClinic(desk, 20);
  [, , keptId = '', mergedId = ''] = filled.people;
  desk.db.prepare('UPDATE division SET head_person_id = NULL').run();
});

const person = (id: EntityId) => desk.entities.get('person', id)?.entity;
const work = (id: EntityId) => desk.entities.list('employment', 'personId', id).map(({ entity }) => entity.id);
const documents = (id: EntityId) =>
  desk.entities
    .list('document', 'personId', id)
    .map(({ entity: { typeCode, series, number } }) => [typeCode, series, number]);
const merge = (take: readonly string[] = [], of = { keptId, mergedId }) =>
  desk.handlers.staff.merge(staff.merge.input.parse({ ...of, take }), desk.editor);
/** Everything of both people, as it stands. */
const everything = () =>
  [keptId, mergedId].map((id) => [
    person(id),
    work(id),
    documents(id),
    desk.entities.list('credential', 'personId', id).map(({ entity }) => entity),
    desk.entities.list('nmo', 'personId', id).map(({ entity }) => entity),
  ]);

describe('two cards made one', () => {
  it('leave one card with the chosen values, all employments, and the records of both', async () => {
    const [kept, merged] = [person(keptId), person(mergedId)];
    const [workOfKept, workOfMerged, both] = [
      work(keptId),
      work(mergedId),
      [...documents(keptId), ...documents(mergedId)],
    ];
    const [divisionId = ''] = filled.divisions.values();
    desk.entities.patch('division', divisionId, { headPersonId: mergedId });
    const { requestId } = await merge(['phone', 'snils']);
    expect(person(mergedId)).toBeUndefined();
    expect(person(keptId)).toEqual({ ...kept, phone: merged?.phone, snils: merged?.snils });
    expect(work(keptId).sort()).toEqual([...workOfKept, ...workOfMerged].sort());
    expect(documents(keptId).sort()).toEqual(both.sort());
    expect(desk.entities.get('division', divisionId)?.entity.headPersonId).toBe(keptId);
    const { rows } = await view(desk, { employed: 'all' });
    expect(rows.map(({ personId }) => personId)).not.toContain(mergedId);
    const { summary, subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(summary.state).toBe('draft');
    expect(subjects.map(({ subjectId }) => subjectId).sort()).toEqual([divisionId, keptId, mergedId].sort());
    const deletion = subjects.find(({ subjectId }) => subjectId === mergedId);
    expect(deletion).toMatchObject({ title: expect.stringContaining(merged?.lastName ?? '') });
    expect(deletion?.entities.map(({ kind, operation }) => [kind, operation])).toEqual([['person', 'delete']]);
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 1, text: '' }, desk.editor);
    expect(entries[0]?.action).toBe('staff.merge');
  });

  it('do not have the same record twice', async () => {
    const [entity] = desk.entities.list('document', 'personId', keptId).map((one) => one.entity);
    if (entity === undefined) throw new Error('No document');
    const before = documents(keptId).length + documents(mergedId).length;
    desk.entities.insert('document', crypto.randomUUID(), { ...entity, personId: mergedId });
    await merge();
    expect(documents(keptId)).toHaveLength(before);
  });

  it('have the files of both, and get their own back with one step', async () => {
    const attach = (kind: string, ownerId: EntityId) => {
      const id = crypto.randomUUID();
      desk.db.exec(`INSERT OR IGNORE INTO attachment_content (sha256, bytes) VALUES ('s', x'00');
        INSERT INTO attachment (id, owner_kind, owner_id, kind, version, added_at)
          VALUES ('${id}', '${kind}', '${ownerId}', 'other', 1, '2026-11-21');
        INSERT INTO attachment_version (attachment_id, version, file_name, search, type, bytes, pages, coarse, sha256,
          added_at, added_by) VALUES ('${id}', 1, 'a.pdf', 'a pdf', 'pdf', 1, 1, 0, 's', '2026-11-21', 'К');`);
      return id;
    };
    const filesOf = async (kind: 'person' | 'document', id: EntityId) =>
      (await desk.handlers.attachments.of({ owners: [{ kind, id }] }, desk.editor)).attachments.map((one) => one.id);
    const document = desk.entities.list('document', 'personId', mergedId)[0]?.entity;
    if (document === undefined) throw new Error('No document');
    const own = attach('person', mergedId);
    const scan = attach('document', document.id);
    const { requestId } = await merge();
    const moved = desk.entities
      .list('document', 'personId', keptId)
      .find(({ entity }) => entity.number === document.number)?.entity;
    expect(await filesOf('person', keptId)).toEqual([own]);
    expect(await filesOf('document', moved?.id ?? '')).toEqual([scan]);

    const third = filled.people.at(-1) ?? '';
    await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    expect(await filesOf('person', keptId)).toEqual([]);
    expect(await filesOf('person', mergedId)).toEqual([own]);
    expect(await filesOf('document', document.id)).toEqual([scan]);

    const again = await merge();
    desk.db.prepare("UPDATE change_request SET state = 'accepted' WHERE id = ?").run(again.requestId);
    await merge([], { keptId: third, mergedId: keptId });
    expect(await filesOf('person', third)).toEqual([own]);
    expect(await filesOf('person', keptId)).toEqual([]);
  });

  it('are two again after one step back, in a request beside the draft that was there', async () => {
    const [other = ''] = filled.people;
    const edit = {
      kind: 'person' as const,
      id: other,
      field: 'email',
      from: person(other)?.email ?? null,
      to: 'a@b.ru',
    };
    const draft = await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor);
    const before = everything();
    const { requestId } = await merge(['phone', 'snils']);
    expect(requestId).not.toBe(draft.requestId);
    expect(everything()).not.toEqual(before);
    await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    expect(everything()).toEqual(before);
    expect(person(other)?.email).toBe('a@b.ru');
    const { rows } = await view(desk, { employed: 'all' });
    expect(rows.map(({ personId }) => personId)).toEqual(expect.arrayContaining([keptId, mergedId]));
  });

  it('wait until what is on its way about either of them is settled', async () => {
    for (const id of [keptId, mergedId]) {
      const edit = { kind: 'person' as const, id, field: 'email', from: person(id)?.email ?? null, to: 'a@b.ru' };
      const { requestId } = await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor);
      const [{ number = 0 } = {}] = (await desk.handlers.changes.list({ states: ['draft'], mine: true }, desk.editor))
        .requests;
      expect(await refusal(() => merge())).toMatchObject({ code: 'KD-3009', params: { id, number, requestId } });
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    }
    await merge();
  });

  it('are two cards that are there', async () => {
    expect((await refusal(() => merge([], { keptId, mergedId: keptId }))).code).toBe('KD-3008');
    await merge();
    expect((await refusal(() => merge())).code).toBe('KD-3008');
    expect(staff.merge.input.safeParse({ keptId, mergedId, take: ['id'] }).success).toBe(false);
  });
});
