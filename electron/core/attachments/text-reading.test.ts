import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttachmentOwner } from '#shared/contract/attachments.ts';
import { attachments } from '#shared/contract/attachments.ts';
import { foldedWords } from '#shared/text/fold.ts';
import { sha256Hex } from '../signing/digest.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';
import { docxText } from './content/docx-text.ts';
import { sharedFiles } from './shared-files.ts';
import { AttachmentStore } from './store.ts';
import { bomb, lockedPdf, office, png, writtenDocx, writtenPdf } from './test-files.ts';
import { TextThread } from './text-thread.ts';

let desk: TestDesk;
let owners: AttachmentOwner[];

beforeEach(() => {
  desk = openTestDesk();
  owners = fillClinic(desk, 3).people.map((id) => ({ kind: 'person', id }));
});
afterEach(() => desk.texts.stop());

const owner = (at = 0): AttachmentOwner => owners[at] ?? { kind: 'person', id: '' };
async function add(fileName: string, content: Uint8Array, of = owner()) {
  const given = { owner: of, kind: 'order', file: { fileName, content } } as const;
  const added = await desk.handlers.attachments.add(given, desk.editor);
  if (added === null) throw new Error('Nothing was added');
  return added;
}
async function named(text: string, removed = false): Promise<string[]> {
  const { lines, total } = await desk.handlers.attachments.list(
    attachments.list.input.parse({ text, removed }),
    desk.editor,
  );
  expect(lines).toHaveLength(total);
  return lines.map(({ fileName }) => fileName).sort();
}
/** Keeps bytes as they are, as an earlier program may have done, which knew nothing of what is wrong with them. */
function keep(fileName: string, bytes: Uint8Array): void {
  const store = new AttachmentStore(desk.db);
  const id = `kept-${fileName}`;
  const sha256 = sha256Hex(bytes);
  const type = fileName.endsWith('.pdf') ? 'pdf' : 'docx';
  store.putContent(sha256, bytes);
  store.insert(id, owner(), 'order');
  const facts = { version: 1, pages: null, coarse: false, addedAt: desk.clock.now(), addedBy: 'К' } as const;
  store.insertVersion(id, { ...facts, fileName, type, bytes: bytes.length, sha256 });
}
const readContents = () => desk.db.prepare('SELECT count(*) FROM attachment_text').pluck().get();

