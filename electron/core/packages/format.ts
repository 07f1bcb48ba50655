import { z } from 'zod';
import { PACKAGE_KINDS } from '#shared/contract/packages.ts';
import { Contour } from '#shared/domain/states.ts';
import { EntityId, Instant } from '#shared/domain/values.ts';
import { KdfCost } from '../access/kdf.ts';

export const FORMAT = 'kartoteka-package';
/** Grows when an older program could misread what a newer one writes. */
export const VERSION = 2;

/** Names inside the outer archive, which anybody can open: what it is, and what only the passphrase opens. */
export const HEADER = 'package.json';
export const CONTENT = 'content.enc';
/** Names inside the inner one, besides documents and files. */
export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.p7s';

const DOCUMENT_NAME = /^[a-z]+(\/\d{5})?\.json$/;
const FILE_NAME = /^files\/[0-9a-f]{64}$/;
export function isDocument(name: string): boolean {
  return DOCUMENT_NAME.test(name) && name !== MANIFEST;
}
export function isFile(name: string): boolean {
  return FILE_NAME.test(name);
}
export function fileName(sha256: string): string {
  return `files/${sha256}`;
}

/** What a package is, before it is known who may read it. */
const About = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().min(1).max(VERSION),
  id: EntityId,
  kind: z.enum(PACKAGE_KINDS),
  /** OID of the organisation in ФРМО; nobody else's desk takes it. */
  organisation: z.string().min(1).max(200),
  contour: Contour,
  madeAt: Instant,
});
export type About = z.infer<typeof About>;

/** Lies open beside the sealed content, which opens with exactly this header only. */
export const Header = About.extend({
  cipher: z.literal('scrypt+aes-256-gcm'),
  kdf: KdfCost.extend({ p: z.literal(1) }),
  salt: z.base64().length(24),
});
export type Header = z.infer<typeof Header>;

/** AES-GCM's, in front of what is sealed. */
export const NONCE = 12;

/** A document or a file as the manifest names it. */
const Listed = z.object({
  name: z.string(),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Listed = z.infer<typeof Listed>;

export const Manifest = About.extend({
  madeBy: z.object({ name: z.string().max(500), role: z.string().max(50) }),
  entries: z.array(Listed),
});
export type Manifest = z.infer<typeof Manifest>;

/** A document of a package: a name and JSON. */
export interface PackageDocument {
  readonly name: string;
  readonly value: unknown;
}

/** A file that documents name by its digest. */
export interface PackageFile {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Opened and whole: every digest fits, every document is canonical JSON. Whether the documents make sense is not checked. */
export interface PackageContent {
  readonly manifest: Manifest;
  readonly documents: readonly PackageDocument[];
  readonly files: readonly PackageFile[];
  /** What lies sealed beside the content, and was not opened yet. */
  readonly volumes: readonly Listed[];
  readonly key: Uint8Array;
  readonly signature: { readonly cms: Uint8Array; readonly content: Uint8Array } | null;
}
