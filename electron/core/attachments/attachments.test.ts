import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type AttachmentKind, type AttachmentOwner, attachments } from '#shared/contract/attachments.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { jpeg, office, pdf, png } from './test-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-attachments-'));
afterAll(() => rmSync(folder, { recursive: true }));

let desk: TestDesk;
let shown: { title: string; content: Uint8Array }[];
let chosen: string | null;
let saved: string | null;
let personId: EntityId;
let education: AttachmentOwner;
let divisionId: EntityId;
let people: readonly EntityId[];

beforeEach(async () => {
  shown = [];
  chosen = null;
  saved = null;
  desk = openTestDesk({
    host: {
      openFile: async () => chosen,
      saveFile: async () => saved,
      showPdf: async (document) => {
        shown.push(document);
      },
    },
  });
  const filled = fillClinic(desk, 12);
  people = filled.people;
  divisionId = [...filled.divisions.values()][0] ?? '';
  for (const id of people) {
    const [record] = (await desk.handlers.staff.card({ personId: id }, desk.editor)).educations;
    if (record === undefined) continue;
    personId = id;
    education = { kind: 'education', id: record.id };
    break;
  }
});

const call = () => desk.handlers.attachments;
/** A record of the organisation. */
const anyOf = (kind: 'licence' | 'building' | 'staffingDocument') => ({
  kind,
  id: desk.db.prepare(`SELECT id FROM ${kind} WHERE deleted_at IS NULL`).pluck().get() as EntityId,
});
async function add(fileName: string, content: Uint8Array, owner = education, kind: AttachmentKind = 'diploma') {
  const added = await call().add({ owner, kind, file: { fileName, content } }, desk.editor);
  if (added === null) throw new Error('Nothing was added');
  return added;
}
const of = async (owner = education) => (await call().of({ owners: [owner] }, desk.editor)).attachments;
const list = async (query: Partial<Parameters<typeof attachments.list.input.parse>[0]> = {}) =>
  call().list(attachments.list.input.parse(query), desk.editor);
const journal = async () =>
  (await desk.handlers.journal.list({ before: null, limit: 100, text: '' }, desk.editor)).entries.filter(({ action }) =>
    action.startsWith('attachments.'),
  );

describe('files of a record', () => {
  it('are kept as they came, with what is known of them', async () => {
    const content = await pdf(2);
    const added = await add('Диплом.pdf', content);
    expect(added).toMatchObject({
      owner: education,
      kind: 'diploma',
      version: 1,
      type: 'pdf',
      pages: 2,
      removed: false,
    });
    expect(added).toMatchObject({ bytes: content.length, addedBy: desk.editor.user?.name, addedAt: desk.clock.now() });
    expect(await of()).toEqual([added]);
    expect(await of({ kind: 'education', id: personId })).toEqual([]);
    expect(desk.events.at(-1)).toEqual({ name: 'data.changed', body: { kind: 'attachment', ids: [education.id] } });
  });

  it('are chosen by the dialog of the system; nothing happens when it is cancelled', async () => {
    expect(await call().add({ owner: education, kind: 'diploma', file: null }, desk.editor)).toBeNull();
    chosen = join(folder, 'скан.png');
    writeFileSync(chosen, png());
    const added = await call().add({ owner: education, kind: 'diploma', file: null }, desk.editor);
    expect(added).toMatchObject({ fileName: 'скан.png', type: 'png' });
  });

  it('are asked for their size before they are read', async () => {
    chosen = join(folder, 'large.pdf');
    writeFileSync(chosen, await pdf());
    truncateSync(chosen, 10_485_761);
    const add = () => call().add({ owner: education, kind: 'diploma', file: null }, desk.editor);
    expect(await refusal(add)).toMatchObject({ code: 'KD-6302', params: { maximum: 10 } });
    chosen = join(folder, 'gone.pdf');
    expect((await refusal(add)).code).toBe('KD-6307');
    chosen = folder;
    expect((await refusal(add)).code).toMatch(/KD-630[17]/);
  });

  it('are refused without a trace', async () => {
    const before = await journal();
    expect((await refusal(() => add('диплом.pdf', Buffer.from('MZ, a program')))).code).toBe('KD-6303');
    expect((await refusal(async () => add('диплом.pdf', await pdf(), { kind: 'education', id: personId }))).code).toBe(
      'KD-3008',
    );
    expect(await of()).toEqual([]);
    expect(await journal()).toEqual(before);
  });

  it('may belong to any record', async () => {
    for (const owner of [
      { kind: 'person', id: personId },
      { kind: 'division', id: divisionId },
      anyOf('licence'),
      anyOf('building'),
      anyOf('staffingDocument'),
    ] as const) {
      await add('приказ.docx', office('docx'), owner, 'order');
      expect(await of(owner)).toHaveLength(1);
    }
  });
});