describe('a file is found by the words inside it', () => {
  beforeEach(() => desk.texts.start());

  it('in a PDF and in a DOCX, whatever the case and with or without ё', async () => {
    await add('a.pdf', await writtenPdf('Приказ о приёме Фёдорова'));
    await add(
      'b.docx',
      writtenDocx([['№ 147-к от 12.03', '.2024'], ['Перевод в ', 'отделе', 'ние реанимации'], ['Форма &amp; Т-5']]),
    );
    await desk.texts.idle();
    expect(await named('приказ')).toEqual(['a.pdf']);
    expect(await named('ПРИЕМЕ федоров')).toEqual(['a.pdf']);
    expect(await named('Фёдорова')).toEqual(['a.pdf']);
    expect(await named('147-К 12.03.2024')).toEqual(['b.docx']);
    expect(await named('отделение реаним')).toEqual(['b.docx']);
    expect(await named('форма т-5')).toEqual(['b.docx']);
    expect(await named('деление')).toEqual([]);
    expect(await named('приказ реанимации')).toEqual([]);
  });

  it('together with its name and the person whose it is', async () => {
    const [first, second] = await Promise.all(
      [0, 1].map(async (at) => (await desk.handlers.staff.card({ personId: owner(at).id }, desk.editor)).person),
    );
    const content = await writtenPdf('Надбавка');
    await add('один.pdf', content, owner(0));
    await add('два.pdf', content, owner(1));
    await desk.texts.idle();
    expect(readContents()).toBe(1);
    expect(await named('надбавка')).toEqual(['два.pdf', 'один.pdf']);
    expect(await named('надбавка один')).toEqual(['один.pdf']);
    expect(await named(`надбавка ${first?.lastName} ${first?.firstName} ${first?.patronymic ?? ''}`)).toContain(
      'один.pdf',
    );
    expect(await named(`надбавка два ${second?.lastName}`)).toEqual(['два.pdf']);
  });

  it('of its newest version; of a removed one among the removed', async () => {
    const { id } = await add('a.pdf', await writtenPdf('прежнее'));
    const file = { fileName: 'b.docx', content: writtenDocx([['новое'], ['']]) };
    await desk.handlers.attachments.replace({ attachmentId: id, file }, desk.editor);
    await desk.texts.idle();
    expect([await named('прежнее'), await named('новое'), await named('a')]).toEqual([[], ['b.docx'], []]);
    await desk.handlers.attachments.remove({ attachmentId: id }, desk.editor);
    expect([await named('новое'), await named('новое', true)]).toEqual([[], ['b.docx']]);
    await desk.handlers.attachments.restore({ attachmentId: id }, desk.editor);
    expect(await named('новое')).toEqual(['b.docx']);
  });

  it('of another desk', async () => {
    const content = await writtenPdf('присланное');
    const files = sharedFiles({ ...desk, store: new AttachmentStore(desk.db) });
    const version = { version: 1, fileName: 'c.pdf', type: 'pdf', pages: 1, coarse: false } as const;
    const from = { sha256: sha256Hex(content), addedAt: desk.clock.now(), addedBy: 'К' };
    const awaited = { attachmentId: 'other', owner: owner(), document: 'order', ...version, ...from } as const;
    desk.db.transaction(() => files.put({ ...awaited, bytes: content.length }, content))();
    await desk.texts.idle();
    expect(await named('присланное')).toEqual(['c.pdf']);
  });

  it('and the page is told to look again', async () => {
    await add('a.pdf', await writtenPdf('приказ'));
    await desk.texts.idle();
    expect(desk.events.at(-1)).toEqual({ name: 'data.changed', body: { kind: 'attachment', ids: null } });
    const { length } = desk.events;
    await add('a.png', png());
    await desk.texts.idle();
    expect(desk.events).toHaveLength(length + 1);
  });
});

it('what cannot be read has no text, is looked at once, and holds up nothing', async () => {
  const whole = await writtenPdf('приказ');
  keep('бомба.docx', bomb(100, 'word/header1.xml'));
  keep('половина.docx', writtenDocx([['приказ'], ['']]).subarray(0, 90));
  keep('бессмыслица.docx', office('docx', [{ name: 'word/header1.xml', bytes: Buffer.from([0, 1, 2]) }]));
  keep('половина.pdf', whole.subarray(0, 600));
  keep('под паролем.pdf', await lockedPdf('1.7ext3'));
  keep('не pdf.pdf', Buffer.from('%PDF-1.7 и больше ничего'));
  keep('приказ.pdf', whole);
  desk.texts.start();
  await desk.texts.idle();
  expect(readContents()).toBe(7);
  expect(desk.db.prepare('SELECT count(*) FROM attachment_text_search').pluck().get()).toBe(1);
  expect(await named('приказ')).toEqual(['приказ.pdf']);
  expect(await named('бомба')).toEqual(['бомба.docx']);
  for (const declared of [64 * 1024 * 1024, 100])
    expect(() => docxText(bomb(declared, 'word/header1.xml'))).toThrow('KD-6202');
});

it('files that were there before are read once the desk is open; what is left, another time', async () => {
  await add('a.pdf', await writtenPdf('первый'));
  await add('b.pdf', await writtenPdf('второй'));
  await desk.texts.idle();
  expect([await named('первый'), readContents()]).toEqual([[], 0]);
  desk.texts.start();
  await desk.texts.stop();
  expect(readContents()).toBe(0);
  desk.texts.start();
  await desk.texts.idle();
  expect([await named('первый'), await named('второй'), readContents()]).toEqual([['a.pdf'], ['b.pdf'], 2]);
});

it('a reading that goes on for too long is given up; the next one is not', async () => {
  const task = { bytes: await writtenPdf('Приказ'), type: 'pdf' } as const;
  expect(await new TextThread(0).read(task)).toBe('');
  const thread = new TextThread();
  const first = thread.read(task);
  thread.close();
  expect(await first).toBe('');
  expect(foldedWords(await thread.read(task))).toEqual(['приказ']);
  thread.close();
});
