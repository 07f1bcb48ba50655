import { describe, expect, it } from 'vitest';
import type { AttachmentKind } from '#shared/contract/attachments.ts';
import { storeZip } from '../../dictionaries/reading/zip.ts';
import { refusal } from '../../test-books.ts';
import { bomb, jpeg, lockedPdf, office, pdf, pdfOf, png } from '../test-files.ts';
import { inspect } from './inspect.ts';
import { checkSize, typeOf } from './type.ts';

const take = async (fileName: string, bytes: Uint8Array, kind: AttachmentKind = 'diploma') =>
  inspect(Buffer.from(bytes), typeOf(fileName, bytes, kind));
const refused = async (fileName: string, bytes: Uint8Array, kind?: AttachmentKind) =>
  (await refusal(() => take(fileName, bytes, kind))).code;

const EXE = Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(400)]);

describe('a file is taken', () => {
  it.each([
    ['диплом.pdf', () => pdf(3), { pages: 3, coarse: false }],
    ['Диплом.PDF', () => pdf(1), { pages: 1, coarse: false }],
    ['скан.png', () => png(1654, 2339), { pages: null, coarse: false }],
    ['фото.jpeg', () => jpeg(), { pages: null, coarse: false }],
    ['приказ.docx', () => office('docx'), { pages: null, coarse: false }],
    ['список.xlsx', () => office('xlsx'), { pages: null, coarse: false }],
  ])('%s', async (name, make, found) => {
    expect(await take(name, await make())).toEqual(found);
  });

  it('up to its last byte: 10 MB, 5 MB of a required document of the organisation', () => {
    expect(() => checkSize(10_485_760, 'diploma')).not.toThrow();
    expect(() => checkSize(10_485_761, 'diploma')).toThrow('KD-6302');
    expect(() => checkSize(5_242_880, 'charter')).not.toThrow();
    expect(() => checkSize(5_242_881, 'charter')).toThrow('KD-6302');
  });

  it('of exactly 5 242 880 bytes as a charter, of one more not', async () => {
    expect(await take('устав.pdf', await pdfOf(5_242_880), 'charter')).toMatchObject({ pages: 1 });
    expect(await refused('устав.pdf', await pdfOf(5_242_881), 'charter')).toBe('KD-6302');
  });
});

describe('a file is refused', () => {
  it.each([
    ['nothing in it', 'a.pdf', () => Buffer.alloc(0), 'KD-6301'],
    ['a program named as a document', 'диплом.pdf', () => EXE, 'KD-6303'],
    ['a program', 'setup.exe', () => EXE, 'KD-6303'],
    ['a document named as a program', 'диплом.pdf.exe', () => pdf(), 'KD-6304'],
    ['an image named as a document', 'диплом.pdf', () => png(), 'KD-6304'],
    ['a book named as a text', 'приказ.docx', () => office('xlsx'), 'KD-6305'],
    ['a name written backwards', 'диплом\u202Efdp.pdf', () => pdf(), 'KD-6304'],
    ['a name with a folder', '../диплом.pdf', () => pdf(), 'KD-6304'],
    ['half of a document', 'a.pdf', async () => (await pdf()).subarray(0, 40), 'KD-6305'],
    ['half of an image', 'a.png', () => png().subarray(0, 60), 'KD-6305'],
    ['an image without a frame', 'a.jpg', () => Buffer.from('ffd8ffe000024a46ffd9', 'hex'), 'KD-6305'],
    ['a flood of pixels', 'a.png', () => png(10_000, 5_001), 'KD-6305'],
    ['a document behind an image', 'a.png', async () => Buffer.concat([png(), await pdf()]), 'KD-6305'],
    ['an archive behind an image', 'a.jpg', () => Buffer.concat([jpeg(), office('docx')]), 'KD-6305'],
    ['an archive behind a document', 'a.pdf', async () => Buffer.concat([await pdf(), office('docx')]), 'KD-6305'],
    ['a document inside a photograph', 'a.jpg', () => jpeg(100, 100, '%PDF-1.7'), 'KD-6305'],
    ['a text with a macro', 'a.docx', () => office('docx', [{ name: 'word/vbaProject.bin', bytes: EXE }]), 'KD-6305'],
    [
      'an archive that leads out of its folder',
      'a.docx',
      () => office('docx', [{ name: '../x', bytes: EXE }]),
      'KD-6305',
    ],
    ['an archive of something else', 'a.docx', () => storeZip([{ name: 'a.txt', bytes: EXE }]), 'KD-6305'],
  ])('%s', async (_what, name, make, code) => {
    expect(await refused(name, await make())).toBe(code);
  });

  it('a bomb, and one that lies about its size', async () => {
    for (const declared of [64 * 1024 * 1024, 100]) {
      expect(await refused('бомба.docx', bomb(declared)), String(declared)).toBe('KD-6305');
    }
  });

  it('a required document that is no PDF', async () => {
    expect(await refused('устав.png', png(), 'charter')).toBe('KD-6303');
  });

  it('a PDF under a password, and says so', async () => {
    for (const pdfVersion of ['1.4', '1.7ext3'] as const) {
      expect(await refused('a.pdf', await lockedPdf(pdfVersion)), pdfVersion).toBe('KD-6306');
    }
  });
});

it('warns of letters that may be unreadable', async () => {
  expect(await take('a.png', png(1200, 1600))).toMatchObject({ coarse: true });
  expect(await take('a.png', png(1200, 1600, 300))).toMatchObject({ coarse: false });
  expect(await take('a.png', png(1200, 1600, 150))).toMatchObject({ coarse: true });
  expect(await take('a.jpg', jpeg(1200, 1600))).toMatchObject({ coarse: true });
});
