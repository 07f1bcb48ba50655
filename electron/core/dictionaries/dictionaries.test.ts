import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { openTestDesk } from '../test-books.ts';
import { POSTS, SPECIALTIES } from '../training/nsi.ts';
import { TRAINING_DICTIONARIES } from './training.ts';

/** Excerpts of the state dictionaries that lie beside the repository where they may be kept. */
const NSI = fileURLToPath(new URL('../../../../shared/nsi/', import.meta.url));
const isThere = existsSync(`${NSI}README.md`);

const contentOf = (oid: string) => {
  const content = TRAINING_DICTIONARIES.find((one) => one.oid === oid);
  if (content === undefined) throw new Error(`No dictionary ${oid}`);
  return content;
};

function tsv(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(`${NSI}${name}`, 'utf8').split('\n');
  const columns = head.split('\t');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i] ?? '', cell])));
}

describe.skipIf(!isThere)(`training dictionaries${isThere ? '' : ' (skipped: ../shared/nsi is absent)'}`, () => {
  it.each([
    [DICTIONARY.posts, ['positions_1002.tsv', 'position_groups_1002.tsv', 'positions_1002_closed.tsv']],
    [DICTIONARY.specialties, ['specialties_1066.tsv']],
    [DICTIONARY.sex, ['sex_11.1040.tsv']],
    [DICTIONARY.citizenship, ['citizenship_99.2.315.tsv']],
    [DICTIONARY.positionTypes, ['employment_types_2.1.1.209.tsv']],
    [DICTIONARY.divisionTypes, ['division_types.tsv']],
  ] as const)('%s has no code and no name of its own', (oid, files) => {
    const real = new Map(files.flatMap(tsv).map((row) => [row.id, row]));
    const { rows } = contentOf(oid);
    expect(rows.length).toBeGreaterThan(2);
    for (const { code, name, parent, closedOn } of rows) {
      expect(real.get(code)?.name, code).toBe(name);
      if (parent !== null) expect(real.get(code)?.parent_id).toBe(parent);
      const end = real.get(code)?.end_date ?? '';
      expect(closedOn).toBe(end === '' ? null : end.split('.').reverse().join('-'));
    }
  });

  it('leave out rows that are closed on an unknown day, and division types that nobody has verified', () => {
    const closed = tsv('positions_1002_closed.tsv').filter(({ end_date }) => (end_date ?? '') === '');
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
