import { PDFDocument } from 'pdf-lib';
import type { AttachmentType } from '#shared/contract/attachments.ts';
import { DeskError } from '#shared/contract/result.ts';
import { readZip } from '../../dictionaries/reading/zip.ts';
import { isCoarse, readJpeg, readPng } from './image.ts';

export interface Inspected {
  /** Of a PDF. */
  readonly pages: number | null;
  readonly coarse: boolean;
}

/**
 * Looks into a file whose first bytes say its type: whole, nothing else than it says, no program in it.
 *
 * @throws DeskError KD-6305 damaged or two things at once · KD-6306 a PDF under a password
 */
export async function inspect(bytes: Buffer, type: AttachmentType): Promise<Inspected> {
  switch (type) {
    case 'docx':
    case 'xlsx':
      checkOffice(bytes, type);
      return { pages: null, coarse: false };
    case 'pdf':
      refuseArchive(bytes);
      return { pages: await countPages(bytes), coarse: false };
    default: {
      refuseArchive(bytes);
      refuseDocument(bytes);
      return { pages: null, coarse: isCoarse(type === 'png' ? readPng(bytes) : readJpeg(bytes)) };
    }
  }
}

const MAIN_PART = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' } as const;

/** Sizes are checked by the reader of archives before anything is unpacked. */
function checkOffice(bytes: Buffer, type: 'docx' | 'xlsx'): void {
  let names: string[];
  try {
    // Every part is unpacked once: what it declares may not be what comes out.
    names = readZip(bytes).map(({ name }) => name);
  } catch (cause) {
    throw new DeskError('KD-6305', { cause });
  }
  const program = names.some((name) => /vbaProject\.bin$|\.(exe|dll|js|vbs)$/i.test(name));
  if (program || !names.includes('[Content_Types].xml') || !names.includes(MAIN_PART[type]))
    throw new DeskError('KD-6305');
}

const ARCHIVE_END = 0x06054b50;
const ARCHIVE_END_LENGTH = 22;
const ARCHIVE_COMMENT = 0xffff;
const ARCHIVE_DIRECTORY = 0x02014b50;

/** A readable directory of an archive at the end: the same bytes would open as an archive too. */
function refuseArchive(bytes: Buffer): void {
  const first = Math.max(0, bytes.length - ARCHIVE_END_LENGTH - ARCHIVE_COMMENT);
  for (let at = bytes.length - ARCHIVE_END_LENGTH; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== ARCHIVE_END) continue;
    const directory = at - bytes.readUInt32LE(at + 12);
    if (directory >= 0 && bytes.readUInt32LE(directory) === ARCHIVE_DIRECTORY) throw new DeskError('KD-6305');
  }
}

/** Readers of PDF look for its head in the first kilobyte: an image that has one there would open as a PDF. */
function refuseDocument(bytes: Buffer): void {
  if (bytes.subarray(0, 1024).includes('%PDF-')) throw new DeskError('KD-6305');
}

async function countPages(bytes: Buffer): Promise<number> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true }).catch((cause) => {
    throw new DeskError('KD-6305', { cause });
  });
  if (document.isEncrypted) throw new DeskError('KD-6306');
  const pages = pagesOf(document);
  if (pages === 0) throw new DeskError('KD-6305');
  return pages;
}

/** A document without a tree of pages has none. */
function pagesOf(document: PDFDocument): number {
  try {
    return document.getPageCount();
  } catch {
    return 0;
  }
}