describe('versions', () => {
  it('of a replaced file are all kept and all open', async () => {
    const [first, second] = [await pdf(1), jpeg()];
    const { id } = await add('диплом.pdf', first);
    desk.clock.advance(1000);
    const file = { fileName: 'диплом.jpg', content: second };
    expect(await call().replace({ attachmentId: id, file }, desk.editor)).toMatchObject({
      id,
      version: 2,
      type: 'jpeg',
    });
    const { versions } = await call().versions({ attachmentId: id }, desk.editor);
    expect(versions.map(({ version, fileName }) => [version, fileName])).toEqual([
      [2, 'диплом.jpg'],
      [1, 'диплом.pdf'],
    ]);
    const newest = await call().open({ attachmentId: id }, desk.approver);
    expect(newest).toMatchObject({ fileName: 'диплом.jpg', shown: true });
    expect(Buffer.from(newest.content ?? []).equals(second)).toBe(true);
    expect(await call().open({ attachmentId: id, version: 1 }, desk.approver)).toMatchObject({
      content: null,
      shown: true,
    });
    expect(Buffer.from(shown[0]?.content ?? []).equals(first)).toBe(true);
    expect((await refusal(() => call().open({ attachmentId: id, version: 3 }, desk.editor))).code).toBe('KD-3008');
  });

  it('of the same bytes are stored once', async () => {
    const { id, sha256 } = await add('a.png', png());
    await call().replace({ attachmentId: id, file: { fileName: 'b.png', content: png() } }, desk.editor);
    expect(desk.db.prepare('SELECT count(*) AS n FROM attachment_content').get()).toEqual({ n: 1 });
    expect((await of())[0]).toMatchObject({ version: 2, fileName: 'b.png', sha256 });
  });

  it('are no longer shown once their bytes are not those that were attached', async () => {
    const { id } = await add('a.png', png());
    desk.db.prepare('UPDATE attachment_content SET bytes = ?').run(png(1, 1));
    expect((await refusal(() => call().open({ attachmentId: id }, desk.editor))).code).toBe('KD-6308');
  });
});

it('a removed file is kept and can be put back', async () => {
  const { id } = await add('диплом.pdf', await pdf());
  await call().remove({ attachmentId: id }, desk.editor);
  expect(await of()).toMatchObject([{ id, removed: true }]);
  expect(await list()).toMatchObject({ total: 0, any: true });
  expect((await list({ removed: true })).total).toBe(1);
  const file = { fileName: 'b.png', content: png() };
  expect((await refusal(() => call().replace({ attachmentId: id, file }, desk.editor))).code).toBe('KD-3008');
  await call().restore({ attachmentId: id }, desk.editor);
  expect(await of()).toMatchObject([{ id, removed: false }]);
});

it('a copy is saved where the user says, byte by byte; a text of an office is only saved', async () => {
  const content = office('docx');
  const { id } = await add('приказ.docx', content);
  expect(await call().open({ attachmentId: id }, desk.editor)).toMatchObject({ content: null, shown: false });
  expect(await call().save({ attachmentId: id }, desk.editor)).toBeNull();
  saved = join(folder, 'копия.docx');
  expect(await call().save({ attachmentId: id }, desk.editor)).toEqual({ fileName: 'копия.docx' });
  expect(readFileSync(saved).equals(content)).toBe(true);
});

it('the journal tells of every step, under the person whose file it is', async () => {
  const { id, sha256 } = await add('диплом.png', png());
  await call().replace({ attachmentId: id, file: { fileName: 'новый.jpg', content: jpeg() } }, desk.editor);
  await call().open({ attachmentId: id, version: 1 }, desk.approver);
  await call().remove({ attachmentId: id }, desk.editor);
  await call().remove({ attachmentId: id }, desk.editor);
  await call().restore({ attachmentId: id }, desk.editor);
  const person = (await desk.handlers.staff.card({ personId }, desk.editor)).person;
  const entries = await journal();
  expect(entries.map(({ action, from, to }) => [action, from, to])).toEqual([
    ['attachments.restore', null, 'новый.jpg'],
    ['attachments.remove', 'новый.jpg', null],
    ['attachments.open', null, 'диплом.png'],
    ['attachments.replace', 'диплом.png', 'новый.jpg'],
    ['attachments.add', null, 'диплом.png'],
  ]);
  for (const { title } of entries) expect(title).toContain(person.lastName);
  expect(entries[2]?.actor).toBe(desk.approver.user?.name);
  const bodies = desk.db.prepare('SELECT body FROM journal').pluck().all() as string[];
  expect(bodies.join()).toContain(sha256);
  // Names of files are personal: the chain holds only their digest.
  expect(bodies.join()).not.toContain('диплом');
});

