import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Header {
  readonly salt: string;
  readonly kdf: { readonly log2N: number; readonly r: number; readonly p: number };
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
  const sealed = await readFile(join(folder, 'content.enc'));
  await writeFile(join(folder, 'ciphertext'), sealed.subarray(12, -16));
  const counter = `${sealed.subarray(0, 12).toString('hex')}00000002`;
  const inner = join(folder, 'inner.zip');
  await run('openssl', [
    ...['enc', '-d', '-aes-256-ctr', '-K', stdout.replaceAll(/[^0-9A-F]/gi, ''), '-iv', counter],
    ...['-in', join(folder, 'ciphertext'), '-out', inner],
  ]);
  await run('unzip', ['-tq', inner]);
  await run('unzip', ['-oq', inner, '-d', inside]);
  if (ca !== undefined) {
    await run('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(inside, 'manifest.p7s')],
      ...['-content', join(inside, 'manifest.json'), '-CAfile', ca, '-purpose', 'any', '-out', '/dev/null'],
    ]);
  }
  return inside;
}
