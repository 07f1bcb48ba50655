import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { openTestDesk } from '../test-books.ts';
import { POSTS, SPECIALTIES } from '../training/nsi.ts';
import { hasNsi, nsiLines, nsiRows } from './test-nsi.ts';
import { TRAINING_DICTIONARIES } from './training.ts';

const SHIPPED = resolve(import.meta.dirname, '../../../resources/dictionaries');

const contentOf = (oid: string) => {
  const content = TRAINING_DICTIONARIES.find((one) => one.oid === oid);
  if (content === undefined) throw new Error(`No dictionary ${oid}`);
  return content;
};

describe.skipIf(!hasNsi)(`training dictionaries${hasNsi ? '' : ' (skipped: ../shared/nsi is absent)'}`, () => {
  it.each(TRAINING_DICTIONARIES)(
    '$origin.name ($oid) has no code, name, parent or mark of its own',
    ({ oid, rows }) => {
      const real = nsiRows(oid);
      expect(rows.length).toBeGreaterThan(2);
      for (const { code, name, parent, closedOn, extra } of rows) {
        const row = real.get(code);
        expect(row?.name, code).toBe(name);
        if (parent !== null) expect(row?.parent_id).toBe(parent);
        const end = row?.end_date ?? '';
        expect(closedOn).toBe(end === '' ? null : end.split('.').reverse().join('-'));
        expect(extra?.FORM_30 ?? '').toBe(row?.form30_row ?? '');
      }
    },
  );

  it('leave out rows that are closed on an unknown day, and division types that nobody has verified', () => {
    const closed = nsiLines('positions_1002_closed.tsv').filter(({ end_date }) => (end_date ?? '') === '');
    const posts = new Set(contentOf(DICTIONARY.posts).rows.map(({ code }) => code));
    for (const { id = '' } of closed) expect(posts.has(id)).toBe(false);
    expect(contentOf(DICTIONARY.divisionTypes).rows.map(({ code }) => code)).toEqual(['1', '2', '3', '4']);
  });
});

describe('dictionaries', () => {
  it('hold every post and specialty of the generated clinic, open and no group', () => {
    const posts = new Map(contentOf(DICTIONARY.posts).rows.map((row) => [row.code, row]));
    for (const { code, name } of POSTS) expect(posts.get(code)).toMatchObject({ name, group: false, closedOn: null });
    const specialties = new Map(contentOf(DICTIONARY.specialties).rows.map((row) => [row.code, row]));
    for (const [code, name] of Object.entries(SPECIALTIES)) {
      expect(specialties.get(code)).toMatchObject({ name, group: false, closedOn: null });
    }
  });

  it('are all that the program ships', () => {
    expect(TRAINING_DICTIONARIES).toHaveLength(readdirSync(SHIPPED).length);
  });

  it('tell the row of form 30 of a post, and nothing where НСИ does not', () => {
    const { dictionaries } = openTestDesk();
    expect(dictionaries.form30Row('334')).toBe('3');
    expect(dictionaries.form30Row('122')).toBe('114');
    expect(dictionaries.form30Row('14')).toBeNull();
    expect(dictionaries.form30Row('99999')).toBeNull();
  });

  it('have parents that are there', () => {
    for (const { rows } of TRAINING_DICTIONARIES) {
      const codes = new Set(rows.map(({ code }) => code));
      expect(codes.size).toBe(rows.length);
      for (const { parent } of rows) if (parent !== null) expect(codes.has(parent)).toBe(true);
    }
  });

  it('are loaded into a new store once, and a loaded one is not overwritten', async () => {
    const desk = openTestDesk();
    const sex = await desk.handlers.dictionaries.rows({ oid: DICTIONARY.sex }, desk.editor);
    expect(sex).toEqual({
      version: '2.1',
      rows: ['Мужской', 'Женский', 'Неопределенный'].map((name, i) => ({
        code: String(i + 1),
        name,
        parent: null,
        group: false,
        closedOn: null,
      })),
    });
    const full = { oid: DICTIONARY.sex, version: '3.0', source: 'import', rows: sex.rows.slice(0, 2) } as const;
    desk.dictionaries.load(full);
    desk.dictionaries.ensureTraining();
    expect((await desk.handlers.dictionaries.rows({ oid: DICTIONARY.sex }, desk.editor)).version).toBe('3.0');
    expect(desk.dictionaries.versions()[DICTIONARY.sex]).toBe('3.0');
    expect(await desk.handlers.dictionaries.rows({ oid: '1.2.3' }, desk.editor)).toEqual({ version: null, rows: [] });
  });

  it('say of a part of a dictionary only what it has', () => {
    const { dictionaries } = openTestDesk();
    expect(dictionaries.find(DICTIONARY.posts, '99999')).toBeNull();
    expect(dictionaries.findStored(DICTIONARY.posts, '99999')).toBeUndefined();
    expect(dictionaries.findStored(DICTIONARY.posts, '122')).toMatchObject({ name: 'Врач-хирург' });
    expect(dictionaries.find('1.2.3', '1')).toBeUndefined();
    dictionaries.load({ oid: DICTIONARY.sex, version: '3.0', source: 'import', rows: [] });
    expect(dictionaries.findStored(DICTIONARY.sex, '1')).toBeNull();
  });
});
