import { describe, expect, it } from 'vitest';
import { type FieldEdit, staff } from '#shared/contract/staff.ts';
import { maskSnils } from '#shared/rules/snils.ts';
import { fillClinic, inRole, openTestDesk, refusal } from '../test-books.ts';
import { edit, first, lastName, view } from './test-staff.ts';

describe('a СНИЛС', () => {
  it.each(['viewer', 'administrator'] as const)(
    'is in lists, on the card, in the journal, in versions and in requests of a %s by its end, found whole and shown by an act',
    async (role) => {
      const desk = openTestDesk();
      fillClinic(desk, 40);
      const who = inRole(desk.editor, role);
      const { snils, personId } = first((await view(desk)).rows);
      const masked = maskSnils(snils ?? '');
      expect([snils, masked]).toEqual([expect.stringMatching(/^\d{11}$/), expect.stringMatching(/^\*.+\*\d\d \d\d$/)]);
      const found = await view(desk, { text: snils ?? '' }, 'snils', false, who);
      expect(found.rows).toMatchObject([{ personId, snils: masked }]);
      const page = await desk.handlers.staff.rows({ viewId: found.viewId, offset: 0, limit: 10 }, who);
      const again = await desk.handlers.staff.rowsOf({ personIds: [personId] }, who);
      expect([page.rows, again.rows]).toMatchObject([[{ snils: masked }], [{ snils: masked }]]);
      const edit = { kind: 'person' as const, id: personId, field: 'snils', from: snils, to: '11223344595' };
      const { requestId } = await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor);
      const card = () => desk.handlers.staff.card({ personId }, who);
      const seen = { from: masked, to: maskSnils('11223344595') };
      expect(await card()).toMatchObject({ person: { snils: seen.to }, changed: [{ from: masked }] });
      expect((await desk.handlers.changes.get({ requestId }, who)).subjects[0]?.entities[0]?.fields).toMatchObject([
        seen,
      ]);
      const subject = { kind: 'person' as const, id: personId };
      const { versions, origin } = await desk.handlers.history.versions(subject, who);
      expect(versions[0]?.changes).toMatchObject([seen]);
      const { entities } = await desk.handlers.history.compare({ subject, from: origin ?? 0 }, who);
      expect(entities[0]?.fields).toMatchObject([seen]);
      const journal = async () =>
        (await desk.handlers.journal.list({ before: null, limit: 1, text: '' }, who)).entries[0];
      expect(await journal()).toMatchObject({ field: 'person.snils', ...seen });
      expect(await desk.handlers.staff.showSnils({ personId }, who)).toEqual({ snils: '11223344595' });
      expect(await journal()).toMatchObject({ action: 'staff.showSnils', object: personId, actor: who.user?.name });
    },
  );

  it('is whole for who writes and who decides', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const { snils } = first((await view(desk, {}, 'lastName', false, desk.approver)).rows);
    expect(snils).toMatch(/^\d{11}$/);
    const { personId } = first((await view(desk)).rows);
    for (const who of [desk.editor, desk.approver]) {
      expect((await desk.handlers.staff.card({ personId }, who)).person.snils).toMatch(/^\d{11}$/);
    }
  });
});

