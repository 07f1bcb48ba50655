import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { keepStore } from '../support/stores.ts';

const ROUNDS = 3;
/** Each takes its time. */
const WIRE_ROUNDS = 2;
const TARGET = 2.5;

/**
 * The first pull of a whole clinic, against an upsert of the same entities: once with the pages in memory already, once
 * over HTTP from the development registry in a process of its own (with parsing, checking and mapping of FHIR), where
 * the floor also reads the same pages and drops them.
 */
export async function measure(bench: Bench): Promise<void> {
  const { people } = bench;
  const sandbox = await startSandbox({ people, data: subfolder(bench, 'registry') });
  try {
    bench.note(`the registry of ${people} people stands`);
    const memory = await premade(createMemoryRegistry(clinicSource({ people }), new Date().toISOString()));
    const pages = await barePagesOf(memory);
    const token = await tokenOf(sandbox.control);
    const told = (what: string, took: number): number => {
      bench.note(`${what}: ${Math.round(took)} ms`);
      return took;
    };
    const inNewStore = async (work: (file: StoreFile) => Promise<number>): Promise<number> => {
      const file = { path: join(subfolder(bench, 'pull'), 'kartoteka.db'), key: newKey() };
      const took = await work(file);
      rmSync(dirname(file.path), { recursive: true });
      return took;
    };
    const times = await inTurns(ROUNDS, {
      upsert: async () => told('upsert', await inNewStore((file) => upsertAll(file, pages))),
      memory: async () =>
        told(
          'pull',
          await inNewStore(async (file) => {
            const took = await firstPull(file, memory);
            keepStore(bench, people, file);
            return took;
          }),
        ),
    });
    const wire = await inTurns(WIRE_ROUNDS, {
      download: async () => told('download', await timed(() => readAll(sandbox.fhir, token))),
      http: async () =>
        told('pull over HTTP', await inNewStore((file) => firstPull(file, fhirRegistry(sandbox.fhir, token)))),
    });
    const upsert = median(times.upsert);
    bench.report(figure('first pull', median(times.memory), upsert, TARGET));
    bench.report(figure('first pull over HTTP', median(wire.http), upsert + median(wire.download), TARGET));
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

/** Asks for every page of every type, one after the other, and keeps nothing. */
async function readAll(base: string, token: string): Promise<void> {
  const headers = { accept: 'application/fhir+json', authorization: `Bearer ${token}` };
  for (const type of ['Practitioner', 'Location', 'Organization', 'PractitionerRole', 'HealthcareService', 'Basic']) {
    let next: string | undefined = `${base}/${type}/_history?_count=500`;
    while (next !== undefined) {
      const response: Response = await fetch(next, { headers });
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} from the registry`);
      const link: unknown = JSON.parse(/{[^{}]*"relation":"next"[^{}]*}/.exec(text.slice(0, 2000))?.[0] ?? 'null');
      next = (link as { url: string } | null)?.url;
    }
  }
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
