import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findUser } from '../oidc/users.ts';
import { CONTAINER_PASSWORD, issueSigningFiles, type SigningFiles } from './issue.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-signing-'));
let files: SigningFiles;
beforeAll(async () => {
  files = await issueSigningFiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = (args: readonly string[], input?: string | Buffer): string =>
  execFileSync('openssl', args, { encoding: 'utf8', ...(input === undefined ? {} : { input }), stdio: 'pipe' });
const signerOf = (container: string): string =>
  openssl(['pkcs12', '-in', container, '-passin', `pass:${CONTAINER_PASSWORD}`, '-nokeys', '-clcerts']);
const hasOpenssl = (() => {
  try {
    return openssl(['version']).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
})();

describe.skipIf(!hasOpenssl)('OpenSSL', () => {
  test('reads the container without its legacy provider', () => {
    const text = openssl([
      'pkcs12',
      '-info',
      '-in',
      files.container,
      '-passin',
      `pass:${CONTAINER_PASSWORD}`,
      '-nodes',
    ]);
    expect(text).toContain('BEGIN PRIVATE KEY');
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(() => openssl(['pkcs12', '-in', files.container, '-passin', 'pass:wrong', '-nodes'])).toThrow();
  });

  test('finds the chief doctor of the sign-in in the certificate', () => {
    const subject = openssl(
      ['x509', '-noout', '-subject', '-issuer', '-nameopt', 'utf8,sep_multiline,esc_ctrl'],
      signerOf(files.container),
    );
    const chief = findUser('glavvrach');
    expect(subject).toContain(`SNILS=${chief?.snils}`);
    expect(subject).toContain(`CN=${chief?.familyName} ${chief?.givenName} ${chief?.middleName}`);
    expect(subject).toContain('title=Главный врач');
    expect(subject).toContain('1.2.643.100.4=9800010011');
    expect(subject).toContain('OGRN=1029800010019');
    expect(subject).toContain('CN=Учебный УЦ (не УКЭП)');
  });

  test('trusts it under its authority only, and not when it is over', () => {
    const verify = (container: string): string => openssl(['verify', '-CAfile', files.ca], signerOf(container));
    expect(verify(files.container)).toContain('OK');
    expect(verify(files.stranger)).toContain('OK');
    expect(() => verify(files.expired)).toThrow(/expired/);
    expect(() => verify(files.untrusted)).toThrow();
    expect(signerOf(files.stranger)).not.toBe(signerOf(files.container));
  });

  test('makes and checks a detached signature with it', () => {
    const pem = openssl(['pkcs12', '-in', files.container, '-passin', `pass:${CONTAINER_PASSWORD}`, '-nodes']);
    const key = join(folder, 'key.pem');
    const data = join(folder, 'data');
    execFileSync('tee', [key], { input: pem });
    execFileSync('tee', [data], { input: 'заявка' });
    const out = join(folder, 'data.p7s');
    openssl(['cms', '-sign', '-binary', '-in', data, '-signer', key, '-outform', 'DER', '-out', out, '-cades']);
    const verified = openssl([
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      out,
      '-content',
      data,
      '-CAfile',
      files.ca,
      '-purpose',
      'any',
    ]);
    expect(verified).toBe('заявка');
  });
});

test('pkijs opens the container and finds key and chain', async () => {
  const pfx = pkijs.PFX.fromBER(readFileSync(files.container));
  const password = new TextEncoder().encode(CONTAINER_PASSWORD).buffer;
  await pfx.parseInternalValues({ password, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  await safe?.parseInternalValues({ safeContents: [{}, { password }] });
  const parts: { value: pkijs.SafeContents }[] = safe?.parsedValue.safeContents;
  const bags = parts.flatMap((part) => part.value.safeBags);
  expect(bags.map((bag) => bag.bagId)).toEqual([
    '1.2.840.113549.1.12.10.1.2',
    '1.2.840.113549.1.12.10.1.3',
    '1.2.840.113549.1.12.10.1.3',
  ]);
  const wrong = pkijs.PFX.fromBER(readFileSync(files.container));
  await expect(
    wrong.parseInternalValues({ password: new TextEncoder().encode('x').buffer, checkIntegrity: true }),
  ).rejects.toThrow();
});

test('a second start leaves the certificates as they are', async () => {
  const before = readFileSync(files.container);
  await issueSigningFiles(folder);
  expect(readFileSync(files.container).equals(before)).toBe(true);
});
