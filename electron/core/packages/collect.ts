import { setImmediate as breath } from 'node:timers/promises';
import type { PackageKind } from '#shared/contract/packages.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { type Envelope, envelopeText } from '../changes/envelope.ts';
import { LIMITS } from '../dictionaries/reading/limits.ts';
import { type CanonicalValue, canonicalBytes } from '../signing/canonical.ts';
import type { CopyPage } from '../sync/copies.ts';
import type { RegistryCopies } from '../sync/sync.ts';
import { nameOf } from './documents.ts';
import { entryOf, type PackageEntry } from './pack.ts';
import type { RequestDesk } from './request-desk.ts';

export interface Collected {
  readonly entries: readonly PackageEntry[];
  readonly requestIds: readonly EntityId[];
  /** Copies of the registry. */
  readonly records: number;
}

interface CollectParts {
  readonly requests: Pick<RequestDesk, 'outgoing' | 'answered' | 'envelopeOf' | 'file' | 'copiesOf'>;
  readonly copies: Pick<RegistryCopies, 'read' | 'count'>;
}

/**
 * Everything that a package of a kind holds now.
 * @throws DeskError KD-6411 nothing · KD-6406 more than a package may hold · KD-6002
 */
export async function collect(
  { requests, copies }: CollectParts,
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
  if (requestIds.length === 0 && into.records === 0) throw new DeskError('KD-6411');
  return { entries: into.list, requestIds, records: into.records };
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

  addFile(sha256: string, bytes: Uint8Array | null): void {
    if (bytes !== null) this.#add(entryOf({ sha256, bytes }));
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

/** For the manifest. */
const ROOM = 2 ** 20;

function over(what: 'size' | 'entries', maximum: number): DeskError {
  return new DeskError('KD-6406', { params: { what, maximum } });
}
