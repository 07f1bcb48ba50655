// The development peer: a registry and a sign-in service on this computer.

import path from 'node:path';
import { createInterface } from 'node:readline';
import { startChild } from './children.mjs';
import { node24, root } from './paths.mjs';
import { Failure, step, verbose } from './steps.mjs';

/**
 * Starts the sandbox and waits for its line `{"ready":true,"policyFile":…,"issuer":…,"fhir":…}`. It ends with this process.
 * @returns that line, parsed
 */
export function startSandbox({ people, port, data }) {
  const args = [
    path.join(root, 'sandbox', 'index.ts'),
    '--people',
    String(people),
    '--port',
    String(port),
    '--data',
    data,
  ];
  return step(`Sandbox registry with ${people} people`, async () => {
    const child = startChild(node24, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
    let tail = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      if (verbose) process.stderr.write(chunk);
      tail = (tail + chunk).slice(-4000);
    });
    const ended = new Promise((_, reject) => {
      child.on('error', reject);
      child.on('close', (code) =>
        reject(new Failure(`The sandbox ended with ${code} before it was ready:\n${tail.trimEnd()}`)),
      );
    });
    // Once it is ready, its end is no longer this promise's business.
    ended.catch(() => {});
    const ready = new Promise((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const told = parse(line);
        if (told?.ready) resolve(told);
        else if (verbose) process.stderr.write(`${line}\n`);
      });
    });
    return Promise.race([ready, ended]);
  });
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