describe('edits', () => {
  it('are on disk, in a draft, in the journal and in the grid', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk)).rows);
    const done = await edit(desk, [lastName(row, '  Яковлева-Тест ')]);
    expect(done.rows).toMatchObject([
      { lastName: 'Яковлева-Тест', changed: ['person.lastName'], requestState: 'draft' },
    ]);
    const request = await desk.handlers.changes.get({ requestId: done.requestId }, desk.editor);
    expect(request.summary).toMatchObject({ state: 'draft', people: 1, fields: 1, author: 'Кадрова Анна Сергеевна' });
    expect(request.subjects[0]?.entities).toEqual([
      {
        kind: 'person',
        id: row.personId,
        operation: 'update',
        fields: [{ field: 'lastName', from: row.lastName, to: 'Яковлева-Тест' }],
      },
    ]);
    const person = { kind: 'person' as const, id: row.personId };
    const { versions } = await desk.handlers.history.versions(person, desk.editor);
    expect(versions[0]).toMatchObject({
      actor: 'Кадрова Анна Сергеевна',
      action: 'staff.edit',
      changes: [{ ...person, field: 'lastName', from: row.lastName, to: 'Яковлева-Тест' }],
    });
    expect((await view(desk, { text: 'яковлева тест' })).rows.map(({ personId }) => personId)).toEqual([row.personId]);
    expect(desk.events.map(({ name, body }) => [name, body])).toEqual([
      ['data.changed', { kind: 'person', ids: [row.personId] }],
      ['data.changed', { kind: 'request', ids: [done.requestId] }],
      ['edits.changed', { sheet: 'staff', undo: 1, redo: 0 }],
    ]);
  });

  it('are all refused when one is, and nothing is left of them', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const [one, two] = (await view(desk)).rows;
    if (one === undefined || two === undefined) throw new Error('Two rows needed');
    const bad: FieldEdit = { kind: 'person', id: two.personId, field: 'snils', from: two.snils, to: '112-233-445 96' };
    const error = await refusal(() => edit(desk, [lastName(one, 'Другова'), bad]));
    expect(error).toMatchObject({ code: 'KD-2104', field: 'person.snils', params: { id: two.personId } });
    expect((await view(desk, { only: 'changed' })).total).toBe(0);
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
    expect((await desk.handlers.journal.list({ before: null, limit: 10, text: '' }, desk.editor)).total).toBe(0);
  });

  it('never overwrite what their author did not see', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk)).rows);
    await edit(desk, [lastName(row, 'Первая')]);
    const error = await refusal(() => edit(desk, [lastName(row, 'Вторая')]));
    expect(error).toMatchObject({ code: 'KD-3001', field: 'person.lastName' });
    expect(error.params?.name).toContain('Первая');
  });

  it('are normalised and checked again here, whoever sent them', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk, { employed: 'open' })).rows);
    const person = { kind: 'person' as const, id: row.personId };
    const employment = { kind: 'employment' as const, id: row.employmentId ?? '' };
    const done = await edit(desk, [
      { ...person, field: 'phone', from: row.phone, to: '8 (916) 123-45-67' },
      { ...person, field: 'birthDate', from: row.birthDate, to: '05.05.1980' },
      { ...employment, field: 'rate', from: row.rate, to: '0,25' },
      { ...employment, field: 'personnelNumber', from: row.personnelNumber, to: ' 77/1 ' },
    ]);
    expect(done.rows[0]).toMatchObject({
      phone: '+79161234567',
      birthDate: '1980-05-05',
      rate: 25,
      personnelNumber: '77/1',
    });

    const stranger = '0199d3f2-7c1e-7abc-8def-0123456789ab';
    const refusals: readonly (readonly [FieldEdit, string])[] = [
      [{ ...person, field: 'salary', from: null, to: '1' }, 'KD-2005'],
      [{ ...person, field: '__proto__', from: null, to: '1' }, 'KD-2005'],
      [{ kind: 'organisation', id: stranger, field: 'nameFull', from: null, to: 'x' }, 'KD-2005'],
      [{ ...employment, field: 'personId', from: row.personId, to: stranger }, 'KD-2006'],
      [{ ...employment, field: 'divisionId', from: row.divisionId, to: stranger }, 'KD-2004'],
      [{ ...employment, field: 'postCode', from: row.postCode, to: '12' }, 'KD-2204'],
      [{ ...employment, field: 'postCode', from: row.postCode, to: '70' }, 'KD-2004'],
      [{ ...person, id: stranger, field: 'phone', from: null, to: null }, 'KD-3008'],
      [{ ...person, field: 'lastName', from: row.lastName, to: '' }, 'KD-2001'],
    ];
    for (const [one, code] of refusals) expect((await refusal(() => edit(desk, [one]))).code).toBe(code);
  });

  it('give a СНИЛС to one person only, and tell whose it is', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const [one, two] = (await view(desk)).rows;
    if (one === undefined || two === undefined) throw new Error('Two rows needed');
    const take: FieldEdit = { kind: 'person', id: one.personId, field: 'snils', from: one.snils, to: two.snils };
    const error = await refusal(() => edit(desk, [take]));
    expect(error.code).toBe('KD-2105');
    expect(error.params?.name).toContain(two.lastName);
    // Exchanged in one step they are fine: what counts is how it ends.
    await edit(desk, [take, { kind: 'person', id: two.personId, field: 'snils', from: two.snils, to: one.snils }]);
    expect((await view(desk, { only: 'errors' })).total).toBe(0);
  });

  it('back and forth leave nothing', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk)).rows);
    await edit(desk, [lastName(row, 'Другая')]);
    const [changed] = (await desk.handlers.staff.rowsOf({ personIds: [row.personId] }, desk.editor)).rows;
    const back = await edit(desk, [lastName(first(changed ? [changed] : []), row.lastName)]);
    expect(back.rows).toMatchObject([{ changed: [], requestState: null }]);
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
    // A value typed over itself is no change, and no request is made for it.
    const same = await edit(desk, [lastName(row, `${row.lastName} `)]);
    expect(same.rows).toMatchObject([{ changed: [] }]);
  });

  it('of two thousand people are one step', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 2000);
    const rows = [people.slice(0, 1000), people.slice(1000)].map(
      async (personIds) => (await desk.handlers.staff.rowsOf({ personIds: [...personIds] }, desk.editor)).rows,
    );
    const edits = (await Promise.all(rows)).flat().map((row) => lastName(row, 'Вставкина'));
    const { requestId, later } = await edit(desk, edits);
    expect(later).toHaveLength(2000);
    desk.catchUp();
    expect((await desk.handlers.changes.get({ requestId }, desk.editor)).summary).toMatchObject({
      people: 2000,
      fields: 2000,
    });
    expect((await view(desk, { text: 'вставк' })).total).toBe(2000);
    expect(desk.events[0]?.body).toEqual({ kind: 'person', ids: people });
  });
});

