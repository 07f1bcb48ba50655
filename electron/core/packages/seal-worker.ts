import { writeFile } from 'node:fs/promises';
import type { CopyPage } from '../sync/copies.ts';
import { answerEach } from '../threads.ts';
import { type Documents, readDocuments } from './documents.ts';
import type { About, PackageContent } from './format.ts';
import { type PackageEntry, pack } from './pack.ts';
import type { PackageKey } from './passphrase.ts';
import { type Sealed, unseal } from './unpack.ts';
import { openVolumes, type SealedPages } from './volumes.ts';

/** The work that takes long: deriving a key, packing and sealing, or opening and checking. */
export type SealTask =
  | {
      readonly do: 'pack';
      readonly path: string;
      readonly about: About;
      readonly key: PackageKey;
      readonly manifest: Uint8Array;
      readonly signature: Uint8Array | null;
      readonly entries: readonly PackageEntry[];
      readonly volumes: readonly PackageEntry[];
    }
  | { readonly do: 'open'; readonly sealed: Sealed; readonly passphrase: string }
  | { readonly do: 'pages'; readonly pages: SealedPages };

/** A package whose documents are of the shape that their names promise. */
export type OpenedPackage = Omit<PackageContent, 'documents'> & Documents;

async function perform(task: SealTask): Promise<OpenedPackage | CopyPage[] | null> {
  if (task.do === 'pages') return openVolumes(task.pages);
  if (task.do === 'open') {
    const { documents, ...content } = await unseal(task.sealed, task.passphrase);
    return { ...content, ...readDocuments(content.manifest, documents) };
  }
  const { path, about, key, manifest, signature, entries, volumes } = task;
  // Only sealed bytes ever reach a disk.
  await writeFile(path, pack(about, key, manifest, signature, entries, volumes), { mode: 0o600 });
  return null;
}

answerEach(perform);
