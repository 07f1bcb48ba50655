import { setImmediate as breath } from 'node:timers/promises';
import type { PackageKind, PackageNote } from '#shared/contract/packages.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CarriedBulletins } from '../bulletins/bulletins.ts';
import { type Envelope, envelopeText } from '../changes/envelope.ts';
import type { CarriedMessage } from '../changes/messages.ts';
import { LIMITS } from '../dictionaries/reading/limits.ts';
import type { SharedBulletin } from '../registry/desks.ts';
import { type CanonicalValue, canonicalBytes } from '../signing/canonical.ts';
import type { CopyPage } from '../sync/copies.ts';
import type { RegistryCopies } from '../sync/sync.ts';
import { AT_ONCE, nameOf } from './documents.ts';
import type { Listed } from './format.ts';
import { type PackageLimits, tooLarge } from './limits.ts';
import { entryOf, listedOf, type PackageEntry } from './pack.ts';
import type { RequestDesk } from './request-desk.ts';

/** Which way requests travel in a package, seen from here. */
export const DIRECTION = { requests: 'out', receipt: 'in' } as const;

/** How much is in a package; records are copies of the registry. */
export type PackageCounts = Pick<PackageNote, 'requests' | 'messages' | 'records'>;

export interface Collected {
  readonly entries: readonly PackageEntry[];
  /** What lies sealed beside them, and as the manifest names it. */
  readonly volumes: readonly PackageEntry[];
  readonly beside: readonly Listed[];
  readonly requestIds: readonly EntityId[];
  readonly counts: PackageCounts;
}

interface CollectParts {
  readonly requests: Pick<RequestDesk, 'outgoing' | 'answered' | 'messagesWith' | 'envelopeOf' | 'file' | 'copiesOf'>;
  readonly bulletins: Pick<CarriedBulletins, 'current'>;
  readonly copies: Pick<RegistryCopies, 'read' | 'count'>;
  readonly limits: PackageLimits;
}

/**
 * Everything that a package of a kind holds now.
 * @param seal makes a volume of a page
 * @throws DeskError KD-6411 nothing · KD-6406 more than a package may hold · KD-6002
 */
export async function collect(
  { requests, bulletins, copies, limits }: CollectParts,
  kind: PackageKind,
  seal: (document: PackageEntry) => PackageEntry,
  progress: (done: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<Collected> {
  const into = new Entries(limits);
  if (kind === 'registry') {
    const total = copies.count();
    for await (const page of copies.read(signal)) {
      into.addVolume(page, seal);
      progress(into.records, Math.max(total, into.records));
    }
  }
  const requestIds = kind === 'requests' ? requests.outgoing() : kind === 'receipt' ? requests.answered() : [];
  for (const [at, requestId] of requestIds.entries()) {
    const envelope = requests.envelopeOf(requestId);
    into.addEnvelope(envelope);
    if (kind === 'requests') for (const { sha256 } of envelope.files) into.addFile(sha256, requests.file(sha256));
    else for (const page of requests.copiesOf(requestId)) into.addPage(page);
    progress(at + 1, requestIds.length);
    await breath();
    if (signal.aborted) throw new DeskError('KD-6002');
  }
  const messages = kind === 'registry' ? [] : requests.messagesWith(DIRECTION[kind], requestIds);
  into.addMessages(messages);
  if (requestIds.length + messages.length + into.records === 0) throw new DeskError('KD-6411');
  if (kind !== 'requests') into.addBulletins(bulletins.current());
  const { list: entries, volumes, beside, records } = into;
  const counts = { requests: requestIds.length, messages: messages.length, records };
  return { entries, volumes, beside, requestIds, counts };
}

/** The entries so far, each name once. */
class Entries {
  readonly list: PackageEntry[] = [];
  readonly volumes: PackageEntry[] = [];
  readonly beside: Listed[] = [];
  readonly #limits: PackageLimits;
  readonly #names = new Set<string>();
  #size = 0;
  #envelopes = 0;
  #pages = 0;
  records = 0;

  constructor(limits: PackageLimits) {
    this.#limits = limits;
  }

  addEnvelope(envelope: Envelope): void {
    this.#envelopes++;
    this.#add({ name: nameOf('requests', this.#envelopes), bytes: Buffer.from(envelopeText(envelope)) });
  }

  addPage(page: CopyPage): void {
    this.#add(this.#documentOf(page));
  }

  /** @throws DeskError KD-6406 */
  addVolume(page: CopyPage, seal: (document: PackageEntry) => PackageEntry): void {
    const document = this.#documentOf(page);
    if (document.bytes.length > this.#limits.page) throw tooLarge(this.#limits.page);
    const volume = seal(document);
    this.volumes.push(volume);
    this.beside.push(listedOf(document));
    this.#grow(volume.bytes.length);
  }

  #documentOf({ feed, cursor, copies }: CopyPage): PackageEntry {
    this.#pages++;
    this.records += copies.length;
    const page: CanonicalValue = { feed, cursor, copies: copies.map((copy) => ({ ...copy })) };
    return { name: nameOf('copies', this.#pages), bytes: canonicalBytes(page) };
  }

  addMessages(messages: readonly CarriedMessage[]): void {
    this.#addLists('messages', messages);
  }

  addBulletins(bulletins: readonly SharedBulletin[]): void {
    const texts = bulletins.map(({ content, cms }) => ({ content: base64(content), cms: base64(cms) }));
    this.#addLists('bulletins', texts);
  }

  addFile(sha256: string, bytes: Uint8Array | null): void {
    if (bytes !== null) this.#add(entryOf({ sha256, bytes }));
  }

  #addLists(folder: 'messages' | 'bulletins', items: readonly CanonicalValue[]): void {
    for (let at = 0; at < items.length; at += AT_ONCE) {
      const bytes = canonicalBytes({ [folder]: items.slice(at, at + AT_ONCE) });
      this.#add({ name: nameOf(folder, at / AT_ONCE + 1), bytes });
    }
  }

  #add(entry: PackageEntry): void {
    if (this.#names.has(entry.name)) return;
    this.#names.add(entry.name);
    this.list.push(entry);
    this.#grow(entry.bytes.length);
  }

  #grow(bytes: number): void {
    this.#size += bytes;
    const { size } = this.#limits;
    if (this.#size > size - ROOM) throw tooLarge(size);
    // Head and content, or the manifest and its signature, are entries, too.
    if (Math.max(this.list.length, this.volumes.length) > LIMITS.entries - 2) {
      throw new DeskError('KD-6406', { params: { what: 'entries', maximum: LIMITS.entries } });
    }
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** For the manifest. */
const ROOM = 2 ** 20;