describe('hiring and dismissal', () => {
  const person = {
    lastName: 'Новикова',
    firstName: 'Анна',
    patronymic: 'Петровна',
    sex: '2',
    birthDate: '1990-01-01',
    snils: '112-233-445 95',
    inn: null,
    citizenshipCode: '1',
    countryCode: null,
    militaryRelationCode: null,
    phone: null,
    email: null,
    isMedical: null,
    isPharmaceutical: null,
    isStudent: null,
    deathDate: null,
  };
  const employment = {
    postCode: '122',
    positionType: '1',
    rate: 100,
    personnelNumber: '77',
    contractNumber: '1',
    contractDate: '2026-11-20',
    beginDate: '2026-11-20',
    endDate: null,
    endReason: null,
    endOrder: null,
    endOrderDate: null,
    fileNumber: null,
    specialtyCode: null,
    seniorityMonths: null,
    targeted: null,
  };

  it('makes a person with a contract, in the grid at once and in a request', async () => {
    const desk = openTestDesk();
    const { divisions } = fillClinic(desk, 40);
    const [divisionId = ''] = divisions.values();
    const input = staff.hire.input.parse({ person, employment: { ...employment, divisionId } });
    const { personId, requestId } = staff.hire.output.parse(await desk.handlers.staff.hire(input, desk.editor));
    const card = staff.card.output.parse(await desk.handlers.staff.card({ personId }, desk.editor));
    expect(card).toMatchObject({
      person: { lastName: 'Новикова', snils: '11223344595' },
      employments: [{ personnelNumber: '77', divisionId }],
      requestId,
      requestState: 'draft',
      issues: [],
    });
    expect(card.changed).toContainEqual({ kind: 'person', id: personId, field: 'snils', from: null });
    const { versions } = await desk.handlers.history.versions({ kind: 'person', id: personId }, desk.editor);
    expect(versions.map(({ action }) => action)).toEqual(['staff.hire']);
    expect((await view(desk, { text: 'новик анн' })).total).toBe(1);
    expect((await desk.handlers.changes.submit({ requestId }, desk.editor)).state).toBe('submitted');

    const twin = await refusal(() => desk.handlers.staff.hire(input, desk.editor));
    expect(twin).toMatchObject({ code: 'KD-2105', params: { name: 'Новикова Анна Петровна' } });
    const nowhere = {
      ...input,
      person: { ...person, snils: null },
      employment: { ...input.employment, divisionId: personId },
    };
    expect((await refusal(() => desk.handlers.staff.hire(nowhere, desk.editor))).code).toBe('KD-2004');
    const group = { person: { ...person, snils: null }, employment: { ...input.employment, postCode: '12' } };
    expect((await refusal(() => desk.handlers.staff.hire(group, desk.editor))).code).toBe('KD-2204');
    expect((await view(desk, { text: 'новик анн' })).total).toBe(1);
  });

  it('warns of people who may be the same', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 40);
    const known = desk.entities.get('person', people[3] ?? '')?.entity;
    if (known === undefined) throw new Error('No person');
    const { snils, lastName, firstName, birthDate } = known;
    const find = async (sought: Partial<typeof known>) =>
      staff.findDuplicates.output
        .parse(
          await desk.handlers.staff.findDuplicates(
            { snils: null, lastName: '', firstName: '', birthDate: null, ...sought },
            desk.editor,
          ),
        )
        .people.map(({ personId, reason }) => [personId, reason]);
    expect(await find({ snils: `${snils?.slice(0, 3)}-${snils?.slice(3)}` })).toEqual([[known.id, 'snils']]);
    expect(await find({ lastName: lastName.toUpperCase().replace('Ё', 'Е'), firstName, birthDate })).toEqual([
      [known.id, 'name'],
    ]);
    expect(await find({ lastName, firstName, birthDate: '1901-01-01' })).toEqual([]);
    expect(await find({ snils, lastName, firstName, birthDate })).toEqual([[known.id, 'snils']]);
    expect(await find({ lastName, firstName: '' })).toEqual([]);
  });

  it('gives more work to somebody who is there, also after a dismissal', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 6);
    const personId = people[4] ?? '';
    const [first] = desk.entities.list('employment', 'personId', personId).map(({ entity }) => entity);
    if (first === undefined) throw new Error('No employment');
    const { id: _, personId: __, ...work } = first;
    const employment = { ...work, positionType: '2', rate: 50, personnelNumber: '900/2', beginDate: '2026-11-21' };
    const add = (who: string) => desk.handlers.staff.addEmployment({ personId: who, employment }, desk.editor);
    const { requestId } = await add(personId);
    const posts = desk.entities.list('employment', 'personId', personId).map(({ entity }) => entity);
    expect(posts).toHaveLength(2);
    expect(posts).toContainEqual({ ...employment, id: posts.find(({ rate }) => rate === 50)?.id, personId });
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects.flatMap(({ entities }) => entities.map(({ kind, operation }) => [kind, operation]))).toEqual([
      ['employment', 'create'],
    ]);
    expect((await refusal(() => add(first.id))).code).toBe('KD-3008');
  });

  it('ends a contract in one step, not before it began', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk, { employed: 'open' })).rows);
    const employmentId = row.employmentId ?? '';
    const dismiss = (endDate: string) =>
      desk.handlers.staff.dismiss(
        { employmentId, endDate, endReason: ' Соглашение сторон ', endOrder: '№ 5-л', endOrderDate: '2026-11-20' },
        desk.editor,
      );
    expect((await refusal(() => dismiss('1999-01-01'))).code).toBe('KD-2202');
    const { requestId } = await dismiss('2026-11-20');
    const [entity] = (await desk.handlers.changes.get({ requestId }, desk.editor)).subjects.flatMap(
      ({ entities }) => entities,
    );
    expect(entity?.fields).toEqual([
      { field: 'endDate', from: null, to: '2026-11-20' },
      { field: 'endOrder', from: null, to: '№ 5-л' },
      { field: 'endOrderDate', from: null, to: '2026-11-20' },
      { field: 'endReason', from: null, to: 'Соглашение сторон' },
    ]);
  });
});
