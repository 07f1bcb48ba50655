import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createMemoryRegistry } from '../../electron/core/registry/memory.ts';
import { clinicSource } from '../../electron/core/training/generate.ts';
import { type Bench, subfolder } from './bench.ts';
import { newKey, type StoreFile } from './desk.ts';
import { firstPull } from './first-pull.ts';
import { timed } from './measure.ts';

/** A copy of the store of the generated clinic that has so many people; it is filled once in a run. */
export async function storeOf(bench: Bench, people: number): Promise<StoreFile> {
  const { path, keyFile } = placeOf(bench, people);
  if (!existsSync(keyFile)) {
    bench.note(`preparing a clinic of ${people} people`);
    const file = { path: join(subfolder(bench, 'fill'), 'kartoteka.db'), key: newKey() };
    const registry = createMemoryRegistry(clinicSource({ people }), new Date().toISOString());
    const took = await timed(() => firstPull(file, registry));
    keepStore(bench, people, file);
    bench.note(`prepared in ${Math.round(took)} ms`);
  }
  const copy = join(subfolder(bench, `copy-${people}`), 'kartoteka.db');
  copyFileSync(path, copy);
  return { path: copy, key: new Uint8Array(readFileSync(keyFile)) };
}

/** Takes over a closed store just filled from the generated clinic, unless there is one already. */
export function keepStore(bench: Bench, people: number, file: StoreFile): void {
  const { path, keyFile } = placeOf(bench, people);
  if (existsSync(keyFile)) return;
  mkdirSync(dirname(path), { recursive: true });
  renameSync(file.path, path);
  // Written last: it says that the store is whole.
  writeFileSync(keyFile, file.key);
}

function placeOf({ folder }: Bench, people: number): { readonly path: string; readonly keyFile: string } {
  const made = join(folder, `clinic-${people}`);
  return { path: join(made, 'kartoteka.db'), keyFile: join(made, 'key') };
}
