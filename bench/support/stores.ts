import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryRegistry } from '../../electron/core/registry/memory.ts';
import { clinicSource } from '../../electron/core/training/generate.ts';
import { type Bench, subfolder } from './bench.ts';
import { newKey, type StoreFile } from './desk.ts';
import { firstPull } from './first-pull.ts';
import { timed } from './measure.ts';

/** A copy of the store of the generated clinic that has so many people; it is made once in a run. */
export async function storeOf(bench: Bench, people: number): Promise<StoreFile> {
  const made = join(bench.folder, `clinic-${people}`);
  const keyFile = join(made, 'key');
  const path = join(made, 'kartoteka.db');
  if (!existsSync(keyFile)) {
    bench.note(`preparing a clinic of ${people} people`);
    mkdirSync(made, { recursive: true });
    const key = newKey();
    const registry = createMemoryRegistry(clinicSource({ people }), new Date().toISOString());
    const took = await timed(() => firstPull({ path, key }, registry));
    // Written last: it says that the store is whole.
    writeFileSync(keyFile, key);
    bench.note(`prepared in ${Math.round(took)} ms`);
  }
  const copy = join(subfolder(bench, `copy-${people}`), 'kartoteka.db');
  copyFileSync(path, copy);
  return { path: copy, key: new Uint8Array(readFileSync(keyFile)) };
}
