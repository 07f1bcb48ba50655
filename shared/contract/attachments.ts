import { z } from 'zod';
import { EntityKind } from '../domain/entities.ts';
import { EntityId, Instant, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';

/** What a file is about; the last three are the organisation's required documents. */
export const ATTACHMENT_KINDS = [
  'diploma',
  'certificate',
  'order',
  'contract',
  'identity',
  'application',
  'other',
  'charter',
  'decision',
  'licence',
] as const;
export const AttachmentKind = z.enum(ATTACHMENT_KINDS);
export type AttachmentKind = z.infer<typeof AttachmentKind>;

export const ATTACHMENT_TYPES = ['pdf', 'jpeg', 'png', 'docx', 'xlsx'] as const;
export const AttachmentType = z.enum(ATTACHMENT_TYPES);
export type AttachmentType = z.infer<typeof AttachmentType>;

const MEGABYTE = 1024 * 1024;
/** What every organisation keeps. */
export const ORGANISATION_DOCUMENTS = ['charter', 'decision', 'licence'] as const satisfies AttachmentKind[];
/** Bytes of a file at most, and its types: the organisation's required documents are small and PDF only. */
export function acceptedFiles(kind: AttachmentKind): { maxBytes: number; types: readonly AttachmentType[] } {
  return ORGANISATION_DOCUMENTS.some((document) => document === kind)
    ? { maxBytes: 5 * MEGABYTE, types: ['pdf'] }
    : { maxBytes: 10 * MEGABYTE, types: ATTACHMENT_TYPES };
}

/** Any record of the desk may have files. */
export const AttachmentOwner = z.object({ kind: EntityKind, id: EntityId });
export type AttachmentOwner = z.infer<typeof AttachmentOwner>;

export const AttachmentVersion = z.object({
  /** 1 is the first. */
  version: z.number().int().min(1),
  /** As the user's disk named it. */
  fileName: z.string(),
  type: AttachmentType,
  bytes: z.number().int(),
  /** Of a PDF. */
  pages: z.number().int().nullable(),
  /** Hexadecimal. */
  sha256: z.string(),
  /** Under 200 dots per inch: letters of a document may be unreadable. */
  coarse: z.boolean(),
  addedAt: Instant,
  addedBy: z.string(),
});
export type AttachmentVersion = z.infer<typeof AttachmentVersion>;

/** A file of a record as it stands: the newest of its versions. */
export const Attachment = AttachmentVersion.extend({
  id: EntityId,
  owner: AttachmentOwner,
  kind: AttachmentKind,
  /** Taken off the record; it is kept and can be put back. */
  removed: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

/** A line of the register: the file with whom it is about. */
export const RegisteredAttachment = Attachment.extend({
  subject: z.object({
    kind: EntityKind,
    id: EntityId,
    title: z.string(),
  }),
});
export type RegisteredAttachment = z.infer<typeof RegisteredAttachment>;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array).meta({ format: 'bytes' });

/** Bytes that came with a drop onto the page; null asks by the dialog of the system. */
export const GivenFile = z
  .object({
    fileName: z.string().min(1).max(255),
    content: Bytes,
  })
  .nullable();
export type GivenFile = z.infer<typeof GivenFile>;

/** A version of a file; the newest one when it is not named. */
const Wanted = z.object({ attachmentId: EntityId, version: z.number().int().min(1).optional() });
const One = z.object({ attachmentId: EntityId });

export const attachments = {
  /** Files of these records, removed ones too, in the order in which they came. */
  of: query(
    'signed-in',
    z.object({ owners: z.array(AttachmentOwner).max(2000) }),
    z.object({ attachments: z.array(Attachment) }),
  ),
  /** Every file of the desk, the newest first. */
  list: query(
    'signed-in',
    z.object({
      /** Words of a file's name, of the person's, of the division's. */
      text: z.string().max(200).default(''),
      kind: AttachmentKind.nullable().default(null),
      ownerKind: EntityKind.nullable().default(null),
      /** Added on this day or later. */
      since: LocalDate.nullable().default(null),
      removed: z.boolean().default(false),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.object({
      total: z.number().int(),
      /** There are files, whatever was asked for, be they removed ones. */
      any: z.boolean(),
      lines: z.array(RegisteredAttachment),
    }),
  ),
  /** The newest first. */
  versions: query('signed-in', One, z.object({ versions: z.array(AttachmentVersion) })),
  /** Null: the dialog was cancelled. @throws KD-63xx why the file is not taken · KD-3008 no such record */
  add: command(
    ['editor'],
    z.object({ owner: AttachmentOwner, kind: AttachmentKind, file: GivenFile }),
    Attachment.nullable(),
  ),
  /** The former version is kept. */
  replace: command(['editor'], One.extend({ file: GivenFile }), Attachment.nullable()),
  remove: command(['editor'], One, z.object({})),
  restore: command(['editor'], One, z.object({})),
  /** An image comes to the page; a PDF opens in a window of its own; tables and texts can only be saved. Journalled. */
  open: query(
    ['editor', 'approver', 'viewer'],
    Wanted,
    z.object({
      fileName: z.string(),
      type: AttachmentType,
      /** Null: shown in a window, or not shown at all. */
      content: Bytes.nullable(),
      shown: z.boolean(),
    }),
  ),
  /** Asks where to save; null when the dialog was cancelled. Journalled. */
  save: query(['editor', 'approver', 'viewer'], Wanted, z.object({ fileName: z.string() }).nullable()),
};
