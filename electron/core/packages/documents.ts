import { z } from 'zod';
import type { PackageKind } from '#shared/contract/packages.ts';
import { Envelope } from '../changes/envelope.ts';
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

/** What the documents of a package say. */
export interface Documents {
  readonly envelopes: readonly Envelope[];
  readonly pages: readonly CopyPage[];
}

/** Documents of each kind of package, by the first part of their names. */
const MAY_HOLD: Readonly<Record<PackageKind, readonly string[]>> = {
  requests: ['requests'],
  registry: ['copies'],
  receipt: ['requests', 'copies'],
};

/** @throws DeskError KD-6408 a document is not what its name says, or belongs to no such package */
export function readDocuments({ kind }: Pick<About, 'kind'>, documents: readonly PackageDocument[]): Documents {
  const envelopes: Envelope[] = [];
  const pages: CopyPage[] = [];
  for (const document of documents) {
    const [folder = ''] = document.name.split('/');
    if (!MAY_HOLD[kind].includes(folder)) throw unreadable(document.name);
    if (folder === 'requests') envelopes.push(parsed(Envelope, document));
    else pages.push(pageOf(document));
  }
  return { envelopes, pages };
}

function pageOf(document: PackageDocument): CopyPage {
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
export function nameOf(folder: 'requests' | 'copies', at: number): string {
  return `${folder}/${String(at).padStart(5, '0')}.json`;
}
