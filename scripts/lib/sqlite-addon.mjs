// The SQLite addon's prebuilt binary speaks Node-API 10; the stand-in Electron knows 9 and dies of it without a word.
// Compiled from the package's own source as an experimental Node-API module it runs on both and on Node 24.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDebian, forAddon } from './apt.mjs';
import { nodeBuild } from './node-toolchain.mjs';
import { npm } from './npm.mjs';
import { cacheDir, modules, node24, readJson, root, tryJson, windows } from './paths.mjs';
import { run, step } from './steps.mjs';

const home = path.join(modules, 'better-sqlite3');
const prebuilt = path.join(home, 'prebuilds', `${process.platform}-${process.arch}.node`);
const original = `${prebuilt}.original`;
// Inside the package: npm takes it away together with what it vouches for.
const stamp = path.join(home, '.stand-in-addon.json');

const flags = '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL';

/** Named by the package's exact contents and the flags; npm's lock file knows the former. */
function key() {
  const { packages } = readJson(path.join(root, 'package-lock.json'));
  const parts = ['better-sqlite3', 'node-addon-api'].map((name) => packages[`node_modules/${name}`]);
  const digest = createHash('sha256')
    .update(JSON.stringify([parts.map((part) => part.integrity), flags]))
    .digest('hex');
  return `sqlite-addon-${parts[0].version}-${process.platform}-${process.arch}-${digest.slice(0, 12)}`;
}

/** Replaces a file in one stroke: a running program keeps the old one mapped. */
function place(from, to) {
  const beside = `${to}.${process.pid}`;
  copyFileSync(from, beside);
  renameSync(beside, to);
}

const smokeTest = `
  const db = new (require('better-sqlite3'))(':memory:', { nativeBinding: process.argv[1] })
  if (db.prepare('select 42 as n').get().n !== 42) process.exit(1)`;

/** @param headers folder of a Node with its include/node */
async function compile(target, headers) {
  // A copy with its dependency beside it, so that node_modules stays as npm has left it.
  const work = path.join(cacheDir, `.work-${process.pid}`);
  const source = path.join(work, 'node_modules', 'better-sqlite3');
  try {
    mkdirSync(path.dirname(source), { recursive: true });
    cpSync(home, source, { recursive: true });
    cpSync(path.join(modules, 'node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const env = { npm_config_nodedir: headers, CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${flags}` };
    // `npm exec` brings npm's own node-gyp along, wherever npm is installed.
    await npm(['exec', '--call', 'node-gyp rebuild --release --force_build=1 --jobs=max'], { cwd: source, env });
    const built = path.join(source, 'build', 'Release', 'better_sqlite3.node');
    await run(node24, ['-e', smokeTest, built], { cwd: root });
    place(built, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Puts the binary in place that the given runtime ('official' or 'stand-in') can load. */
export async function ensureAddon(runtime) {
  if (runtime !== 'stand-in') {
    if (!existsSync(stamp)) return;
    place(original, prebuilt);
    rmSync(stamp);
    return;
  }
  const name = key();
  if (tryJson(stamp)?.key === name) return;
  const cached = path.join(cacheDir, `${name}.node`);
  if (!existsSync(cached)) {
    if (!windows) await ensureDebian(forAddon);
    // Not every machine's Node came with its headers, and node-gyp would fetch them from beyond the registry.
    const headers = await nodeBuild();
    await step('SQLite addon for the stand-in Electron: compiling, about a minute, once', () =>
      compile(cached, headers),
    );
  }
  if (!existsSync(original)) copyFileSync(prebuilt, original);
  place(cached, prebuilt);
  writeFileSync(stamp, JSON.stringify({ key: name, purpose: 'development and tests only' }));
}
