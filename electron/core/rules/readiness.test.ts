import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addYears } from '#shared/rules/dates.ts';
import { TestAuthority } from '../signing/test-openssl.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';
import { nothingToDecide } from '../worklists/testing.ts';
import { createWorklists } from '../worklists/worklists.ts';

const TODAY = '2026-11-21';
const authority = new TestAuthority();
const certificates: Record<string, Buffer> = {};

beforeAll(() => {
  authority.root('root');
  for (const [name, options] of [
    ['first', {}],
    ['later', { surname: 'Новая', from: '20261201000000Z' }],
    ['nobody', { snils: '0' }],
  ] as const) {
    authority.issue(name, 'root', options);
    certificates[name] = authority.run('x509', '-in', `${name}.pem`, '-outform', 'DER');
  }
});
afterAll(() => authority.dispose());

function open() {
  const desk = openTestDesk();
  const { people } = fillClinic(desk, 60);
  const [id = ''] = people;
  const lists = createWorklists({ ...desk, emit: () => undefined, exchange: nothingToDecide() });
  const page = { text: '', offset: 0, limit: 500, code: null };
  const codes = async (date: string) =>
    (await lists.readiness({ ...page, date }, desk.editor)).rows
      .filter(({ personId }) => personId === id)
      .map(({ code, field }) => [code, field]);
  const set = (table: string, column: string, value: string | null, of = id) =>
    desk.db.prepare(`UPDATE ${table} SET ${column} = ? WHERE id = ?`).run(value, of);
  /** A request signed with that certificate. */
  const signed = (name: string) =>
    desk.db
      .prepare(
        `INSERT INTO signature (request_id, digest, cms, certificate, signer, issuer, valid_to, provider, signed_at,
           verified_at, verdict, reasons) VALUES (?, '', x'', ?, ?, '', ?, '', '', '', 'valid', '[]')`,
      )
      .run(crypto.randomUUID(), certificates[name], name, name);
  return { desk, id, codes, set, signed };
}

describe('rule 10: a document of a day is accepted', () => {
  it('only with an open card in a division that exists on it, and a СНИЛС', async () => {
    const { desk, id, codes, set } = open();
    const [made] = desk.entities.list('employment', 'personId', id);
    const { divisionId = null, beginDate = null } = made?.entity ?? {};
    expect(await codes(TODAY)).toEqual([]);
    set('division', 'liquidation_date', '2026-11-01', divisionId ?? '');
    expect(await codes(TODAY)).toEqual([['DIVISION_NOT_ON_DATE', 'employment.divisionId']]);
    expect(await codes('2026-11-01')).toEqual([]);
    set('person', 'snils', null);
    expect(await codes('2026-11-01')).toEqual([['PERSON_NOT_FOUND', 'person.snils']]);
    // Before the card began nothing is asked of it.
    expect(await codes(addYears(beginDate ?? '', -1))).toEqual([]);
  });

  it('only with the name that the signing certificate of the person has', async () => {
    const { codes, set, signed } = open();
    set('person', 'snils', '11223344595');
    set('person', 'last_name', 'Главная');
    set('person', 'first_name', 'Мария');
    set('person', 'patronymic', 'Ивановна');
    // No certificate is known: nothing can be said.
    expect(await codes(TODAY)).toEqual([]);
    signed('first');
    signed('nobody');
    const mismatch = [['VALUE_MISMATCH_METADATA_AND_CERTIFICATE', 'person.lastName']];
    expect(await codes(TODAY)).toEqual(mismatch);
    set('person', 'patronymic', 'ПЕТРОВНА');
    expect(await codes(TODAY)).toEqual([]);
    set('person', 'last_name', 'Главнаё');
    expect(await codes(TODAY)).toEqual(mismatch);
    // Before it was valid it signs nothing.
    expect(await codes('2025-12-31')).toEqual([]);
  });

  it('by the latest certificate of several', async () => {
    const { codes, set, signed } = open();
    set('person', 'snils', '11223344595');
    set('person', 'last_name', 'Новая');
    set('person', 'first_name', 'Мария');
    set('person', 'patronymic', 'Петровна');
    signed('later');
    signed('first');
    const mismatch = [['VALUE_MISMATCH_METADATA_AND_CERTIFICATE', 'person.lastName']];
    expect([await codes('2026-11-30'), await codes('2026-12-01')]).toEqual([mismatch, []]);
  });
});
