import { extname } from 'node:path';
import { type AttachmentKind, type AttachmentType, acceptedFiles } from '#shared/contract/attachments.ts';
import { DeskError } from '#shared/contract/result.ts';

const EXTENSIONS: Readonly<Record<AttachmentType, readonly string[]>> = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  docx: ['.docx'],
  xlsx: ['.xlsx'],
};

/** Types whose text is searched; a scan has none. */
export const TEXT_TYPES = ['pdf', 'docx'] as const satisfies AttachmentType[];
export type TextType = (typeof TEXT_TYPES)[number];

export const PNG_MAGIC = Buffer.from('89504e470d0a1a0a', 'hex');
/** Of an archive both kinds of Office files begin alike; what is inside tells them apart. */
const ZIP_MAGIC = Buffer.from('504b0304', 'hex');
const PDF_MAGIC = Buffer.from('%PDF-', 'latin1');
const JPEG_MAGIC = Buffer.from('ffd8ff', 'hex');

/** Names that look like something else: characters that turn the direction of writing, control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const DECEPTIVE = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/;

/**
 * What the first bytes say a file is. The name must say the same.
 *
 * @throws DeskError KD-6301 nothing in it · KD-6302 larger than its kind may be · KD-6303 of no accepted type ·
 *   KD-6304 named as something else than it is
 */
export function typeOf(fileName: string, bytes: Uint8Array, kind: AttachmentKind): AttachmentType {
  const { types } = acceptedFiles(kind);
  checkSize(bytes.length, kind);
  const extension = extname(fileName).toLowerCase();
  const named = types.find((type) => EXTENSIONS[type].includes(extension));
  const found = byMagic(bytes);
  if (found.length === 0 || !types.some((type) => found.includes(type))) throw notAccepted(types);
  if (DECEPTIVE.test(fileName) || named === undefined || !found.includes(named)) throw new DeskError('KD-6304');
  return named;
}

/** Asked before anything is read. @throws DeskError KD-6301 · KD-6302 */
export function checkSize(bytes: number, kind: AttachmentKind): void {
  const { maxBytes } = acceptedFiles(kind);
  if (bytes === 0) throw new DeskError('KD-6301');
  if (bytes > maxBytes) throw new DeskError('KD-6302', { params: { maximum: maxBytes / 1024 / 1024 } });
}

export function extensionsOf(kind: AttachmentKind): string[] {
  return acceptedFiles(kind).types.flatMap((type) => EXTENSIONS[type].map((extension) => extension.slice(1)));
}

function notAccepted(types: readonly AttachmentType[]): DeskError {
  return new DeskError('KD-6303', { params: { types: types.map((type) => type.toUpperCase()).join(', ') } });
}

function byMagic(bytes: Uint8Array): readonly AttachmentType[] {
  const begins = (magic: Buffer): boolean => magic.equals(bytes.subarray(0, magic.length));
  if (begins(PDF_MAGIC)) return ['pdf'];
  if (begins(PNG_MAGIC)) return ['png'];
  if (begins(JPEG_MAGIC)) return ['jpeg'];
  return begins(ZIP_MAGIC) ? ['docx', 'xlsx'] : [];
}
