// One line per step; a command's own output only when it fails, or with --verbose.
import { exitOf, startChild } from './children.mjs';

export const verbose = process.argv.includes('--verbose') || Boolean(process.env.KARTOTEKA_VERBOSE);

/** A failure whose text is meant for a person: printed without a stack. */
export class Failure extends Error {}

export function say(text) {
  console.log(text);
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Announces the step, does it, adds the time it took. */
export async function step(title, work) {
  const began = Date.now();
  process.stdout.write(verbose ? `→ ${title}\n` : `→ ${title} … `);
  try {
    const result = await work();
    process.stdout.write(verbose ? `  ${title}: ${seconds(began)}\n` : `${seconds(began)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed after ${seconds(began)}\n`);
    throw error;
  }
}

// The cause stands at the end, after whatever went well.
const lastLines = (text) => text.trimEnd().split('\n').slice(-80).join('\n');

/** Runs a command to its end and returns its standard output. @throws Failure with all of its output on a non-zero exit. */
export async function run(command, args, options = {}) {
  const child = startChild(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let all = '';
  const take = (to) => (chunk) => {
    all += chunk;
    if (to === process.stdout) out += chunk;
    if (verbose) process.stderr.write(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', take(process.stdout));
  child.stderr.setEncoding('utf8').on('data', take(process.stderr));
  const code = await exitOf(child).catch((error) => {
    throw new Failure(`${command} could not be started: ${error.message}`);
  });
  if (code !== 0) {
    const what = [command, ...args].join(' ');
    throw new Failure(`${what}\nended with ${code}${verbose ? '' : `:\n${lastLines(all)}`}`);
  }
  return out;
}

/** Runs a command with its output shown as it comes; resolves to the exit code. */
export const show = (command, args, options) => exitOf(startChild(command, args, options));

/** The outermost frame of every script: turns a Failure into a message and an exit code. */
export async function main(work) {
  try {
    process.exit((await work()) ?? 0);
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exit(1);
  }
}
