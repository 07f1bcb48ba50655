import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Failure } from '../check.ts';
import { MUTANTS, type Mutant } from './list.ts';

/**
 * Puts one fault after the other into a copy of the engine and tells histories until one of them shows it; ends with 1
 * when a fault is not found, or cannot be put in because the source has changed.
 *
 *     npm run mutants -- [--only 'a conflict'] [--count 10000]
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, count: { type: 'string', default: '10000' } },
});

const ROOT = resolve(import.meta.dirname, '../..');
/** All that the histories are made of. */
const PARTS = ['package.json', 'electron/core', 'shared', 'resources/dictionaries', 'histories'];

interface Report {
  readonly failed: number;
  readonly failures: readonly Failure[];
}

async function main(): Promise<boolean> {
  const copy = await mkdtemp(join(tmpdir(), 'kartoteka-mutants-'));
  try {
    for (const part of PARTS) await cp(join(ROOT, part), join(copy, part), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    let isWhole = true;
    for (const mutant of MUTANTS.filter(({ name }) => name.includes(values.only))) {
      const began = performance.now();
      const failure = await caught(copy, mutant);
      // A history that fails by itself proves nothing.
      const isProof = failure !== null && (await tell(copy, mutant, ['--seed', String(failure.seed)])).failed === 0;
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      console.log(`${isProof ? '✓' : '✗'} ${mutant.name}: ${inWords(failure)}, ${seconds} s`);
      isWhole &&= isProof;
    }
    return isWhole;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** @returns the first history that shows it; null when none does */
async function caught(copy: string, mutant: Mutant): Promise<Failure | null> {
  const { file, from, to } = mutant;
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} has changed: ${from}`);
  await writeFile(
    path,
    source.replace(from, () => to),
  );
  try {
    const { failures } = await tell(copy, mutant, ['--until-failure', '--count', values.count]);
    return failures.toSorted((a, b) => a.seed - b.seed)[0] ?? null;
  } finally {
    await writeFile(path, source);
  }
}

async function tell(copy: string, { shared = false }: Mutant, args: readonly string[]): Promise<Report> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const child = spawn(
    process.execPath,
    ['histories/index.ts', ...args, ...(shared ? ['--shared'] : []), '--report', report],
    {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await once(child, 'exit');
  return JSON.parse(await readFile(report, 'utf8')) as Report;
}

function inWords(failure: Failure | null): string {
  if (failure === null) return `not found in ${values.count} histories`;
  const [message = ''] = failure.message.replace(/^Error: /, '').split('\n');
  return `${message} (history ${failure.seed})`;
}

process.exitCode = (await main()) ? 0 : 1;
