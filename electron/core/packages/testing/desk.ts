import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { PackageHead, PackageKind, PackagePreview } from '#shared/contract/packages.ts';
import type { BooksParts } from '../../book-parts.ts';
import type { CallContext } from '../../core.ts';
import type { SyncDesk } from '../../sync/testing/desk.ts';
import { readDocuments } from '../documents.ts';
import { pack } from '../pack.ts';
import { createPackages, type PackagesParts } from '../packages.ts';
import type { PackageBox } from '../seal-thread.ts';
import { unseal } from '../unpack.ts';
import { openVolumes } from '../volumes.ts';
import { PHRASE, quickKey } from './sealed.ts';

/** The same work in this thread, with a key that is quick to derive. */
export const quickBox: PackageBox = {
  async open(sealed, passphrase) {
    const { documents, ...content } = await unseal(sealed, passphrase);
    return { ...content, ...readDocuments(content.manifest, documents) };
  },
  openPages: () => ({ open: async (pages) => openVolumes(pages), close: () => undefined }),
  newKey: quickKey,
  async write({ path, about, key, manifest, signature, entries, volumes }) {
    writeFileSync(path, pack(about, key, manifest, signature, entries, volumes));
  },
};

/** Packages over a desk's books, with a stick to carry them. */
export class PackageBench {
  readonly handlers;
  readonly stick: string;
  readonly emitted: string[] = [];
  kicks = 0;
  /** What the dialogs answer. */
  open: string | null = null;
  save: string | null = null;
  #count = 0;

  constructor(
    desk: SyncDesk,
    stick: string,
    parts: Partial<PackagesParts> & Partial<Pick<BooksParts, 'signing'>> = {},
  ) {
    this.stick = stick;
    this.handlers = createPackages({
      db: desk.db,
      clock: desk.clock,
      ids: { next: v7 },
      emit: (name) => void this.emitted.push(name),
      host: { openFile: async () => this.open, saveFile: async () => this.save },
      journal: desk.journal,
      signing: { name: 'none', inspect: never, sign: never },
      verify: never,
      policy: () => ({ signingAuthorities: [] }),
      owner: () => ({ organisation: '1.2.643.5.1', contour: 'test' }),
      requests: desk.requests,
      bulletins: desk.bulletins,
      copies: desk.sync.copies,
      kick: () => {
        this.kicks++;
      },
      box: quickBox,
      ...parts,
    });
  }

  /** @returns where the package lies */
  async write(kind: PackageKind, context: CallContext, passphrase = PHRASE): Promise<string> {
    this.save = join(this.stick, `${kind}-${++this.#count}.kpkg`);
    await this.handlers.write({ kind, passphrase, signing: null }, context);
    return this.save;
  }

  async choose(path: string, context: CallContext): Promise<PackageHead> {
    this.open = path;
    const head = await this.handlers.choose({}, context);
    if (head === null) throw new Error('Cancelled');
    return head;
  }

  async preview(path: string, context: CallContext, passphrase = PHRASE): Promise<PackagePreview> {
    const { fileId } = await this.choose(path, context);
    return this.handlers.preview({ fileId, passphrase }, context);
  }

  async take(path: string, context: CallContext): Promise<PackagePreview> {
    const { fileId } = await this.preview(path, context);
    return this.handlers.take({ fileId }, context);
  }
}

export function newStick(): string {
  return mkdtempSync(join(tmpdir(), 'kartoteka-stick-'));
}

function never(): Promise<never> {
  return Promise.reject(new Error('Not in this test'));
}