it('a register without a file is told from one that does not hold what is asked for', async () => {
  expect(await list({ text: 'диплом' })).toEqual({ total: 0, any: false, lines: [] });
  await add('приказ.pdf', await pdf());
  expect(await list({ text: 'диплом' })).toEqual({ total: 0, any: true, lines: [] });
});

describe('the register', () => {
  beforeEach(async () => {
    await add('Диплом Иванова.pdf', await pdf(), education);
    desk.clock.advance(86_400_000);
    await add('Положение.pdf', await pdf(2), { kind: 'division', id: divisionId }, 'order');
  });

  it('lists the newest first and says whose they are', async () => {
    const { total, lines } = await list();
    expect(total).toBe(2);
    expect(lines.map(({ fileName, subject }) => [fileName, subject.kind, subject.id])).toEqual([
      ['Положение.pdf', 'division', divisionId],
      ['Диплом Иванова.pdf', 'person', personId],
    ]);
    expect(lines.every(({ subject }) => subject.title !== '')).toBe(true);
    expect((await list({ offset: 1, limit: 1 })).lines.map(({ fileName }) => fileName)).toEqual(['Диплом Иванова.pdf']);
  });

  it('finds the files of a staffing table by its number', async () => {
    const table = anyOf('staffingDocument');
    await add('утверждение.pdf', await pdf(), table, 'order');
    const number = desk.entities.get('staffingDocument', table.id)?.entity.number ?? '';
    const { lines } = await list({ text: `${number} утв` });
    expect(lines.map(({ subject }) => subject)).toEqual([{ ...table, title: `№ ${number}` }]);
  });

  it('is filtered by words, kind, record and day', async () => {
    const names = async (query: Parameters<typeof list>[0]) =>
      (await list(query)).lines.map(({ fileName }) => fileName);
    const { person } = await desk.handlers.staff.card({ personId }, desk.editor);
    const division = desk.entities.get('division', divisionId)?.entity.name ?? '';
    const [diploma, order] = ['Диплом Иванова.pdf', 'Положение.pdf'];
    expect(await names({ text: 'дипл' })).toEqual([diploma]);
    expect(await names({ text: `${person.lastName.slice(0, 4)} дипл` })).toEqual([diploma]);
    expect(await names({ text: division })).toEqual([order]);
    expect(await names({ text: 'иплом' })).toEqual([]);
    expect(await names({ kind: 'order' })).toEqual([order]);
    expect(await names({ ownerKind: 'education' })).toEqual([diploma]);
    expect(await names({ since: desk.clock.today() })).toEqual([order]);
  });

  it('follows a record that has moved to another person', async () => {
    const other = people.find((id) => id !== personId) ?? '';
    desk.entities.patch('education', education.id, { personId: other });
    expect((await list()).lines[1]?.subject.id).toBe(other);
    const { lastName } = (await desk.handlers.staff.card({ personId: other }, desk.editor)).person;
    expect((await list({ text: lastName })).lines.map(({ fileName }) => fileName)).toContain('Диплом Иванова.pdf');
  });
});

it('nobody but an editor adds, and nobody who sets the program up looks', () => {
  const roles = (method: keyof typeof attachments) => attachments[method].access;
  for (const method of ['add', 'replace', 'remove', 'restore'] as const) expect(roles(method)).toEqual(['editor']);
  for (const method of ['open', 'save'] as const) expect(roles(method)).not.toContain('administrator');
});

it('a stopped call adds nothing', async () => {
  const context: CallContext = { ...desk.editor, signal: AbortSignal.abort() };
  const file = { fileName: 'a.png', content: png() };
  expect((await refusal(() => call().add({ owner: education, kind: 'other', file }, context))).code).toBe('KD-6002');
  expect(await of()).toEqual([]);
});
