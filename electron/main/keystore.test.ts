import { expect, test } from 'vitest';
import { createKeystore } from './keystore.ts';

type Backend = 'basic_text' | 'gnome_libsecret' | 'unknown';
const vault = (encrypts: boolean, backend: Backend) => ({
  isEncryptionAvailable: () => encrypts,
  getSelectedStorageBackend: () => backend,
  encryptString: (text: string) => Buffer.from(text).reverse(),
  decryptString: (bytes: Buffer) => Buffer.from(bytes).reverse().toString(),
});

test('the plain-text back end of Linux is no keystore', () => {
  expect(createKeystore(vault(true, 'gnome_libsecret'), 'linux').available()).toBe(true);
  expect(createKeystore(vault(true, 'basic_text'), 'linux').available()).toBe(false);
  expect(createKeystore(vault(true, 'unknown'), 'linux').available()).toBe(false);
  expect(createKeystore(vault(false, 'gnome_libsecret'), 'linux').available()).toBe(false);
  expect(createKeystore(vault(true, 'unknown'), 'win32').available()).toBe(true);
});

test('what is wrapped comes back; without a keystore nothing is wrapped', () => {
  const keystore = createKeystore(vault(true, 'unknown'), 'win32');
  const wrapped = keystore.wrap('secret');
  expect(wrapped).not.toContain('secret');
  expect(keystore.unwrap(wrapped)).toBe('secret');
  const none = createKeystore(vault(true, 'basic_text'), 'linux');
  expect(() => none.wrap('secret')).toThrow('KD-9001');
  expect(() => none.unwrap(wrapped)).toThrow('KD-9001');
});
