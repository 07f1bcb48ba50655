import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Header {
  readonly salt: string;
  readonly kdf: { readonly log2N: number; readonly r: number; readonly p: number };
}

/** What is sealed in one file of a package, unpacked into a folder. */
async function unseal(file: string, key: string, folder: string): Promise<void> {
  const sealed = await readFile(file);
  const [ciphertext, inner] = [`${file}.ciphertext`, `${file}.zip`];
  await writeFile(ciphertext, sealed.subarray(12, -16));
  const counter = `${sealed.subarray(0, 12).toString('hex')}00000002`;
  await run('openssl', ['enc', '-d', '-aes-256-ctr', '-K', key, '-iv', counter, '-in', ciphertext, '-out', inner]);
  await run('unzip', ['-tq', inner]);
  await run('unzip', ['-oq', inner, '-d', folder]);
}

/**
 * Opens a package with programs that are not ours: `unzip` and `openssl`. Of AES-256-GCM openssl's command line knows
 * the cipher alone: counter mode that begins with 2; the seal over it is what our own tests break.
 *
 * @returns the folder with what was inside, its signature (where there is one) found good under `ca`
 */
export async function openPackage(path: string, phrase: string, folder: string, ca?: string): Promise<string> {
  const inside = join(folder, 'inside');
  await mkdir(inside, { recursive: true });
  await run('unzip', ['-tq', path]);
  await run('unzip', ['-oq', path, '-d', folder]);
  const { salt, kdf } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Header;
  const { stdout } = await run('openssl', [
    ...['kdf', '-keylen', '32', '-kdfopt', `pass:${phrase}`],
    ...['-kdfopt', `hexsalt:${Buffer.from(salt, 'base64').toString('hex')}`, '-kdfopt', `n:${2 ** kdf.log2N}`],
    ...['-kdfopt', `r:${kdf.r}`, '-kdfopt', `p:${kdf.p}`, '-kdfopt', 'maxmem_bytes:300000000', 'SCRYPT'],
  ]);
  const key = stdout.replaceAll(/[^0-9A-F]/gi, '');
  const volumes = await readdir(join(folder, 'copies')).catch(() => []);
  for (const name of ['content.enc', ...volumes.map((volume) => join('copies', volume))]) {
    await unseal(join(folder, name), key, inside);
  }
  if (ca !== undefined) {
    await run('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(inside, 'manifest.p7s')],
      ...['-content', join(inside, 'manifest.json'), '-CAfile', ca, '-purpose', 'any', '-out', '/dev/null'],
    ]);
  }
  return inside;
}
