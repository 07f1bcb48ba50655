import type { Statement } from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { changes as contract } from '#shared/contract/changes.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { CallContext } from '../core.ts';
import { sha256Hex } from '../signing/digest.ts';
import { refusal } from '../test-books.ts';
import { approve, open, rowOf, type } from './test-requests.ts';

describe('a draft', () => {
  it('collects all edits of its author, and disappears when the last is taken back', async () => {
    const { desk, people } = open();
    const before = await rowOf(desk, people[0] ?? '');
    const first = await type(desk, people[0], 'phone', '+79160000001');
    expect(await type(desk, people[1], 'phone', '+79160000001')).toBe(first);
    expect(await type(desk, people[0], 'phone', '+79160000002')).toBe(first);
    const view = contract.get.output.parse(await desk.handlers.changes.get({ requestId: first }, desk.editor));
    expect(view.summary).toMatchObject({ people: 2, fields: 2, number: 1 });
    expect(view.subjects.flatMap(({ entities }) => entities)).toContainEqual({
      kind: 'person',
      id: before.personId,
      operation: 'update',
      fields: [{ field: 'phone', from: before.phone, to: '+79160000002' }],
    });
    await type(desk, people[0], 'phone', before.phone);
    expect((await desk.handlers.changes.get({ requestId: first }, desk.editor)).summary.people).toBe(1);
    await desk.handlers.changes.revert(
      { requestId: first, fields: [{ kind: 'person', id: people[1] ?? '', field: 'phone' }] },
      desk.editor,
    );
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
    expect((await rowOf(desk, people[1] ?? '')).changed).toEqual([]);
  });

  it('of somebody else keeps its entities', async () => {
    const { desk, people } = open();
    await type(desk, people[0], 'phone', '+79160000001');
    const error = await refusal(() => type(desk, people[0], 'email', 'a@clinic.example', desk.otherEditor));
    expect(error).toMatchObject({ code: 'KD-3009', params: { number: 1 } });
    const other = await type(desk, people[1], 'email', 'a@clinic.example', desk.otherEditor);
    for (const action of ['submit', 'withdraw', 'reopen'] as const) {
      expect((await refusal(() => desk.handlers.changes[action]({ requestId: other }, desk.editor))).code).toBe(
        'KD-1002',
      );
    }
  });

  it('that one command opens again takes what is new of its people, beside a newer one', async () => {
    const { desk, people } = open();
    const first = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId: first }, desk.editor);
    const second = await type(desk, people[1], 'phone', '+79160000002');
    const [held, other] = [await rowOf(desk, people[0] ?? ''), await rowOf(desk, people[2] ?? '')];
    const edits: FieldEdit[] = [
      { kind: 'person', id: other.personId, field: 'phone', from: other.phone, to: '+79160000003' },
      { kind: 'person', id: held.personId, field: 'phone', from: held.phone, to: '+79160000004' },
      {
        kind: 'employment',
        id: held.employmentId ?? '',
        field: 'personnelNumber',
        from: held.personnelNumber,
        to: 'Н-1',
      },
    ];
    await desk.handlers.staff.applyEdits({ edits }, desk.editor);
    const of = async (requestId: string) =>
      (await desk.handlers.changes.get({ requestId }, desk.editor)).subjects.flatMap(({ entities }) =>
        entities.map(({ id }) => id),
      );
    expect((await of(first)).sort()).toEqual([held.personId, held.employmentId].sort());
    expect((await of(second)).sort()).toEqual([people[1], other.personId].sort());
  });

  it('is submitted only without errors, which are named', async () => {
    const { desk, people } = open();
    const row = await rowOf(desk, people[0] ?? '');
    const employment = { kind: 'employment' as const, id: row.employmentId ?? '' };
    const { requestId } = await desk.handlers.staff.applyEdits(
      {
        edits: [
          { ...employment, field: 'endDate', from: null, to: '1990-01-01' },
          {
            ...employment,
            field: 'contractNumber',
            from: desk.entities.get('employment', employment.id)?.entity.contractNumber ?? null,
            to: null,
          },
        ],
      },
      desk.editor,
    );
    const error = await refusal(() => desk.handlers.changes.submit({ requestId }, desk.editor));
    expect(error).toMatchObject({ code: 'KD-3007', params: { errors: 3, id: employment.id } });
    const { subjects, summary } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(summary.state).toBe('draft');
    expect(subjects[0]?.issues.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'contractNumber KD-2001',
      'endDate KD-2202',
      'endReason KD-2001',
    ]);
    expect((await refusal(() => desk.handlers.changes.submit({ requestId: row.personId }, desk.editor))).code).toBe(
      'KD-3008',
    );
  });
});

