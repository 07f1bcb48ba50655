import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPolicy } from './policy.ts';
import { policyNotice } from './policy-notice.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'policy.json');
const good = {
  contour: 'test',
  issuer: 'https://esia.example.ru',
  clientId: 'desk',
  registryEndpoints: ['https://registry.example.ru/fhir', 'http://localhost:8080/fhir'],
};
const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readPolicy(file);
};

test('a good policy is applied, defaults filled in, a byte order mark forgiven', () => {
  expect(read(`\uFEFF${JSON.stringify(good)}`)).toMatchObject({
    kind: 'applied',
    policy: { ...good, idleLockMinutes: 10, authorMayApprove: false },
  });
});

test('absent and unreadable are told apart', () => {
  expect(readPolicy(join(folder, 'none.json'))).toMatchObject({ kind: 'absent' });
  mkdirSync(join(folder, 'd.json'));
  expect(readPolicy(join(folder, 'd.json'))).toMatchObject({ kind: 'unreadable', systemCode: 'EISDIR' });
});

test.each([
  ['not JSON', '{', ['JSON']],
  ['a list', [], ['JSON']],
  ['a misspelt name', { ...good, idleLock: 5 }, ['idleLock']],
  ['a missing name', { ...good, issuer: undefined }, ['issuer']],
  ['a value out of range', { ...good, idleLockMinutes: 0 }, ['idleLockMinutes']],
  ['plain http to the provider', { ...good, issuer: 'http://esia.example.ru' }, ['issuer']],
  ['a look-alike of loopback', { ...good, issuer: 'http://127.0.0.1.evil.example' }, ['issuer']],
  [
    'plain http to the registry',
    { ...good, registryEndpoints: ['https://a.example', 'http://b.example'] },
    ['registryEndpoints.1'],
  ],
  ['a password in an address', { ...good, issuer: 'https://u:p@esia.example.ru' }, ['issuer']],
  ['another scheme', { ...good, issuer: 'ftp://esia.example.ru' }, ['issuer']],
  ['an authority that is no certificate', { ...good, tlsAuthorities: ['/etc/ssl/house.pem'] }, ['tlsAuthorities.0']],
  [
    'a key that lies anywhere',
    { ...good, tlsClient: { certificate: '/etc/desk.pem', key: 'desk.key' } },
    ['tlsClient.key'],
  ],
  ['a huge file', `"${'x'.repeat(1024 * 1024)}"`, ['size']],
])('%s is rejected by name', (_, content, fields) => {
  expect(read(content)).toEqual({ kind: 'rejected', file, fields });
});

test('the user is told of a policy that is not in force, and only then', () => {
  expect(policyNotice({ kind: 'absent', file }, 'ru')).toBeNull();
  expect(policyNotice(read(good), 'ru')).toBeNull();
  expect(policyNotice({ kind: 'rejected', file, fields: ['issuer'] }, 'ru')?.detail).toContain('issuer');
  expect(policyNotice({ kind: 'unreadable', file, systemCode: 'EACCES' }, 'ru')?.detail).toContain(`${file} (EACCES)`);
});
