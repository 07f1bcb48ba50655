// One training desk per number of people: its registry and the program's profile, kept between starts and fitting each other.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { devProfile } from './paths.mjs';
import { startSandbox } from './sandbox.mjs';
import { Failure, say } from './steps.mjs';

const free = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The port of last time, or 0 for any: the program knows its registry by address, which should stay the same. */
async function portOf(file) {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return port && (await free(port)) ? port : 0;
  } catch {
    return 0;
  }
}

/**
 * Starts the registry of the training desk.
 * @param fresh forgets what was done at this desk before
 * @returns the switches with which the program opens this desk
 */
export async function openDesk({ people = '2000', port, fresh = false }) {
  // It becomes part of a path that `fresh` removes.
  if (!/^[1-9]\d{0,5}$/.test(people)) throw new Failure(`--people takes a number, not "${people}".`);
  const folder = path.join(devProfile, `desk-${people}`);
  if (fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const portFile = path.join(folder, 'port');
  const sandbox = await startSandbox({
    people,
    port: port ?? (await portOf(portFile)),
    data: path.join(folder, 'registry'),
  });
  writeFileSync(portFile, new URL(sandbox.fhir).port);
  say(`  Registry ${sandbox.fhir} · sign-in ${sandbox.issuer} · files in ${folder}`);
  return [`--policy=${sandbox.policyFile}`, `--user-data-dir=${path.join(folder, 'profile')}`];
}
