// Node and npm of the versions the project wants, kept in the cache, for machines whose own are older.
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fetchPackage } from './npm-fetch.mjs';
import { cacheDir, readJson, root, windows } from './paths.mjs';
import { step } from './steps.mjs';

// npm leaves out optional packages that do not name the running Node in their `engines`: on an older Node the bundler
// would come without its native part. From this major on everything in package-lock.json is content.
const enough = 22;
const npmVersion = '11.19.1';

/** The registry's names for Node's own builds, as the `node` package spells them. */
function nodePackage() {
  const platform = windows ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return [prefix, platform, process.arch].join('-');
}

/** A package's contents in the cache, fetched once. */
async function cached(name, version) {
  const folder = path.join(cacheDir, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  const work = path.join(cacheDir, `.work-${process.pid}-${name}`);
  try {
    await step(`${name} ${version} for development`, async () =>
      renameSync(await fetchPackage(`${name}@${version}`, work), folder),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** Node's own build with its headers in include/node. */
export function nodeBuild() {
  const { version } = readJson(path.join(root, 'package-lock.json')).packages['node_modules/node'];
  return cached(nodePackage(), version);
}

/** The command that runs npm: the machine's own where its Node is new enough. */
export async function npmCommand() {
  if (Number(process.versions.node.split('.')[0]) >= enough) return ['npm'];
  const node = path.join(await nodeBuild(), 'bin', windows ? 'node.exe' : 'node');
  return [node, path.join(await cached('npm', npmVersion), 'bin', 'npm-cli.js')];
}
