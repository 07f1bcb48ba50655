import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Gives a run one temporary folder: whatever its processes leave there, also those that were killed, goes with it. The
 * `globalSetup` of Vitest; the other runs begin in scripts.
 *
 * @returns what takes the folder away again
 */
export default function runFolder() {
  const names = ['TMPDIR', 'TEMP', 'TMP'];
  const before = names.map((name) => [name, process.env[name]]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kartoteka-run-'));
  for (const name of names) process.env[name] = folder;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    // Programs that were just closed may still write their last lines.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
}
