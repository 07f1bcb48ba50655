import { describe, expect, it } from 'vitest';
import { history as contract, type HistorySubject } from '#shared/contract/history.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { approve, open, rowOf, settle, type } from '../changes/test-requests.ts';
import { refusal, type TestDesk } from '../test-books.ts';

const person = (id: string): HistorySubject => ({ kind: 'person', id });

async function versionsOf(desk: TestDesk, subject: HistorySubject) {
  return contract.versions.output.parse(await desk.handlers.history.versions(subject, desk.editor));
}

async function plan(desk: TestDesk, subject: HistorySubject, seq: number, who = desk.editor) {
  return contract.planRestore.output.parse(await desk.handlers.history.planRestore({ subject, seq }, who));
}

async function restore(desk: TestDesk, subject: HistorySubject, seq: number, who = desk.editor) {
  const { head } = await plan(desk, subject, seq, who);
  return desk.handlers.history.restore({ subject, seq, head }, who);
}

/** A person whose phone became another one three times, each at its moment. */
async function telephoned() {
  const { desk, people } = open();
  const id = people[0] ?? '';
  const { phone } = await rowOf(desk, id);
  for (const to of ['+79160000001', '+79160000002', '+79160000003']) {
    desk.clock.advance(60_000);
    await type(desk, id, 'phone', to);
  }
  return { desk, id, first: phone, people };
}

const award = (ownerId: string) => ({
  kind: 'award' as const,
  ownerId,
  fields: { name: 'Почётная грамота', number: '15', awardDate: '2025-02-01' },
});

describe('versions', () => {
  it('are what was done, newest first, with the state before all of it', async () => {
    const { desk, id, first } = await telephoned();
    const { versions, origin } = await versionsOf(desk, person(id));
    expect(
      versions.map(({ actor, changes }) => [actor, changes.map(({ field, from, to }) => [field, from, to])]),
    ).toEqual([
      ['Кадрова Анна Сергеевна', [['phone', '+79160000002', '+79160000003']]],
      ['Кадрова Анна Сергеевна', [['phone', '+79160000001', '+79160000002']]],
      ['Кадрова Анна Сергеевна', [['phone', first, '+79160000001']]],
    ]);
    expect(origin).toBe((versions.at(-1)?.seq ?? 0) - 1);
  });

  it('of a person made here have no state before', async () => {
    const { desk, people } = open();
    const { divisionId } = await rowOf(desk, people[0] ?? '');
    const { personId } = await desk.handlers.staff.hire(
      {
        person: {
          ...blank([
            'patronymic',
            'sex',
            'birthDate',
            'snils',
            'inn',
            'citizenshipCode',
            'militaryRelationCode',
            'phone',
            'email',
          ]),
          lastName: 'Новая',
          firstName: 'Анна',
        },
        employment: { ...blank(EMPLOYMENT), divisionId, beginDate: '2026-11-01' },
      } as never,
      desk.editor,
    );
    const { versions, origin } = await versionsOf(desk, person(personId));
    expect(origin).toBeNull();
    expect(versions).toHaveLength(1);
    expect(versions[0]?.changes.map(({ kind, field, to }) => `${kind}.${field} ${String(to)}`)).toEqual(
      expect.arrayContaining(['person.lastName Новая', 'employment.beginDate 2026-11-01']),
    );
  });

  it('stand beside each other: any two of them, or one and now', async () => {
    const { desk, id, first } = await telephoned();
    const { versions, origin } = await versionsOf(desk, person(id));
    const compare = async (from: number, to?: number) =>
      (
        await desk.handlers.history.compare(
          { subject: person(id), from, ...(to === undefined ? {} : { to }) },
          desk.editor,
        )
      ).entities;
    const fields = (from: FieldValue, to: FieldValue) => [
      { kind: 'person', id, operation: 'update', fields: [{ field: 'phone', from, to }] },
    ];
    const [newest, middle, oldest] = versions.map(({ seq }) => seq);
    expect(await compare(origin ?? 0, oldest)).toEqual(fields(first, '+79160000001'));
    expect(await compare(origin ?? 0)).toEqual(fields(first, '+79160000003'));
    expect(await compare(middle ?? 0, newest)).toEqual(fields('+79160000002', '+79160000003'));
    expect(await compare(newest ?? 0)).toEqual([]);
  });

  it('tell of records that came, went and came back', async () => {
    const { desk, people } = open();
    const id = people[0] ?? '';
    const { id: awardId, requestId } = await desk.handlers.staff.addChild(award(id), desk.editor);
    desk.clock.advance(60_000);
    await type(desk, id, 'phone', '+79160000001');
    desk.clock.advance(60_000);
    await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    const { versions, origin } = await versionsOf(desk, person(id));
    const made = versions.at(-1)?.seq ?? 0;
    const between = async (from: number, to: number | undefined) =>
      (
        await desk.handlers.history.compare(
          { subject: person(id), from, ...(to === undefined ? {} : { to }) },
          desk.editor,
        )
      ).entities.map(({ kind, id: of, operation }) => [kind, of, operation]);
    expect(await between(origin ?? 0, made)).toEqual([['award', awardId, 'create']]);
    expect(await between(made, undefined)).toEqual([['award', awardId, 'delete']]);
    expect(await between(origin ?? 0, undefined)).toEqual([]);
  });
});

