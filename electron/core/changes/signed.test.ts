import { describe, expect, it } from 'vitest';
import { refusal, type TestDesk } from '../test-books.ts';
import { approve, open, rowOf, settle, type } from './test-requests.ts';

describe('a signed request', () => {
  it('leaves the person editable: a new draft starts on top of it', async () => {
    const { desk, people } = open();
    const first = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId: first }, desk.editor);
    await approve(desk, first);
    const second = await type(desk, people[0], 'phone', '+79160000002', desk.otherEditor);
    expect(second).not.toBe(first);
    expect(await rowOf(desk, people[0] ?? '')).toMatchObject({ phone: '+79160000002', requestState: 'draft' });
    settle(desk, first, 'accepted');
    expect(desk.pending.of('person', people[0] ?? '')).toMatchObject([
      { requestId: second, from: '+79160000001', to: '+79160000002' },
    ]);
    expect(desk.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  });

  it('comes back to its author when the registry refuses it; what stands on it has to wait', async () => {
    const { desk, people } = open();
    const person = people[0] ?? '';
    const before = await rowOf(desk, person);
    const first = await type(desk, person, 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId: first }, desk.editor);
    await approve(desk, first);
    const second = await type(desk, person, 'phone', '+79160000002');
    settle(desk, first, 'rejected');
    const refused = await desk.handlers.changes.get({ requestId: first }, desk.editor);
    expect(refused.summary).toMatchObject({ state: 'rejected', reason: 'Снилс не найден' });
    expect(refused.signature).not.toBeNull();
    const error = await refusal(() => desk.handlers.changes.submit({ requestId: second }, desk.editor));
    expect(error).toMatchObject({ code: 'KD-3009', params: { number: 1 } });

    await desk.handlers.changes.reopen({ requestId: first }, desk.editor);
    expect((await desk.handlers.changes.get({ requestId: first }, desk.editor)).signature).toBeNull();
    await desk.handlers.changes.withdraw({ requestId: first }, desk.editor);
    expect((await rowOf(desk, person)).phone).toBe('+79160000002');
    expect(desk.pending.of('person', person)).toMatchObject([{ requestId: second, from: before.phone }]);
    expect((await desk.handlers.changes.submit({ requestId: second }, desk.editor)).state).toBe('submitted');
  });

  it('keeps the ground it stands on', async () => {
    const { desk, people } = open();
    const person = people[0] ?? '';
    const first = await type(desk, person, 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId: first }, desk.editor);
    await approve(desk, first);
    const second = await type(desk, person, 'phone', '+79160000002');
    await desk.handlers.changes.submit({ requestId: second }, desk.editor);
    await approve(desk, second);
    settle(desk, first, 'rejected');
    await desk.handlers.changes.reopen({ requestId: first }, desk.editor);
    const error = await refusal(() => desk.handlers.changes.withdraw({ requestId: first }, desk.editor));
    expect(error).toMatchObject({ code: 'KD-3009', params: { number: 2 } });
    // A new edit does not slip under the signature either, though its author has a draft about this person.
    const third = await type(desk, person, 'phone', '+79160000003');
    expect([first, second]).not.toContain(third);
    expect(desk.pending.of('person', person).map(({ to }) => to)).toEqual([
      '+79160000001',
      '+79160000002',
      '+79160000003',
    ]);
  });

  it('is looked at again before it is sent: a changed line or byte is found', async () => {
    const { desk, people } = open();
    const requestId = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    await approve(desk, requestId);
    expect(await desk.recheck.verifyAgain(requestId)).toEqual({ verdict: 'valid', reasons: [] });
    desk.db.prepare(`UPDATE change_field SET to_value = '"+79169999999"'`).run();
    expect(await desk.recheck.verifyAgain(requestId)).toEqual({ verdict: 'invalid', reasons: ['KD-3106'] });
    expect((await desk.handlers.changes.get({ requestId }, desk.editor)).signature).toMatchObject({
      verdict: 'invalid',
      reasons: ['KD-3106'],
    });
    expect((await refusal(() => desk.recheck.verifyAgain(people[0] ?? ''))).code).toBe('KD-3008');
  });
});

describe('a hired person', () => {
  const hire = (desk: TestDesk, divisionId: string) =>
    desk.handlers.staff.hire(
      {
        person: {
          lastName: 'Новая',
          firstName: 'Анна',
          patronymic: null,
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
        },
        employment: {
          divisionId,
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
        },
      },
      desk.editor,
    );

  it('goes away with the request, or with all lines of the person', async () => {
    const { desk } = open();
    const [division] = (await desk.handlers.divisions.tree({}, desk.editor)).nodes;
    const one = await hire(desk, division?.id ?? '');
    await desk.handlers.changes.withdraw({ requestId: one.requestId }, desk.editor);
    expect((await desk.handlers.staff.rowsOf({ personIds: [one.personId] }, desk.editor)).rows).toEqual([]);

    const two = await hire(desk, division?.id ?? '');
    const { subjects } = await desk.handlers.changes.get({ requestId: two.requestId }, desk.editor);
    const person = subjects[0]?.entities.find(({ kind }) => kind === 'person');
    const lines = (person?.fields ?? []).map(({ field }) => ({ kind: 'person' as const, id: two.personId, field }));
    const name = lines.filter(({ field }) => field === 'lastName');
    const half = { requestId: two.requestId, fields: name };
    expect((await refusal(() => desk.handlers.changes.revert(half, desk.editor))).code).toBe('KD-2001');
    await desk.handlers.changes.revert({ requestId: two.requestId, fields: lines }, desk.editor);
    expect((await desk.handlers.staff.rowsOf({ personIds: [two.personId] }, desk.editor)).rows).toEqual([]);
    expect((await desk.handlers.changes.list({ states: ['draft'] }, desk.editor)).requests).toEqual([]);
  });

  it('cannot be changed by a request that overtakes the one that creates them', async () => {
    const { desk } = open();
    const [division] = (await desk.handlers.divisions.tree({}, desk.editor)).nodes;
    const { requestId, personId } = await hire(desk, division?.id ?? '');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    await approve(desk, requestId);
    const later = await type(desk, personId, 'email', 'a@clinic.example');
    settle(desk, requestId, 'rejected');
    expect((await refusal(() => desk.handlers.changes.submit({ requestId: later }, desk.editor))).code).toBe('KD-3009');
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    const error = await refusal(() => desk.handlers.changes.withdraw({ requestId }, desk.editor));
    expect(error.code).toBe('KD-3009');
  });
});
