import { beforeEach, describe, expect, it } from 'vitest';
import type { CertificateView } from '#shared/contract/changes.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { png } from '../attachments/test-files.ts';
import type { BooksParts } from '../book-parts.ts';
import { sha256Hex } from '../signing/digest.ts';
import { approvingParts, fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { type Envelope, envelopeText, readEnvelope } from './envelope.ts';
import type { Taken } from './take-envelope.ts';
import { approve, rowOf, type } from './test-requests.ts';

const never = new AbortController().signal;
const PHONE = '+79160000001';

/** Desks of one clinic: the same registry behind them, other ids for the same records. */
let author: TestDesk;
let chief: TestDesk;
let other: TestDesk;
let requestId: EntityId;

function open(parts: Partial<Pick<BooksParts, 'verify'>> = {}): TestDesk {
  const desk = openTestDesk({ ...approvingParts(), ...parts });
  fillClinic(desk, 6);
  return desk;
}

const person = (desk: TestDesk, at: number): EntityId =>
  desk.db.prepare('SELECT id FROM person ORDER BY remote_id LIMIT 1 OFFSET ?').pluck().get(at) as EntityId;
const state = (desk: TestDesk, id = requestId) =>
  desk.db.prepare('SELECT state FROM change_request WHERE id = ?').pluck().get(id);
const view = (desk: TestDesk, id = requestId) => desk.handlers.changes.get({ requestId: id }, desk.approver);
const submit = () => author.handlers.changes.submit({ requestId }, author.editor);
const sent = (from: TestDesk, id = requestId): Envelope => {
  const envelope = readEnvelope(envelopeText(from.sharing.envelope(id).envelope));
  if (envelope === null) throw new Error('No envelope');
  return envelope;
};
const take = (to: TestDesk, envelope: Envelope, acceptedAt: string | null = null): Promise<Taken> =>
  to.sharing.take({ envelope, place: null, acceptedAt });
const carry = (from: TestDesk, to: TestDesk, id = requestId) => take(to, sent(from, id));
/** Everything that a desk holds, but for what it says of its own doings. */
function contents(desk: TestDesk): unknown {
  const tables = ['person', 'change_request', 'change_entity', 'change_field', 'request_event', 'signature', 'outbox'];
  return tables.map((table) => desk.db.prepare(`SELECT * FROM ${table}`).all());
}

beforeEach(async () => {
  [author, chief, other] = [open(), open(), open()];
  requestId = await type(author, person(author, 0), 'phone', PHONE);
  await type(author, person(author, 1), 'email', 'a@b.ru');
});

describe('a request of another desk', () => {
  it('is seen as it was submitted, with its author, and touches no value', async () => {
    const before = await rowOf(chief, person(chief, 0));
    await submit();
    chief.clock.advance(3_600_000);
    expect(await carry(author, chief)).toMatchObject({ kind: 'taken', requestIds: [requestId] });
    const { summary, subjects, timeline } = await view(chief);
    expect(summary).toMatchObject({
      state: 'submitted',
      author: author.editor.user?.name,
      elsewhere: { login: author.editor.user?.userId, snils: '90000000094' },
      people: 2,
      filedAt: author.clock.now(),
    });
    expect(subjects.flatMap(({ entities }) => entities)).toContainEqual(
      expect.objectContaining({
        id: person(chief, 0),
        fields: [{ field: 'phone', from: before.phone, to: PHONE }],
      }),
    );
    expect(subjects.every(({ title }) => title !== '')).toBe(true);
    expect(timeline.map(({ state: was, at }) => [was, at])).toEqual([
      ['draft', author.clock.now()],
      ['submitted', author.clock.now()],
    ]);
    expect(await rowOf(chief, person(chief, 0))).toMatchObject({
      phone: before.phone,
      changed: ['person.phone'],
      requestState: 'submitted',
    });
  });

  it('twice, or an older step after a newer one, changes nothing', async () => {
    await submit();
    const first = sent(author);
    await take(chief, first);
    const before = contents(chief);
    expect(await take(chief, first)).toEqual({ kind: 'known' });
    expect(contents(chief)).toEqual(before);
    await approve(chief, requestId);
    const approved = contents(chief);
    expect(await take(chief, first)).toEqual({ kind: 'known' });
    expect(contents(chief)).toEqual(approved);
  });

  it('is approved and signed there: the author has the approval, and the very bytes', async () => {
    await submit();
    await carry(author, chief);
    chief.clock.advance(60_000);
    const { canonical, digest } = await chief.handlers.changes.signingView({ requestId }, chief.approver);
    expect(JSON.parse(canonical).author.id).toBe(author.editor.user?.userId);
    await approve(chief, requestId);
    expect(await carry(chief, author)).toMatchObject({ kind: 'taken' });
    expect(await carry(chief, other)).toMatchObject({ kind: 'taken' });
    for (const desk of [author, other]) {
      const { summary, timeline, signature } = await view(desk);
      expect(summary.state).toBe('queued');
      expect(timeline.find(({ state: was }) => was === 'approved')).toMatchObject({
        actor: chief.approver.user?.name,
        at: chief.clock.now(),
      });
      expect(signature?.digest).toBe(digest);
      expect(await desk.recheck.verifyAgain(requestId)).toEqual({ verdict: 'valid', reasons: [] });
      const [approved] = desk.pending.approved();
      expect(sha256Hex(approved?.canonical ?? new Uint8Array())).toBe(digest);
    }
  });

  it('beside a draft of one’s own leaves the draft alone, also when it is applied', async () => {
    const id = person(chief, 0);
    const own = await type(chief, id, 'phone', '+79160000009');
    await submit();
    await carry(author, chief);
    expect((await rowOf(chief, id)).phone).toBe('+79160000009');
    expect(chief.pending.of('person', id)).toMatchObject([{ requestId: own, to: '+79160000009' }]);
    await take(chief, { ...sent(author) }, null);
    await chief.handlers.changes.submit({ requestId: own }, chief.editor);
    expect(state(chief, own)).toBe('submitted');
  });

  it('may be edited by its author alone', async () => {
    await submit();
    await carry(author, chief);
    for (const act of ['reopen', 'withdraw', 'submit'] as const) {
      const done = refusal(() => chief.handlers.changes[act]({ requestId }, chief.editor));
      expect((await done).code).toBe('KD-1002');
    }
  });

  it('may not be approved by its author who signs in at another desk', async () => {
    await submit();
    await carry(author, chief);
    chief.db.prepare(`UPDATE app_user SET snils = '90000000094' WHERE role = 'approver'`).run();
    const shown = refusal(() => chief.handlers.changes.signingView({ requestId }, chief.approver));
    expect((await shown).code).toBe('KD-3004');
  });

  it('that is withdrawn is withdrawn everywhere, and an approval of it goes no further', async () => {
    await submit();
    await carry(author, chief);
    await approve(chief, requestId);
    expect(chief.pending.approved()).toHaveLength(1);
    await author.handlers.changes.withdraw({ requestId }, author.editor);
    await carry(author, chief);
    expect([state(chief), chief.pending.approved()]).toEqual(['withdrawn', []]);
    // The approval that crossed it does not bring it back.
    const approval = { ...sent(author), state: 'approved' } as const;
    expect(await take(author, approval)).not.toMatchObject({ kind: 'taken' });
    expect(state(author)).toBe('withdrawn');
  });

  it('waits while it speaks of records that are not here yet', async () => {
    await submit();
    const id = person(chief, 0);
    const { remoteId } = chief.entities.find('person', id) ?? {};
    chief.entities.setRemoteId('person', id, 'elsewhere');
    expect(await carry(author, chief)).toEqual({ kind: 'waiting' });
    expect(state(chief)).toBeUndefined();
    expect(await chief.sharing.takeWaiting(true)).toEqual([{ kind: 'waiting' }]);
    chief.entities.setRemoteId('person', id, remoteId ?? '');
    expect(await chief.sharing.takeWaiting(true)).toMatchObject([{ kind: 'taken' }]);
    expect(await chief.sharing.takeWaiting(true)).toEqual([]);
    expect(state(chief)).toBe('submitted');
  });

  it('that makes somebody new keeps them hidden here until the registry has them', async () => {
    const hired = await author.handlers.staff.hire(
      {
        person: {
          lastName: 'Новикова',
          firstName: 'Мария',
          sex: '2',
          birthDate: '1990-05-05',
          snils: '11223344595',
          citizenshipCode: '1',
        },
        employment: {
          divisionId: author.db.prepare('SELECT id FROM division LIMIT 1').pluck().get() as string,
          postCode: '71',
          positionType: '1',
          rate: 100,
          personnelNumber: '77',
          contractNumber: '1',
          contractDate: '2026-11-01',
          beginDate: '2026-11-02',
        },
      } as unknown as Parameters<TestDesk['handlers']['staff']['hire']>[0],
      author.editor,
    );
    requestId = hired.requestId;
    await submit();
    expect(await carry(author, chief)).toMatchObject({ kind: 'taken' });
    expect(chief.entities.get('person', hired.personId)).toBeNull();
    expect(chief.entities.find('person', hired.personId)?.entity.lastName).toBe('Новикова');
    const { subjects } = await view(chief);
    expect(subjects.map(({ title }) => title)).toContainEqual(expect.stringContaining('Новикова'));
    await approve(chief, requestId);
    expect(await chief.recheck.verifyAgain(requestId)).toMatchObject({ verdict: 'valid' });
  });
});

describe('a returned request', () => {
  it('comes back as a whole with the approver’s words, is mended and submitted again', async () => {
    await submit();
    await carry(author, chief);
    const give = { requestId, subjectIds: null, reason: 'Уточните номер' };
    await chief.handlers.changes.returnSubjects(give, chief.approver);
    await carry(chief, author);
    const { summary, timeline } = await view(author);
    expect(summary).toMatchObject({ state: 'returned', reason: 'Уточните номер' });
    expect(timeline.at(-1)).toMatchObject({ actor: chief.approver.user?.name, note: 'Уточните номер' });
    await type(author, person(author, 0), 'phone', '+79160000002');
    await submit();
    await carry(author, chief);
    const again = await view(chief);
    expect(again.summary.state).toBe('submitted');
    expect(JSON.stringify(again.subjects)).toContain('+79160000002');
  });

  it.each(['the part first', 'the rest first'])('in part is two requests for its author, too: %s', async (order) => {
    await submit();
    await carry(author, chief);
    const some = { requestId, subjectIds: [person(chief, 1)], reason: 'Нет такой почты' };
    const { returnedRequestId: part } = await chief.handlers.changes.returnSubjects(some, chief.approver);
    expect(chief.sharing.outgoing()).toEqual([part, requestId]);
    const ways = [part, requestId];
    if (order === 'the rest first') ways.reverse();
    const taken: Taken[] = [];
    for (const id of ways) taken.push(await carry(chief, author, id));
    if (order === 'the rest first') {
      expect(taken[0]).toEqual({ kind: 'waiting' });
      await author.sharing.takeWaiting(false);
    }
    expect((await view(author)).subjects.map(({ subjectId }) => subjectId)).toEqual([person(author, 0)]);
    const returned = await view(author, part);
    expect(returned.summary).toMatchObject({ state: 'returned', reason: 'Нет такой почты', people: 1 });
    expect(returned.subjects.map(({ subjectId }) => subjectId)).toEqual([person(author, 1)]);
    expect((await rowOf(author, person(author, 1))).email).toBe('a@b.ru');
    await approve(chief, requestId);
    await carry(chief, author);
    expect(await author.recheck.verifyAgain(requestId)).toMatchObject({ verdict: 'valid' });
    await author.handlers.changes.withdraw({ requestId: part }, author.editor);
    expect((await rowOf(author, person(author, 1))).email).not.toBe('a@b.ru');
  });
});

describe('what the registry decided', () => {
  it('is believed of the registry alone', async () => {
    await submit();
    await carry(author, chief);
    await approve(chief, requestId);
    const claimed: Envelope = { ...sent(chief), state: 'accepted' };
    await take(other, claimed);
    expect(state(other)).toBe('queued');
    await take(other, sent(chief), '2026-11-21T10:00:00.000Z');
    expect([state(other), other.pending.approved()]).toEqual(['accepted', []]);
    expect((await view(other)).timeline.at(-1)).toMatchObject({ state: 'accepted', at: '2026-11-21T10:00:00.000Z' });
  });

  it('does not lose what the author typed on meanwhile', async () => {
    await submit();
    await carry(author, chief);
    await approve(chief, requestId);
    await type(author, person(author, 0), 'phone', '+79160000007');
    expect(state(author)).toBe('draft');
    await take(author, sent(chief), '2026-11-21T10:00:00.000Z');
    expect(state(author)).toBe('accepted');
    expect((await rowOf(author, person(author, 0))).phone).toBe('+79160000007');
    const [line] = author.pending.of('person', person(author, 0));
    expect(line).toMatchObject({ state: 'draft', to: '+79160000007' });
    expect(line?.requestId).not.toBe(requestId);
  });
});

describe('an approval', () => {
  const view: CertificateView = {
    subject: 'Главная М. П.',
    snils: '11223344595',
    organisationInn: '7707083893',
    issuer: 'УЦ',
    serialNumber: '1',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    qualified: false,
  };
  const verifying = (found: Partial<CertificateView>, reasons: 'KD-3106'[] = []): Pick<BooksParts, 'verify'> => ({
    verify: async ({ at }) => ({
      verdict: reasons.length === 0 ? 'valid' : 'invalid',
      reasons,
      certificate: new Uint8Array([1]),
      view: { ...view, ...found },
      signedAt: at.toISOString(),
    }),
  });
  const stranger = async (parts: Partial<Pick<BooksParts, 'verify'>>) => {
    const desk = open(parts);
    desk.db.prepare(`DELETE FROM app_user WHERE role = 'approver'`).run();
    await submit();
    await carry(author, chief);
    await approve(chief, requestId);
    return desk;
  };

  it('of a certificate of this organisation counts, of another one it does not', async () => {
    const inn = author.db.prepare('SELECT inn FROM organisation').pluck().get() as string;
    expect(await carry(chief, await stranger(verifying({ organisationInn: inn })))).toMatchObject({ kind: 'taken' });
    const desk = open(verifying({ organisationInn: '5260200603' }));
    desk.db.prepare(`DELETE FROM app_user WHERE role = 'approver'`).run();
    expect(await carry(chief, desk)).toEqual({ kind: 'refused', code: 'KD-1002' });
  });

  it('whose signature does not verify is not taken', async () => {
    const desk = await stranger(verifying({}, ['KD-3106']));
    expect(await carry(chief, desk)).toEqual({ kind: 'refused', code: 'KD-3106' });
    expect(state(desk)).toBeUndefined();
  });

  it('by a clerk, by the author, or without a signature is not taken', async () => {
    await stranger({});
    const good = sent(chief);
    const { approval } = good;
    if (approval === null) throw new Error('Not approved');
    const by = (approver: Partial<NonNullable<Envelope['approval']>['approver']>): Envelope => ({
      ...good,
      approval: { ...approval, approver: { ...approval.approver, ...approver } },
    });
    const codes = async (envelope: Envelope) => {
      const taken = await take(other, envelope);
      return taken.kind === 'refused' ? taken.code : taken.kind;
    };
    expect(await codes(by({ role: 'editor' }))).toBe('KD-1002');
    expect(await codes(by({ snils: '90061803358' }))).toBe('KD-1002');
    expect(await codes(by({ login: good.author.login }))).toBe('KD-3004');
    expect(await codes({ ...good, approval: null })).toBe('KD-3106');
    expect(state(other)).toBeUndefined();
  });
});

it('an envelope of another clinic, or one that is none, is left alone', async () => {
  await submit();
  const good = sent(author);
  const bad: [Envelope, string][] = [
    [{ ...good, organisation: { inn: '5260200603', oid: null } }, 'KD-1009'],
    [{ ...good, content: ` ${good.content}` }, 'KD-3006'],
    [{ ...good, content: good.content?.replaceAll('"phone"', '"remoteId"') ?? null }, 'KD-3006'],
    [{ ...good, author: { ...good.author, name: 'Другая' } }, 'KD-3006'],
  ];
  for (const [envelope, code] of bad) expect(await take(chief, envelope)).toEqual({ kind: 'refused', code });
  expect(readEnvelope('{"envelope":1}')).toBeNull();
  expect(readEnvelope('nothing')).toBeNull();
  expect(readEnvelope(JSON.stringify({ ...good, more: 1 }))).toBeNull();
});

describe('files of a request', () => {
  it('are awaited by their digest; nothing is approved before they have come', async () => {
    const owner = { kind: 'person', id: person(author, 0) } as const;
    const file = { fileName: 'заявление.png', content: png() };
    const added = await author.handlers.attachments.add({ owner, kind: 'application', file }, author.editor);
    const sha256 = added?.sha256 ?? '';
    await submit();
    await carry(author, chief);
    expect(chief.sharing.awaitedFiles()).toEqual([sha256]);
    const shown = refusal(() => chief.handlers.changes.signingView({ requestId }, chief.approver));
    expect((await shown).code).toBe('KD-3012');
    const wrong = refusal(() => chief.sharing.takeFile(sha256, png(1, 1), never));
    expect((await wrong).code).toBe('KD-6308');
    const bytes = author.sharing.file(sha256) ?? new Uint8Array();
    expect(await chief.sharing.takeFile(sha256, bytes, never)).toEqual([requestId]);
    expect(chief.sharing.awaitedFiles()).toEqual([]);
    const { attachments } = await view(chief);
    expect(attachments).toMatchObject([{ fileName: 'заявление.png', owner: { kind: 'person', id: person(chief, 0) } }]);
    const opened = await chief.handlers.attachments.open({ attachmentId: attachments[0]?.id ?? '' }, chief.approver);
    expect(Buffer.from(opened.content ?? []).equals(png())).toBe(true);
    await approve(chief, requestId);
    await carry(chief, author);
    expect(await author.recheck.verifyAgain(requestId)).toMatchObject({ verdict: 'valid' });
  });
});
