import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { createPkcs12Provider } from '../signing/pkcs12.ts';
import { PASSWORD, TestAuthority } from '../signing/test-openssl.ts';
import { verifySignature } from '../signing/verify.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';

function openssl3(): boolean {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
}

describe.skipIf(!openssl3())('approval with a real key', () => {
  let ca: TestAuthority;
  let authority: string;
  beforeAll(() => {
    ca = new TestAuthority();
    authority = ca.root('root');
    ca.root('foreign');
    ca.issue('chief', 'root');
    ca.issue('old', 'root', { from: '20240101000000Z', to: '20250101000000Z' });
    ca.issue('other', 'root', { snils: '12345678964' });
    ca.issue('unknown', 'foreign');
    for (const name of ['chief', 'old', 'other', 'unknown']) ca.container(name);
    ca.write('text.p12', 'no container');
  });
  afterAll(() => ca.dispose());

  async function submitted() {
    let file = 'chief';
    const desk = openTestDesk({
      host: { openFile: async () => join(ca.folder, `${file}.p12`), saveFile: async () => null },
      policy: () => ({ signingAuthorities: [authority], authorMayApprove: false }),
      signing: createPkcs12Provider(),
      verify: verifySignature,
    });
    const [personId = ''] = fillClinic(desk, 3).people;
    const { changes, staff } = desk.handlers;
    const phone = desk.entities.get('person', personId)?.entity.phone ?? null;
    const edit = { kind: 'person' as const, id: personId, field: 'phone', from: phone, to: '+79160000001' };
    const { requestId } = await staff.applyEdits({ edits: [edit] }, desk.editor);
    await changes.submit({ requestId }, desk.editor);
    const { digest, canonical } = await changes.signingView({ requestId }, desk.approver);
    async function approve(name: string, password = PASSWORD): Promise<string> {
      file = name;
      const chosen = await changes.chooseContainer({}, desk.approver);
      const containerId = chosen?.containerId ?? '';
      try {
        return (await changes.approve({ requestId, digest, containerId, password }, desk.approver)).state;
      } catch (error) {
        return error instanceof DeskError ? error.code : String(error);
      }
    }
    return { desk, requestId, approve, canonical, digest };
  }

  it('refuses what is no good signature, and leaves nothing behind', async () => {
    const { desk, requestId, approve } = await submitted();
    expect(await approve('chief', 'Пароль 2')).toBe('KD-3102');
    expect(await approve('text')).toBe('KD-3101');
    expect(await approve('missing')).toBe('KD-3107');
    expect(await approve('old')).toBe('KD-3103');
    expect(await approve('other')).toBe('KD-3104');
    expect(await approve('unknown')).toBe('KD-3105');
    const view = await desk.handlers.changes.get({ requestId }, desk.approver);
    expect(view).toMatchObject({ summary: { state: 'submitted' }, signature: null });
    expect(desk.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  });

  it('keeps the signed bytes, the signature and who signed', async () => {
    const { desk, requestId, approve, canonical, digest } = await submitted();
    expect(await approve('chief')).toBe('queued');
    const { signature } = await desk.handlers.changes.get({ requestId }, desk.approver);
    expect(signature).toEqual({
      signer: 'Главная Мария Петровна',
      issuer: 'root',
      validTo: '2028-01-01T00:00:00.000Z',
      signedAt: '2026-11-21T09:00:00.000Z',
      digest,
      verdict: 'valid',
      reasons: [],
      provider: 'pkcs12',
    });
    const [request] = desk.pending.approved();
    ca.write('content', canonical);
    ca.write('sig.der', request?.cms ?? new Uint8Array());
    ca.run(
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'sig.der',
      '-content',
      'content',
      '-CAfile',
      'root.pem',
      '-purpose',
      'any',
      '-out',
      'out',
    );
    // Long after the certificate is over the signature still counts, as of the day on which it was made.
    desk.clock.advance(3 * 365 * 86_400_000);
    expect((await desk.recheck.verifyAgain(requestId)).verdict).toBe('valid');
    desk.db
      .prepare('UPDATE change_request SET canonical = CAST(replace(CAST(canonical AS TEXT), ?, ?) AS BLOB)')
      .run('+79160000001', '+79169999999');
    expect(await desk.recheck.verifyAgain(requestId)).toEqual({ verdict: 'invalid', reasons: ['KD-3106'] });
  });

  it('keeps neither password nor key', async () => {
    const { desk, approve } = await submitted();
    expect(await approve('chief')).toBe('queued');
    const key = ca.run('pkey', '-in', 'chief.key', '-outform', 'DER');
    const secret = key.subarray(key.length - 100, key.length - 60).toString('hex');
    for (const { name } of desk.db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all() as {
      name: string;
    }[]) {
      for (const row of desk.db.prepare(`SELECT * FROM "${name}"`).raw().iterate() as IterableIterator<unknown[]>) {
        const text = row
          .map((cell) => (cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : String(cell)))
          .join(' ');
        expect(text).not.toContain(PASSWORD);
        expect(text).not.toContain(secret);
      }
    }
  });
});
