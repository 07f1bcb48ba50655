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
 *     npm run mutants -- [--only 'a tombstone'] [--count 10000]
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, count: { type: 'string', default: '10000' } },
});

const ROOT = resolve(import.meta.dirname, '../..');
/** All that the histories are made of. */
const PARTS = ['package.json', 'electron/core', 'shared', 'resources/dictionaries', 'histories'];

interface Report {
  readonly passed: number;
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
      const line = await caught(copy, mutant);
      console.log(`${line === null ? '✗' : '✓'} ${mutant.name}: ${line ?? 'not found'}`);
      isWhole &&= line !== null;
    }
    return isWhole;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** @returns by what it is caught; null when it is not */
async function caught(copy: string, { file, from, to }: Mutant): Promise<string | null> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} has changed: ${from}`);
  await writeFile(
    path,
    source.replace(from, () => to),
  );
  try {
    const report = join(copy, 'report.json');
    const args = ['histories/index.ts', '--until-failure', '--count', values.count, '--report', report];
    const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
    await once(child, 'exit');
    const { passed, failed, failures } = JSON.parse(await readFile(report, 'utf8')) as Report;
    const [failure] = [...failures].sort((a, b) => a.seed - b.seed);
    if (failure === undefined) return null;
    const [message = ''] = failure.message.replace(/^Error: /, '').split('\n');
    return `${message} (history ${failure.seed}, ${passed + failed} told)`;
  } finally {
    await writeFile(path, source);
  }
}

process.exitCode = (await main()) ? 0 : 1;
