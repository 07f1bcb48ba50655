// Debian packages that npm cannot bring. Elsewhere than on Debian and its kin nothing is checked.
import { spawnSync } from 'node:child_process';
import { hasDpkg, isRoot } from './paths.mjs';
import { Failure, run, step } from './steps.mjs';

/** What Electron's binary is linked against, and a font with Cyrillic for bare machines. */
export const forElectron = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libnotify4',
  'libxss1',
  'libxtst6',
  'fonts-dejavu-core',
];
export const forDisplay = ['xvfb'];
export const forAddon = ['python3', 'make', 'g++'];

/**
 * chromium: the «system browser» of the sign-in tests · poppler-utils: text and pictures of our PDFs · libreoffice-calc: opens our XLSX,
 * python3-uno and xdotool: drive it · openssl with the GOST engine: makes and checks test signatures.
 */
export const forTests = [
  'chromium',
  'poppler-utils',
  'libreoffice-calc',
  'python3-uno',
  'xdotool',
  'openssl',
  'libengine-gost-openssl',
];

// Debian 13 and Ubuntu 24.04 renamed libraries when time became 64 bits wide.
const alias = (name) => `${name}t64`;

function missingOf(wanted) {
  const asked = wanted.flatMap((name) => [name, alias(name)]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg's, not ours
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', `-f=${format}`, ...asked], { encoding: 'utf8' });
  const there = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !there.has(name) && !there.has(alias(name)));
}

const offered = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

/** Installs what is missing as root; for anybody else prints the line to run. */
export async function ensureDebian(wanted) {
  if (!hasDpkg()) return;
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends'];
  if (!isRoot()) {
    throw new Failure(
      `Debian packages are missing. Run this once, then start again:\n  sudo apt-get update && sudo apt-get ${[...install, ...missing].join(' ')}`,
    );
  }
  await step(`Debian packages: ${missing.join(' ')}`, async () => {
    // Another package manager may be at work: wait for it rather than fail.
    const common = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', [...common, 'update'], { env });
    const names = missing.map((name) => (!offered(name) && offered(alias(name)) ? alias(name) : name));
    await run('apt-get', [...common, ...install, ...names], { env });
  });
}
