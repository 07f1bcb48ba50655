import { open } from 'node:fs/promises';
import type { CertificateView } from '#shared/contract/changes.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CopyCounts } from '../sync/copies.ts';
import { PACKAGE_LIMITS, tooLarge } from './limits.ts';
import type { OpenedPackage } from './seal-worker.ts';
import type { CheckedPackage } from './take.ts';
import { readSealed, type Sealed } from './unpack.ts';

/** The package that was chosen last: its bytes are here, so that the stick may be pulled out. */
export interface Chosen {
  readonly fileId: EntityId;
  readonly sealed: Sealed;
  /** Once it was looked into; plain only here, in memory. */
  looked: Looked | null;
}

/** What was found in a package, and shown. */
export interface Looked {
  readonly opened: OpenedPackage;
  readonly signer: CertificateView | null;
  readonly checked: CheckedPackage;
  readonly records: CopyCounts;
}

/** @throws DeskError KD-6401 cannot be read · KD-6402, KD-6403, KD-6406 of the package itself */
export async function readPackage(path: string): Promise<{ readonly sealed: Sealed; readonly bytes: number }> {
  const bytes = await readWhole(path);
  return { sealed: readSealed(bytes), bytes: bytes.length };
}

/** The size is asked first: a file that is too large is never read. */
async function readWhole(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      if ((await handle.stat()).size > PACKAGE_LIMITS.size) throw tooLarge(PACKAGE_LIMITS.size);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw cause instanceof DeskError ? cause : new DeskError('KD-6401', { cause });
  }
}
