import { randomBytes } from 'node:crypto';
import { DeskError } from '#shared/contract/result.ts';
import { deriveKey, type KdfCost } from '../access/kdf.ts';
import { newRecoveryKey, parseRecoveryKey } from '../access/recovery-key.ts';

/** Signs that a phrase has at least: whoever finds the stick may try as long as they like. */
const SHORTEST = 12;
/** 128 MB and about half a second for each try (OWASP's recommendation for scrypt). */
const COST: KdfCost = { log2N: 17, r: 8, p: 1 };

/** A phrase with 145 bits of its own, in groups that can be read out over the telephone. */
export function newPassphrase(): string {
  return newRecoveryKey();
}

/** @throws DeskError KD-6410 too short */
export function checkPassphrase(passphrase: string): void {
  if ([...normalised(passphrase)].length < SHORTEST) throw new DeskError('KD-6410', { params: { shortest: SHORTEST } });
}

export interface PackageKey {
  readonly key: Uint8Array;
  readonly kdf: KdfCost;
  readonly salt: Uint8Array;
}

export async function newKey(passphrase: string): Promise<PackageKey> {
  const salt = randomBytes(16);
  return { key: await keyOf(passphrase, salt, COST), kdf: COST, salt };
}

export function keyOf(passphrase: string, salt: Uint8Array, cost: KdfCost): Promise<Buffer> {
  return deriveKey(normalised(passphrase), salt, cost);
}

/** The same for every way of typing it: one of ours by its signs alone, any other without the spaces around it. */
function normalised(passphrase: string): string {
  return parseRecoveryKey(passphrase) ?? passphrase.normalize('NFKC').trim();
}