describe('what tells who somebody is', () => {
  const unproven = (context: CallContext): CallContext => ({
    ...context,
    stepUp: () => {
      throw new DeskError('KD-1016');
    },
  });
  const SNILS = '11223344595';

  it('is sent only when the author has confirmed it, and stays a draft until then', async () => {
    const { desk, people } = open();
    const [id = ''] = people;
    const document = desk.entities.list('document', 'personId', id)[0]?.entity;
    const person = desk.entities.get('person', id)?.entity;
    const edits: FieldEdit[] = [
      { kind: 'person', id, field: 'snils', from: person?.snils ?? null, to: SNILS },
      { kind: 'document', id: document?.id ?? '', field: 'number', from: document?.number ?? null, to: '654321' },
    ];
    for (const edit of edits) {
      const { requestId } = await desk.handlers.staff.applyEdits({ edits: [edit] }, unproven(desk.editor));
      const submit = (context: CallContext) => desk.handlers.changes.submit({ requestId }, context);
      expect((await refusal(() => submit(unproven(desk.editor)))).code).toBe('KD-1016');
      expect((await desk.handlers.changes.get({ requestId }, desk.editor)).summary.state).toBe('draft');
      expect((await submit(desk.editor)).state).toBe('submitted');
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    }
  });

  it('is not asked for other fields, nor for a new record', async () => {
    const { desk, people } = open();
    const [id = '', other = ''] = people;
    const { id: _own, personId: _of, ...document } = desk.entities.list('document', 'personId', other)[0]?.entity ?? {};
    const fields = { ...document, number: '654321' };
    const added = await desk.handlers.staff.addChild({ kind: 'document', ownerId: other, fields }, desk.editor);
    for (const requestId of [await type(desk, id, 'phone', '+79160000001'), added.requestId]) {
      expect((await desk.handlers.changes.get({ requestId }, desk.editor)).summary.fields).toBeGreaterThan(0);
    }
    const { state } = await desk.handlers.changes.submit({ requestId: added.requestId }, unproven(desk.editor));
    expect(state).toBe('submitted');
  });
});

