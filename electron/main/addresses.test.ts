import { describe, expect, test } from 'vitest';
import { isLoopback, mayOpenExternally } from './addresses.ts';

const ISSUER = 'https://esia.example.ru/oidc';

describe('the sign-in provider of the policy', () => {
  test.each([
    'https://esia.example.ru/authorize?client_id=desk&state=1',
    'https://ESIA.example.ru/',
    'https://esia.example.ru:443/x',
  ])('%s opens', (address) => expect(mayOpenExternally(address, ISSUER)).toBe(true));

  test.each([
    'http://esia.example.ru/authorize',
    'https://esia.example.ru.evil.example/',
    'https://esia.example.ru@evil.example/',
    'https://user:secret@esia.example.ru/',
    'https://user@esia.example.ru/',
    'https://evil.example/esia.example.ru',
    'https://evil.example/?https://esia.example.ru/',
    'https://evil.example\\@esia.example.ru/',
    'https://esia.example.ru:8443/',
    'https://esia.example.ru./',
    'https://xesia.example.ru/',
    'https://example.ru/',
    'https://еsia.example.ru/',
    'https://esia。example.ru.evil.example/',
    ' https://esia.example.ru/',
    'https:esia.example.ru.evil.example',
    'file:///etc/passwd',
    'file://esia.example.ru/share/x.exe',
    'javascript:alert(1)//https://esia.example.ru',
    'data:text/html,https://esia.example.ru/',
    'vbscript:x',
    'ms-msdt:/id',
    'smb://esia.example.ru/',
    'esia.example.ru',
    '//esia.example.ru/',
    '',
  ])('%j does not', (address) => expect(mayOpenExternally(address, ISSUER)).toBe(false));

  test('nothing but mail without a policy', () => {
    expect(mayOpenExternally('https://esia.example.ru/', null)).toBe(false);
    expect(mayOpenExternally('mailto:help@clinic.example', null)).toBe(true);
  });
});

describe('a provider on this computer', () => {
  const issuer = 'http://127.0.0.1:4010';
  test('its own address and port only', () => {
    expect(mayOpenExternally('http://127.0.0.1:4010/auth?x=1', issuer)).toBe(true);
    for (const other of ['http://127.0.0.1:4011/', 'http://localhost:4010/', 'https://127.0.0.1:4010/']) {
      expect(mayOpenExternally(other, issuer)).toBe(false);
    }
    expect(mayOpenExternally('http://127.0.0.1:4010.evil.example/', issuer)).toBe(false);
  });
  test('plain http to another computer never opens, even when a policy says so', () => {
    expect(mayOpenExternally('http://esia.example.ru/', 'http://esia.example.ru')).toBe(false);
  });
});

test.each([
  'mailto:?bcc=all@evil.example',
  'mailto:a@b.example?attach=/etc/passwd',
  'mailto:a@b.example,c@d.example',
  'mailto:a%0Ab@c.example',
  'mailto:',
])('%j is no plain mail address', (address) => expect(mayOpenExternally(address, ISSUER)).toBe(false));

describe('a draft of a letter', () => {
  test.each([
    'mailto:?subject=a&body=b',
    'mailto:hr.desk+1@clinic.example?subject=%D0%90%3A%20b&body=a%0D%0A%0D%0Ab.',
    'mailto:?bcc=a@b.example&subject=a&body=b',
    'mailto:?bcc=a@b.example%2Cc+d@e.example&subject=a&body=b',
    'mailto:?subject=a&body='.padEnd(2_000, 'b'),
  ])('%j opens, whatever the provider', (address) => {
    expect([mayOpenExternally(address, ISSUER), mayOpenExternally(address, null)]).toEqual([true, true]);
  });

  test.each([
    'mailto:?subject=a',
    'mailto:?body=a',
    'mailto:?subject=&body=',
    'mailto:?body=a&subject=b',
    'mailto:?subject=a&body=b&body=c',
    'mailto:?subject=a&body=b&cc=all@evil.example',
    'mailto:?subject=a&body=b&bcc=all@evil.example',
    'mailto:?bcc=&subject=a&body=b',
    'mailto:?bcc=a@b.example,c@d.example&subject=a&body=b',
    'mailto:?bcc=a@b.example%2C&subject=a&body=b',
    'mailto:?bcc=a@b.example&bcc=c@d.example&subject=a&body=b',
    'mailto:?bcc=a%0Ab@c.example&subject=a&body=b',
    'mailto:?subject=a&body=b&attach=/etc/passwd',
    'mailto:?subject=a&body=b&attachment=c',
    'mailto:?subject=a&body=b#c',
    'mailto:?subject=a%0D%0ABcc:%20x&body=b',
    'mailto:?subject=a%0D%0ABcc&body=b',
    'mailto:?subject=a&body=%00',
    'mailto:?subject=a&body=a%0Ab',
    'mailto:?subject=%D0&body=b',
    'mailto:?subject=%zz&body=b',
    'mailto:?subject=a b&body=c',
    'mailto:?subject=a"&body=b',
    'mailto:a@b.example,c@d.example?subject=a&body=b',
    'mailto:a%0Ab@c.example?subject=a&body=b',
    'mailto:a?subject=a&body=b',
    'mailto:"a"@b.example?subject=a&body=b',
    'mailto:?subject=a&body='.padEnd(2_001, 'b'),
  ])('%j does not', (address) => expect(mayOpenExternally(address, ISSUER)).toBe(false));
});

test('loopback is three exact names', () => {
  expect(['localhost', '127.0.0.1', '[::1]'].every(isLoopback)).toBe(true);
  expect(['127.0.0.1.evil.example', 'localhost.example', '0.0.0.0', '127.1', '::1', ''].some(isLoopback)).toBe(false);
});
