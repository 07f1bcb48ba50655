import type { SafeStorage } from 'electron';
import { DeskError } from '#shared/contract/result.ts';

export interface Keystore {
  available(): boolean;
  /** Encrypts for this user of the operating system; base64. @throws DeskError KD-9001 without a keystore */
  wrap(secret: string): string;
  /** @throws when it was wrapped for somebody else */
  unwrap(wrapped: string): string;
}

type Vault = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

/**
 * Keystore of the operating system. The `basic_text` back end of Linux encrypts with a password that stands in
 * Chromium's source: that is no keystore.
 */
export function createKeystore(vault: Vault, platform: NodeJS.Platform): Keystore {
  function available(): boolean {
    if (!vault.isEncryptionAvailable()) return false;
    return platform !== 'linux' || !['basic_text', 'unknown'].includes(vault.getSelectedStorageBackend());
  }
  return {
    available,
    wrap(secret) {
      if (!available()) throw new DeskError('KD-9001');
      return vault.encryptString(secret).toString('base64');
    },
    unwrap(wrapped) {
      if (!available()) throw new DeskError('KD-9001');
      return vault.decryptString(Buffer.from(wrapped, 'base64'));
    },
  };
}
