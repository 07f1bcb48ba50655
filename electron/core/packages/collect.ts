import { setImmediate as breath } from 'node:timers/promises';
import type { PackageKind } from '#shared/contract/packages.ts';
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
import { entryOf, type PackageEntry } from './pack.ts';
import type { RequestDesk } from './request-desk.ts';

/** Which way requests travel in a package, seen from here. */
export const DIRECTION = { requests: 'out', receipt: 'in' } as const;

export interface Collected {
  readonly entries: readonly PackageEntry[];
  readonly requestIds: readonly EntityId[];
  readonly messages: number;
  /** Copies of the registry. */
  readonly records: number;
}

interface CollectParts {
  readonly requests: Pick<RequestDesk, 'outgoing' | 'answered' | 'messagesWith' | 'envelopeOf' | 'file' | 'copiesOf'>;
  readonly bulletins: Pick<CarriedBulletins, 'current'>;
  readonly copies: Pick<RegistryCopies, 'read' | 'count'>;
}

/**
 * Everything that a package of a kind holds now.
 * @throws DeskError KD-6411 nothing · KD-6406 more than a package may hold · KD-6002
 */
export async function collect(
  { requests, bulletins, copies }: CollectParts,
  kind: PackageKind,
  progress: (done: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<Collected> {
  const into = new Entries();
  if (kind === 'registry') {
    const total = copies.count();
    for await (const page of copies.read(signal)) {
      into.addPage(page);
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
  return { entries: into.list, requestIds, messages: messages.length, records: into.records };
}

/** The entries so far, each name once. */
class Entries {
  readonly list: PackageEntry[] = [];
  readonly #names = new Set<string>();
  #size = 0;
  #envelopes = 0;
  #pages = 0;
  records = 0;

  addEnvelope(envelope: Envelope): void {
    this.#envelopes++;
    this.#add({ name: nameOf('requests', this.#envelopes), bytes: Buffer.from(envelopeText(envelope)) });
  }

  addPage({ feed, cursor, copies }: CopyPage): void {
    this.#pages++;
    this.records += copies.length;
    const page: CanonicalValue = { feed, cursor, copies: copies.map((copy) => ({ ...copy })) };
    this.#add({ name: nameOf('copies', this.#pages), bytes: canonicalBytes(page) });
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
    this.#size += entry.bytes.length;
    this.list.push(entry);
    // The manifest and its signature are entries, too.
    if (this.#size > LIMITS.size - ROOM) throw over('size', LIMITS.size / 2 ** 20);
    if (this.list.length > LIMITS.entries - 2) throw over('entries', LIMITS.entries);
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** For the manifest. */
const ROOM = 2 ** 20;

function over(what: 'size' | 'entries', maximum: number): DeskError {
  return new DeskError('KD-6406', { params: { what, maximum } });
}
