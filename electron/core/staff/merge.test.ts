import { beforeEach, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { staff } from '#shared/contract/staff.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
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
const edit = (
  kind: 'person' | 'employment' | 'document',
  id: EntityId,
  field: string,
  from: FieldValue,
  to: FieldValue,
) => desk.handlers.staff.applyEdits({ edits: [{ kind, id, field, from, to }] }, desk.editor);
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

  it('stay two until who merges has confirmed it', async () => {
    const before = everything();
    const unproven = {
      ...desk.editor,
      stepUp: () => {
        throw new DeskError('KD-1016');
      },
    };
    const error = await refusal(() => desk.handlers.staff.merge({ keptId, mergedId, take: [] }, unproven));
    expect(error.code).toBe('KD-1016');
    expect(everything()).toEqual(before);
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
      const { requestId } = await edit('person', id, 'email', person(id)?.email ?? null, 'a@b.ru');
      await desk.handlers.changes.submit({ requestId }, desk.editor);
      const { number } = (await desk.handlers.changes.get({ requestId }, desk.editor)).summary;
      expect(await refusal(() => merge())).toMatchObject({ code: 'KD-3009', params: { id, number, requestId } });
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    }
    await merge();
  });

  describe('beside a draft about the card that stays', () => {
    const linesOf = async (requestId: EntityId) =>
      (await desk.handlers.changes.get({ requestId }, desk.editor)).subjects.flatMap(({ entities }) =>
        entities.flatMap(({ id, fields }) => fields.map(({ field, to }) => [id, field, to])),
      );

    it('leave its edits in it; an undo of the merge brings both cards back with them', async () => {
      const [workId = ''] = work(keptId);
      const email = await edit('person', keptId, 'email', person(keptId)?.email ?? null, 'a@b.ru');
      const rate = desk.entities.get('employment', workId)?.entity.rate ?? null;
      await edit('employment', workId, 'rate', rate, 25);
      const [lines, before] = [await linesOf(email.requestId), everything()];
      expect(lines).toHaveLength(2);
      const { requestId } = await merge();
      expect(requestId).not.toBe(email.requestId);
      expect([person(mergedId), person(keptId)?.email]).toEqual([undefined, 'a@b.ru']);
      expect(await linesOf(email.requestId)).toEqual(lines);
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
      expect([everything(), await linesOf(email.requestId)]).toEqual([before, lines]);
    });

    it('keep what they were given when the draft is withdrawn afterwards', async () => {
      const former = person(keptId)?.email ?? null;
      const { requestId } = await edit('person', keptId, 'email', former, 'a@b.ru');
      await merge();
      const works = work(keptId);
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
      expect([person(keptId)?.email, person(mergedId), work(keptId)]).toEqual([former, undefined, works]);
    });

    it('are refused, with the way to it, when values of the other card are to go where it has edits', async () => {
      const { requestId } = await edit('person', keptId, 'email', person(keptId)?.email ?? null, 'a@b.ru');
      const before = everything();
      expect(await refusal(() => merge(['phone']))).toMatchObject({
        code: 'KD-3009',
        params: { id: keptId, requestId },
      });
      expect(everything()).toEqual(before);
    });

    it('are refused when the draft is itself a merge, or makes the card', async () => {
      const first = await merge();
      const third = filled.people.at(-1) ?? '';
      const again = { keptId, mergedId: third };
      expect(await refusal(() => merge([], again))).toMatchObject({
        code: 'KD-3009',
        params: { requestId: first.requestId },
      });
      await desk.handlers.changes.withdraw({ requestId: first.requestId }, desk.editor);
      const { requestId } = await edit('person', keptId, 'email', person(keptId)?.email ?? null, 'a@b.ru');
      desk.db.prepare("UPDATE change_entity SET operation = 'create' WHERE request_id = ?").run(requestId);
      expect(await refusal(() => merge())).toMatchObject({ code: 'KD-3009', params: { id: keptId, requestId } });
    });

    it('are refused when it is somebody else’s, or about the card that goes', async () => {
      const { requestId } = await edit('person', mergedId, 'email', person(mergedId)?.email ?? null, 'a@b.ru');
      expect(await refusal(() => merge())).toMatchObject({ code: 'KD-3009', params: { id: mergedId, requestId } });
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
      const other = await edit('person', keptId, 'email', person(keptId)?.email ?? null, 'a@b.ru');
      desk.db.prepare('UPDATE change_request SET author_id = ? WHERE id = ?').run(crypto.randomUUID(), other.requestId);
      expect(await refusal(() => merge())).toMatchObject({ code: 'KD-3009', params: { requestId: other.requestId } });
    });

    it('have a record of their own where the draft has one like it: it may be withdrawn', async () => {
      const [own] = desk.entities.list('document', 'personId', keptId).map(({ entity }) => entity);
      if (own === undefined) throw new Error('No document');
      const number = '000777';
      desk.entities.insert('document', crypto.randomUUID(), { ...own, number, personId: mergedId });
      const { requestId } = await edit('document', own.id, 'number', own.number, number);
      await merge();
      expect(documents(keptId).filter((one) => one[2] === number)).toHaveLength(2);
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
      expect(documents(keptId).filter((one) => one[2] === number)).toHaveLength(1);
      expect(documents(keptId).filter((one) => one[2] === own.number)).toHaveLength(1);
    });
  });

  it('are two cards that are there', async () => {
    expect((await refusal(() => merge([], { keptId, mergedId: keptId }))).code).toBe('KD-3008');
    await merge();
    expect((await refusal(() => merge())).code).toBe('KD-3008');
    expect(staff.merge.input.safeParse({ keptId, mergedId, take: ['id'] }).success).toBe(false);
  });
});
