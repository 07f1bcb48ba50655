import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../../e2e/support/sandbox.ts';
import { systemClock } from '../../electron/core/clock.ts';
import { createFhirRegistry } from '../../electron/core/registry/fhir/adapter.ts';
import { createMemoryRegistry } from '../../electron/core/registry/memory.ts';
import type { Registry } from '../../electron/core/registry/port.ts';
import { clinicSource } from '../../electron/core/training/generate.ts';
import { barePagesOf, upsertAll } from '../support/bare-store.ts';
import { type Bench, subfolder } from '../support/bench.ts';
import { newKey, type StoreFile } from '../support/desk.ts';
import { firstPull, premade, SILENT } from '../support/first-pull.ts';
import { figure, inTurns, median } from '../support/measure.ts';

const ROUNDS = 3;
const TARGET = 2.5;

/**
 * The first pull of a whole clinic, against an upsert of the same entities: once with the pages in memory already, once
 * over HTTP from the development registry in a process of its own (with parsing, checking and mapping of FHIR).
 */
export async function measure(bench: Bench): Promise<void> {
  const { people } = bench;
  const sandbox = await startSandbox({ people, data: subfolder(bench, 'registry') });
  try {
    bench.note(`the registry of ${people} people stands`);
    const memory = await premade(createMemoryRegistry(clinicSource({ people }), new Date().toISOString()));
    const pages = await barePagesOf(memory);
    const token = await tokenOf(sandbox.control);
    const inNewStore = async (what: string, work: (file: StoreFile) => Promise<number>): Promise<number> => {
      const folder = subfolder(bench, 'pull');
      const took = await work({ path: join(folder, 'kartoteka.db'), key: newKey() });
      rmSync(folder, { recursive: true });
      bench.note(`${what}: ${Math.round(took)} ms`);
      return took;
    };
    const times = await inTurns(ROUNDS, {
      floor: () => inNewStore('upsert', (file) => upsertAll(file, pages)),
      memory: () => inNewStore('pull', (file) => firstPull(file, memory)),
      http: () => inNewStore('pull over HTTP', (file) => firstPull(file, fhirRegistry(sandbox.fhir, token))),
    });
    const floor = median(times.floor);
    bench.report(figure('first pull', median(times.memory), floor, TARGET));
    bench.report(figure('first pull over HTTP', median(times.http), floor, TARGET));
  } finally {
    await sandbox.stop();
  }
}

async function tokenOf(control: string): Promise<string> {
  const response = await fetch(`${control}/_token?login=kadrovik`);
  const { accessToken } = (await response.json()) as { accessToken?: string };
  if (accessToken === undefined) throw new Error(`no token: ${response.status}`);
  return accessToken;
}

function fhirRegistry(endpoint: string, token: string): Registry {
  return createFhirRegistry({
    fetch,
    endpoints: [endpoint],
    accessToken: async () => token,
    clock: systemClock(),
    log: SILENT,
  });
}