describe('restoring', () => {
  it('shows first what will change, and writes nothing by that', async () => {
    const { desk, id, first } = await telephoned();
    const { origin } = await versionsOf(desk, person(id));
    const entries = desk.db.prepare('SELECT count(*) FROM journal').pluck();
    const before = entries.get();
    const { changes, refused } = await plan(desk, person(id), origin ?? 0);
    expect(changes).toEqual([
      { kind: 'person', id, operation: 'update', fields: [{ field: 'phone', from: '+79160000003', to: first }] },
    ]);
    expect(refused).toEqual([]);
    expect(entries.get()).toBe(before);
    expect((await rowOf(desk, id)).phone).toBe('+79160000003');
  });

  it('is a change like any other: in a draft, in the journal, and can be taken back', async () => {
    const { desk, id } = await telephoned();
    const { versions } = await versionsOf(desk, person(id));
    const { requestId } = await restore(desk, person(id), versions[2]?.seq ?? 0);
    expect((await rowOf(desk, id)).phone).toBe('+79160000001');
    const request = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(request.subjects[0]?.entities[0]?.fields).toMatchObject([{ field: 'phone', to: '+79160000001' }]);
    expect((await versionsOf(desk, person(id))).versions[0]).toMatchObject({ action: 'history.restore' });
    const { seq } = (await versionsOf(desk, person(id))).versions[1] ?? { seq: 0 };
    await restore(desk, person(id), seq);
    expect((await rowOf(desk, id)).phone).toBe('+79160000003');
  });

  it('takes along only what differs and names what it leaves, each value by itself', async () => {
    const { desk, people } = open();
    const [id = '', other = ''] = people;
    const { snils } = await rowOf(desk, id);
    const edit = (field: 'snils' | 'phone' | 'email', from: FieldValue, to: FieldValue, of = id) =>
      desk.handlers.staff.applyEdits({ edits: [{ kind: 'person', id: of, field, from, to }] }, desk.editor);
    const row = await rowOf(desk, id);
    await edit('phone', row.phone, '+79160000001');
    await edit('snils', snils, '11223344595');
    await edit('snils', (await rowOf(desk, other)).snils, snils, other);
    const { origin } = await versionsOf(desk, person(id));
    const { changes, refused } = await plan(desk, person(id), origin ?? 0);
    expect(changes.map(({ fields }) => fields.map(({ field }) => field))).toEqual([['phone']]);
    expect(refused).toMatchObject([{ kind: 'person', id, field: 'snils', code: 'KD-2105' }]);
    await restore(desk, person(id), origin ?? 0);
    expect(await rowOf(desk, id)).toMatchObject({ phone: row.phone, snils: '11223344595' });
  });

  it('brings records back and takes those away that came later', async () => {
    const { desk, people } = open();
    const id = people[0] ?? '';
    const card = () => desk.handlers.staff.card({ personId: id }, desk.editor);
    const before = await card();
    const [document] = before.documents;
    desk.clock.advance(60_000);
    await desk.handlers.staff.removeChild({ kind: 'document', id: document?.id ?? '' }, desk.editor);
    await desk.handlers.staff.addChild(award(id), desk.editor);
    const { origin } = await versionsOf(desk, person(id));
    expect((await plan(desk, person(id), origin ?? 0)).changes.map(({ kind, operation }) => [kind, operation])).toEqual(
      [
        ['award', 'delete'],
        ['document', 'create'],
      ],
    );
    await restore(desk, person(id), origin ?? 0);
    const after = await card();
    expect(after.documents).toEqual(before.documents);
    expect(after.awards).toEqual(before.awards);
    // Both were only in the draft: nothing is left of it.
    expect(after.requestId).toBeNull();
  });

  it('makes a record anew that the registry has deleted', async () => {
    const { desk, people } = open();
    const id = people[0] ?? '';
    const card = () => desk.handlers.staff.card({ personId: id }, desk.editor);
    const [document] = (await card()).documents;
    const { requestId } = await desk.handlers.staff.removeChild(
      { kind: 'document', id: document?.id ?? '' },
      desk.editor,
    );
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    await approve(desk, requestId);
    settle(desk, requestId, 'accepted');
    const { origin } = await versionsOf(desk, person(id));
    await restore(desk, person(id), origin ?? 0);
    const [again] = (await card()).documents;
    expect(again?.id).not.toBe(document?.id);
    expect({ ...again, id: '' }).toEqual({ ...document, id: '' });
  });

  it('undoes a transfer that is still a draft, and keeps an employment that the registry has', async () => {
    const { desk, people } = open();
    const id = people[0] ?? '';
    const before = await rowOf(desk, id);
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const to =
      nodes.find(({ id: of, liquidationDate }) => of !== before.divisionId && liquidationDate === null)?.id ?? '';
    const transfer = () =>
      desk.handlers.staff.transfer(
        {
          employmentIds: [before.employmentId ?? ''],
          date: '2026-11-01',
          values: { divisionId: to, personnelNumber: '9/9' },
          endReason: 'Перевод',
          endOrder: '1',
          endOrderDate: '2026-10-30',
        } as never,
        desk.editor,
      );
    await transfer();
    const { origin } = await versionsOf(desk, person(id));
    await restore(desk, person(id), origin ?? 0);
    expect(await rowOf(desk, id)).toMatchObject({
      divisionId: before.divisionId,
      endDate: null,
      otherEmployments: before.otherEmployments,
    });

    const { requestId } = await transfer();
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    await approve(desk, requestId);
    settle(desk, requestId, 'accepted');
    const { refused } = await plan(desk, person(id), origin ?? 0);
    expect(refused).toMatchObject([{ kind: 'employment', field: null, code: 'KD-3010' }]);
    await restore(desk, person(id), origin ?? 0);
    expect((await rowOf(desk, id)).otherEmployments).toBe(before.otherEmployments + 1);
  });

  it('is refused when the card has changed since, when it is another clerk’s, and when nothing differs', async () => {
    const { desk, id } = await telephoned();
    const { versions, origin } = await versionsOf(desk, person(id));
    const seq = versions[1]?.seq ?? 0;
    const { head } = await plan(desk, person(id), seq);
    await type(desk, id, 'email', 'new@clinic.example');
    const late = await refusal(() => desk.handlers.history.restore({ subject: person(id), seq, head }, desk.editor));
    expect(late.code).toBe('KD-3001');
    const { refused, changes } = await plan(desk, person(id), origin ?? 0, desk.otherEditor);
    expect(changes).toEqual([]);
    expect(refused.every(({ code }) => code === 'KD-3009')).toBe(true);
    const newest = (await versionsOf(desk, person(id))).versions[0]?.seq ?? 0;
    expect((await refusal(() => restore(desk, person(id), newest))).code).toBe('KD-3002');
  });

  it('is refused before the person was there', async () => {
    const { desk, people } = open();
    const gone = await refusal(() => plan(desk, person('0199d3f2-7c1e-7abc-8def-0123456789ab'), 0));
    expect(gone.code).toBe('KD-3008');
    expect((await plan(desk, person(people[0] ?? ''), 0)).changes).toEqual([]);
  });

  it.each(['division', 'organisation'] as const)('works for the %s', async (kind) => {
    const { desk } = open();
    const id = desk.db.prepare(`SELECT id FROM ${kind} LIMIT 1`).pluck().get() as string;
    const field = kind === 'division' ? 'name' : 'phone';
    const stored = () =>
      Object.entries(desk.entities.get(kind, id)?.entity ?? {}).find(([name]) => name === field)?.[1] as FieldValue;
    const from = stored();
    const to = kind === 'division' ? 'Отделение новое' : '+74951234567';
    desk.db.transaction(() => {
      desk.entities.patch(kind, id, { [field]: to });
      const changes = [{ field, from, to }];
      desk.journal.append({ action: 'test', actorId: null, actorName: 'x', role: 'x', kind, objectId: id, changes });
    })();
    const { origin } = await versionsOf(desk, { kind, id });
    expect(stored()).toBe(to);
    await restore(desk, { kind, id }, origin ?? 0);
    expect(stored()).toBe(from);
  });
});

const EMPLOYMENT = [
  'postCode',
  'positionType',
  'rate',
  'personnelNumber',
  'contractNumber',
  'contractDate',
  'endDate',
  'endReason',
  'endOrder',
  'endOrderDate',
];
const blank = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));
