import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Failure } from './check.ts';
import { tellAll } from './pool.ts';

/**
 * Tells random histories of the real exchange; ends with 1 when one does not hold.
 *
 *     npm run histories -- [--count 10000] [--from 1] [--seed 4711] [--shared] [--until-failure] [--report file]
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    /** Only this one. */
    seed: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Desks hear of one another's requests, and the registry may go back to an older copy of itself. */
    shared: { type: 'boolean', default: false },
    'until-failure': { type: 'boolean', default: false },
    /** Numbers and failures as JSON. */
    report: { type: 'string' },
  },
});

const SHORTEN = 3;
const EVERY = 1000;
const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;
const failures: Failure[] = [];
const count = values.seed === undefined ? numberOf(values.count) : 1;
let told = 0;

function numberOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`"${text}" is not a number`);
  return Number(text);
}

function show({ seed, invariant, message, story }: Failure): void {
  console.log(`✗ history ${seed} breaks ${invariant ?? 'down'}\n${message}`);
  if (story !== null) console.log(`the shortest such story:\n${story}`);
  console.log(`again: npm run histories -- --seed ${seed}${values.shared ? ' --shared' : ''}`);
}

await tellAll({
  from: numberOf(values.seed ?? values.from),
  count,
  workers: numberOf(values.workers),
  shared: values.shared,
  shorten: values['until-failure'] ? 0 : SHORTEN,
  untilFailure: values['until-failure'],
  told(failure) {
    told++;
    if (failure !== null) {
      failures.push(failure);
      show(failure);
    }
    if (told % EVERY === 0) console.log(`${told} histories, ${seconds()}`);
  },
});
if (values.report !== undefined) {
  writeFileSync(values.report, JSON.stringify({ passed: told - failures.length, failed: failures.length, failures }));
}
console.log(`${told - failures.length} passed, ${failures.length} failed, ${seconds()}`);
process.exitCode = failures.length > 0 ? 1 : 0;
