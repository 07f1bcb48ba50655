import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { createPkcs12Provider } from './pkcs12.ts';
import type { SignatureCheck } from './port.ts';
import { PASSWORD, TestAuthority } from './test-openssl.ts';
import { verifySignature } from './verify.ts';

const CONTENT = new TextEncoder().encode('{"requestId":"1","значение":"да"}');
const AT = new Date('2026-11-21T09:00:00.000Z');
const provider = createPkcs12Provider();

function openssl3(): boolean {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
}

describe.skipIf(!openssl3())('PKCS#12 signatures', () => {
  let ca: TestAuthority;
  let authority: string;
  const check = async (cms: Uint8Array, change: Partial<SignatureCheck> = {}) =>
    verifySignature({ content: CONTENT, cms, authorities: [authority], signerSnils: '11223344595', at: AT, ...change });
  const signed = (container: Buffer) => provider.sign(container, PASSWORD, CONTENT, AT);

  beforeAll(() => {
    ca = new TestAuthority();
    authority = ca.root('root');
  });
  afterAll(() => ca.dispose());

  for (const key of ['ec', 'rsa'] as const) {
    it(`are accepted by OpenSSL and by us (${key})`, async () => {
      ca.issue(`good-${key}`, 'root', { key });
      const cms = await signed(ca.container(`good-${key}`, ['root']));
      ca.write('content', CONTENT);
      ca.write('sig.der', cms);
      const verify = [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        'sig.der',
        '-CAfile',
        'root.pem',
        '-purpose',
        'any',
        '-out',
        'out',
      ];
      ca.run(...verify, '-content', 'content');
      ca.run(...verify, '-cades', '-content', 'content');
      ca.write('changed', Buffer.from(CONTENT).fill(0x20, 5, 6));
      expect(() => ca.run(...verify, '-content', 'changed')).toThrow(/verification failure/i);
      const verdict = await check(cms);
      expect(verdict).toMatchObject({ verdict: 'valid', reasons: [], signedAt: '2026-11-21T09:00:00.000Z' });
      expect(verdict.view).toMatchObject({
        subject: 'Главная Мария Петровна',
        snils: '11223344595',
        organisationInn: '7707083893',
        issuer: 'root',
        validTo: '2028-01-01T00:00:00.000Z',
        qualified: false,
      });
    });
  }

  it('do not survive a change of any byte of the content', async () => {
    ca.issue('bytes', 'root');
    const cms = await signed(ca.container('bytes'));
    for (let i = 0; i < CONTENT.length; i++) {
      const changed = Uint8Array.from(CONTENT);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect((await check(cms, { content: changed })).reasons).toEqual(['KD-3106']);
    }
    expect((await check(cms, { content: new Uint8Array() })).reasons).toEqual(['KD-3106']);
  });

  it('do not survive a change of any byte of the signature file', async () => {
    ca.issue('file', 'root');
    const cms = await signed(ca.container('file'));
    let survived = 0;
    for (let i = 0; i < cms.length; i++) {
      const changed = Uint8Array.from(cms);
      changed[i] = (changed[i] ?? 0) ^ 0xff;
      if ((await check(changed)).verdict === 'valid') survived++;
    }
    expect(survived).toBe(0);
  }, 60_000);

  it('name an expired certificate, another person, an unknown authority', async () => {
    ca.root('foreign');
    ca.issue('old', 'root', { from: '20240101000000Z', to: '20250101000000Z' });
    ca.issue('other', 'root', { snils: '12345678964' });
    ca.issue('unknown', 'foreign');
    expect((await check(await signed(ca.container('old')))).reasons).toEqual(['KD-3103']);
    expect((await check(await signed(ca.container('other')))).reasons).toEqual(['KD-3104']);
    expect((await check(await signed(ca.container('unknown', ['foreign'])))).reasons).toEqual(['KD-3105']);
    expect((await check(await signed(ca.container('other')), { signerSnils: null })).reasons).toEqual(['KD-3104']);
  });

  it('count the certificate as of the moment asked for', async () => {
    ca.issue('short', 'root', { from: '20261101000000Z', to: '20261201000000Z' });
    const cms = await signed(ca.container('short'));
    expect((await check(cms)).verdict).toBe('valid');
    expect((await check(cms, { at: new Date('2026-12-02T00:00:00.000Z') })).reasons).toEqual(['KD-3103']);
    expect((await check(cms, { at: new Date('2026-10-31T00:00:00.000Z') })).reasons).toEqual(['KD-3103']);
  });

  it('chain over an intermediate authority, but not over a signer and not past a path length', async () => {
    ca.issue('middle', 'root', { extensions: 'intermediate' });
    ca.issue('below', 'middle');
    expect((await check(await signed(ca.container('below', ['middle'])))).verdict).toBe('valid');
    expect((await check(await signed(ca.container('below')))).reasons).toEqual(['KD-3105']);

    ca.issue('signer', 'root');
    ca.issue('forged', 'signer');
    expect((await check(await signed(ca.container('forged', ['signer'])))).reasons).toEqual(['KD-3105']);

    ca.issue('second', 'middle', { extensions: 'intermediate' });
    ca.issue('toodeep', 'second');
    expect((await check(await signed(ca.container('toodeep', ['second', 'middle'])))).reasons).toEqual(['KD-3105']);
  });

  it('are refused when the certificate says something critical that is not understood', async () => {
    ca.issue('strange', 'root', { extensions: 'strange' });
    expect((await check(await signed(ca.container('strange')))).reasons).toEqual(['KD-3105']);
  });

  it('need a container of ours and its password', async () => {
    ca.issue('refused', 'root');
    const container = ca.container('refused');
    const codeOf = (of: Uint8Array, password: string) =>
      provider.inspect(of, password).then(
        () => 'opened',
        (error: unknown) => (error instanceof DeskError ? error.code : String(error)),
      );
    expect(await codeOf(container, PASSWORD)).toBe('opened');
    expect(await codeOf(container, 'Пароль 2')).toBe('KD-3102');
    expect(await codeOf(container, '')).toBe('KD-3102');
    expect(await codeOf(new Uint8Array(), PASSWORD)).toBe('KD-3101');
    expect(await codeOf(new TextEncoder().encode('no container'), PASSWORD)).toBe('KD-3101');
    expect(await codeOf(container.subarray(0, container.length - 10), PASSWORD)).toBe('KD-3101');
    expect(await codeOf(ca.read('refused.pem'), PASSWORD)).toBe('KD-3101');
    const slow = ca.container('refused', [], ['-iter', '1000001']);
    expect(await codeOf(slow, PASSWORD)).toBe('KD-3101');
    const without = ca.container('refused', [], ['-nokeys']);
    expect(await codeOf(without, PASSWORD)).toBe('KD-3101');
  });

  it('are invalid, not an error, when the bytes are no CMS at all', async () => {
    for (const cms of [new Uint8Array(), CONTENT, Uint8Array.of(0x30, 0x80)]) {
      expect(await check(cms)).toMatchObject({ verdict: 'invalid', reasons: ['KD-3106'], view: null });
    }
  });
});
