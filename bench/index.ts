import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MEASURES, type MeasureName } from './measures.ts';

/**
 * Measures the figures one after the other and prints one line of JSON for each; ends with 1 when something could not
 * be measured. A missed target is a fact, not a failure.
 *
 *     npm run bench -- [--only pull,edit] [--people 50000]
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, people: { type: 'string', default: '50000' } },
  });
  const known = Object.keys(MEASURES) as MeasureName[];
  const wanted = values.only?.split(',') ?? known;
  const unknown = wanted.filter((name) => !known.some((one) => one === name));
  if (unknown.length > 0) throw new Error(`no figure "${unknown.join(', ')}"; there are ${known.join(', ')}`);
  if (!/^[1-9]\d{3,5}$/.test(values.people)) throw new Error(`--people takes 1000 … 999999, not "${values.people}"`);

  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-bench-'));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    for (const name of known.filter((one) => wanted.includes(one))) {
      if (stop.signal.aborted) break;
      console.error(`${name}:`);
      if (!(await measured(name, folder, values.people, stop.signal))) process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (stop.signal.aborted) process.exitCode = 130;
}

/** In a process of its own, whose output is ours. */
async function measured(name: string, folder: string, people: string, signal: AbortSignal): Promise<boolean> {
  const script = join(import.meta.dirname, 'one.ts');
  const child = spawn(process.execPath, ['--expose-gc', script, name, folder, people], { stdio: 'inherit' });
  signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) console.error(`${name} could not be measured (${code === null ? 'killed' : `exit code ${code}`})`);
  return code === 0;
}

await main();