describe('a submitted request', () => {
  it('is a draft again when its author edits it, and what was shown can no longer be signed', async () => {
    const { desk, people } = open();
    const requestId = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    const shown = await desk.handlers.changes.signingView({ requestId }, desk.approver);
    expect(await type(desk, people[0], 'email', 'a@clinic.example')).toBe(requestId);
    expect((await desk.handlers.changes.get({ requestId }, desk.editor)).timeline.map(({ state }) => state)).toEqual([
      'draft',
      'submitted',
      'draft',
    ]);
    const containerId = (await desk.handlers.changes.chooseContainer({}, desk.approver))?.containerId ?? '';
    const old = { requestId, digest: shown.digest, containerId, password: '' };
    expect((await refusal(() => desk.handlers.changes.approve(old, desk.approver))).code).toBe('KD-3003');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    expect((await refusal(() => desk.handlers.changes.approve(old, desk.approver))).code).toBe('KD-3006');
  });

  it('shows the approver exactly the bytes that are signed', async () => {
    const { desk, people } = open();
    const row = await rowOf(desk, people[0] ?? '');
    const requestId = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    const { canonical, digest } = await desk.handlers.changes.signingView({ requestId }, desk.approver);
    desk.clock.advance(60_000);
    expect(await desk.handlers.changes.signingView({ requestId }, desk.approver)).toMatchObject({ canonical, digest });
    expect(sha256Hex(canonical)).toBe(digest);
    expect(JSON.parse(canonical)).toEqual({
      requestId,
      author: { id: desk.editor.user?.userId, name: 'Кадрова Анна Сергеевна' },
      approver: { id: desk.approver.user?.userId, name: 'Главная Мария Петровна' },
      at: '2026-11-21T09:00:00.000Z',
      items: [
        {
          entity: 'person',
          id: row.personId,
          operation: 'update',
          fields: { phone: { from: row.phone, to: '+79160000001' } },
        },
      ],
      dictionaryVersions: desk.dictionaries.versions(),
      names: { [row.personId]: desk.entities.find('person', row.personId)?.remoteId },
      beside: [{ entity: 'person', id: row.personId, fields: { firstName: row.firstName, lastName: row.lastName } }],
      form: 4,
    });
    await approve(desk, requestId);
    const [approved] = desk.pending.approved();
    expect(Buffer.from(approved?.canonical ?? []).toString()).toBe(canonical);
    expect(approved).toMatchObject({ author: 'Кадрова Анна Сергеевна', approver: 'Главная Мария Петровна', number: 1 });
  });

  it('is returned as a whole or in part, with a reason', async () => {
    const { desk, people } = open();
    const requestId = await type(desk, people[0], 'phone', '+79160000001');
    await type(desk, people[1], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    const before = await desk.handlers.changes.signingView({ requestId }, desk.approver);
    const some = { requestId, subjectIds: [people[1] ?? ''], reason: '  ' };
    expect((await refusal(() => desk.handlers.changes.returnSubjects(some, desk.approver))).code).toBe('KD-3005');
    const stranger = { requestId, subjectIds: [people[2] ?? ''], reason: 'нет' };
    expect((await refusal(() => desk.handlers.changes.returnSubjects(stranger, desk.approver))).code).toBe('KD-3008');
    const { returnedRequestId } = await desk.handlers.changes.returnSubjects(
      { ...some, reason: 'Проверьте номер' },
      desk.approver,
    );
    const returned = await desk.handlers.changes.get({ requestId: returnedRequestId }, desk.editor);
    expect(returned.summary).toMatchObject({ state: 'returned', reason: 'Проверьте номер', people: 1, number: 2 });
    expect(returned.timeline.map(({ state, actor }) => `${state} ${actor}`)).toEqual([
      'draft Кадрова Анна Сергеевна',
      'submitted Кадрова Анна Сергеевна',
      'returned Главная Мария Петровна',
    ]);
    const after = await desk.handlers.changes.signingView({ requestId }, desk.approver);
    expect(after.people).toBe(1);
    expect(after.digest).not.toBe(before.digest);
    expect(after.canonical).not.toContain(people[1]);

    const all = await desk.handlers.changes.returnSubjects(
      { requestId, subjectIds: null, reason: 'Всё' },
      desk.approver,
    );
    expect(all.returnedRequestId).toBe(requestId);
    expect((await desk.handlers.changes.reopen({ requestId }, desk.editor)).state).toBe('draft');
    // An edit opens a returned request by itself.
    expect(await type(desk, people[1], 'phone', '+79160000002')).toBe(returnedRequestId);
    expect((await desk.handlers.changes.get({ requestId: returnedRequestId }, desk.editor)).summary.state).toBe(
      'draft',
    );
  });

  it('is never approved by its author, unless the policy says so; then the journal tells', async () => {
    const strict = open();
    const requestId = await type(strict.desk, strict.people[0], 'phone', '+79160000001');
    await strict.desk.handlers.changes.submit({ requestId }, strict.desk.editor);
    const asAuthor = { ...strict.desk.approver, user: strict.desk.editor.user };
    expect((await refusal(() => approve(strict.desk, requestId, asAuthor))).code).toBe('KD-3004');

    const loose = open({ authorMayApprove: true });
    const own = await type(loose.desk, loose.people[0], 'phone', '+79160000001', loose.desk.editor);
    await loose.desk.handlers.changes.submit({ requestId: own }, loose.desk.editor);
    await approve(loose.desk, own, loose.desk.editor);
    const body = loose.desk.db
      .prepare(
        `SELECT json_extract(body, '$.facts.ownRequest') FROM journal WHERE json_extract(body, '$.action') = 'changes.approved'`,
      )
      .pluck()
      .get();
    expect(body).toBe(1);
  });

  it('is queued in the same step as it is approved', async () => {
    const { desk, people } = open();
    const requestId = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    const summary = contract.approve.output.parse(await approve(desk, requestId));
    expect(summary.state).toBe('queued');
    expect(desk.db.prepare('SELECT request_id, seq, attempts FROM outbox').all()).toEqual([
      { request_id: requestId, seq: 1, attempts: 0 },
    ]);
    expect((await desk.handlers.changes.get({ requestId }, desk.editor)).timeline.map(({ state }) => state)).toEqual([
      'draft',
      'submitted',
      'approved',
      'queued',
    ]);
    for (const action of ['submit', 'reopen', 'withdraw'] as const) {
      expect((await refusal(() => desk.handlers.changes[action]({ requestId }, desk.editor))).code).toBe('KD-3003');
    }
    expect((await refusal(() => approve(desk, requestId))).code).toBe('KD-3003');
  });

  it('is not approved when the books hold something else than was frozen', async () => {
    const { desk, people } = open();
    const requestId = await type(desk, people[0], 'phone', '+79160000001');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    desk.db.prepare(`UPDATE change_field SET to_value = '"+79169999999"'`).run();
    expect((await refusal(() => approve(desk, requestId))).code).toBe('KD-3006');
  });
});

it('ten thousand requests are listed without a question for each of them', async () => {
  const { desk, people } = open();
  const request = desk.db.prepare(
    `INSERT INTO change_request (id, number, state, author_id, created_at, changed_at) VALUES (?, ?, 'accepted', ?, ?, ?)`,
  );
  const entity = desk.db.prepare(`INSERT INTO change_entity VALUES (?, 'person', ?, 'update', 'person', ?)`);
  const field = desk.db.prepare(
    `INSERT INTO change_field VALUES (?, 'person', ?, 'phone', 'null', '"+79160000001"', 0)`,
  );
  desk.db.transaction(() => {
    for (let i = 1; i <= 10_000; i++) {
      const id = `0199d3f2-7c1e-7abc-8def-${String(i).padStart(12, '0')}`;
      request.run(id, i, desk.editor.user?.userId, desk.clock.now(), desk.clock.now());
      entity.run(id, people[0], people[0]);
      field.run(id, people[0]);
    }
  })();
  const statement: Statement = Object.getPrototypeOf(desk.db.prepare('SELECT 1'));
  const asked = (['get', 'all', 'iterate'] as const).map((method) => vi.spyOn(statement, method));
  const { requests } = await desk.handlers.changes.list({ states: null }, desk.editor);
  const count = asked.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  vi.restoreAllMocks();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(20);
  expect(requests).toHaveLength(10_000);
  expect(requests[0]).toMatchObject({ number: 10_000, people: 1, fields: 1 });
});
