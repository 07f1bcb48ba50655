import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { DeskError } from '#shared/contract/result.ts';

/** Beside the target, so that the last step is one rename on the same disk. */
export function partOf(path: string): string {
  return `${path}.part`;
}

/**
 * Lets `write` fill a file beside `path`, brings it to the disk and gives it its name: the user meets either the whole
 * file or, when anything fails or is cancelled, what had been there before.
 *
 * @returns SHA-256 of the file, hexadecimal
 * @throws DeskError KD-6001 cannot be written · KD-6002 cancelled
 */
export async function replaceFile(path: string, write: (part: string) => Promise<void>): Promise<string> {
  const part = partOf(path);
  try {
    await write(part);
    const handle = await open(part, 'r+');
    await handle.sync().finally(() => handle.close());
    const digest = await sha256Of(part);
    await rename(part, path);
    return digest;
  } catch (cause) {
    await rm(part, { force: true });
    if (cause instanceof DeskError) throw cause;
    if (cause instanceof Error && cause.name === 'AbortError') throw new DeskError('KD-6002');
    throw new DeskError('KD-6001', { cause });
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
