import { z } from 'zod';
import type { PackageKind } from '#shared/contract/packages.ts';
import { Envelope } from '../changes/envelope.ts';
import { CarriedMessage } from '../changes/messages.ts';
import type { SharedBulletin } from '../registry/desks.ts';
import { REMOTE_KINDS } from '../registry/port.ts';
import type { CopyPage } from '../sync/copies.ts';
import type { About, PackageDocument } from './format.ts';
import { checkDepth, unreadable } from './json.ts';

/** Copies of the registry in one document. */
const Copies = z.strictObject({
  feed: z.string().min(1).max(100),
  cursor: z.string().max(4000).nullable(),
  copies: z
    .array(
      z.strictObject({
        kind: z.enum(REMOTE_KINDS),
        remoteId: z.string().min(1).max(300),
        version: z.string().min(1).max(300),
        raw: z.string().min(1),
      }),
    )
    .max(1000),
});

/** Of one document. */
export const AT_ONCE = 500;
const Messages = z.strictObject({ messages: z.array(CarriedMessage).max(AT_ONCE) });
/** As long as a registry may pass them on. */
const Signed = z
  .base64()
  .max(200_000)
  .transform((text) => Buffer.from(text, 'base64'));
const Bulletins = z.strictObject({
  bulletins: z.array(z.strictObject({ content: Signed, cms: Signed })).max(AT_ONCE),
});

/** What the documents of a package say. */
export interface Documents {
  readonly envelopes: readonly Envelope[];
  readonly messages: readonly CarriedMessage[];
  readonly bulletins: readonly SharedBulletin[];
  readonly pages: readonly CopyPage[];
}

/** Documents of each kind of package, by the first part of their names. */
const MAY_HOLD: Readonly<Record<PackageKind, readonly Folder[]>> = {
  requests: ['requests', 'messages'],
  registry: ['copies', 'bulletins'],
  receipt: ['requests', 'messages', 'copies', 'bulletins'],
};
type Folder = 'requests' | 'messages' | 'copies' | 'bulletins';

/** @throws DeskError KD-6408 a document is not what its name says, or belongs to no such package */
export function readDocuments({ kind }: Pick<About, 'kind'>, documents: readonly PackageDocument[]): Documents {
  const envelopes: Envelope[] = [];
  const messages: CarriedMessage[] = [];
  const bulletins: SharedBulletin[] = [];
  const pages: CopyPage[] = [];
  const read: Readonly<Record<Folder, (document: PackageDocument) => void>> = {
    requests: (document) => envelopes.push(parsed(Envelope, document)),
    messages: (document) => messages.push(...parsed(Messages, document).messages),
    copies: (document) => pages.push(readPage(document)),
    bulletins: (document) => bulletins.push(...parsed(Bulletins, document).bulletins),
  };
  for (const document of documents) {
    const [first] = document.name.split('/');
    const folder = MAY_HOLD[kind].find((one) => one === first);
    if (folder === undefined) throw unreadable(document.name);
    read[folder](document);
  }
  return { envelopes, messages, bulletins, pages };
}

/** @throws DeskError KD-6408 no page of the registry's copies */
export function readPage(document: PackageDocument): CopyPage {
  const page = parsed(Copies, document);
  for (const { raw } of page.copies) checkDepth(raw, document.name);
  return page;
}

function parsed<S extends z.ZodType>(schema: S, { name, value }: PackageDocument): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw unreadable(name, result.error);
  return result.data;
}

/** `requests/00001.json`, the first being 1. */
export function nameOf(folder: Folder, at: number): string {
  return `${folder}/${String(at).padStart(5, '0')}.json`;
}
