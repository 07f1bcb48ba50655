import { describe, expect, it } from 'vitest';
import type { DictionaryRow } from '#shared/contract/dictionaries.ts';
import { codeOf, indexCodes, isClosed, optionsOfDictionary, searchCodes } from './code-index.ts';

const row = (code: string, name: string, more: Partial<DictionaryRow> = {}): DictionaryRow => ({
  code,
  name,
  parent: null,
  group: false,
  closedOn: null,
  ...more,
});

const index = indexCodes(
  optionsOfDictionary([
    row('109', 'Врач-терапевт', { parent: '6' }),
    row('6', 'Врачи-специалисты', { group: true }),
    row('110', 'Врач-терапевт участковый', { parent: '6' }),
    row('14', 'Врач-терапевт цеховой', { parent: '6', closedOn: '2023-09-01' }),
    row('201', 'Фельдшер скорой помощи'),
  ]),
);
const names = (typed: string, on = '2026-11-21') => searchCodes(index, typed, on).map(({ code }) => code);

describe('choices of a field', () => {
  it('puts members under their group, and all that are open on the day while nothing is typed', () => {
    expect(names('')).toEqual(['6', '109', '110', '201']);
    expect(names('', '2023-09-01')).toEqual(['6', '109', '110', '14', '201']);
    expect(index.byCode.get('110')?.depth).toBe(1);
  });

  it('finds by beginnings of words in any order and by code, never a group', () => {
    expect(names('врач тер')).toEqual(['109', '110']);
    expect(names('уч терап')).toEqual(['110']);
    expect(names('рапевт')).toEqual([]);
    expect(names('201')).toEqual(['201']);
    expect(names('специал')).toEqual([]);
  });

  it('tells of closed choices where nothing open fits, and hides a heading of nothing', () => {
    expect(names('врач терапевт цеховой')).toEqual(['14']);
    expect(names('терапевт')).not.toContain('14');
    expect(names('терапевт', '2023-09-01')).toContain('14');
    const alone = indexCodes(
      optionsOfDictionary([
        row('1', 'Группа', { group: true }),
        row('2', 'Строка', { parent: '1', closedOn: '2020-01-01' }),
      ]),
    );
    expect(searchCodes(alone, '', '2026-11-21')).toEqual([]);
    expect(searchCodes(alone, '', '2020-01-01').map(({ code }) => code)).toEqual(['1', '2']);
    const closed = index.byCode.get('14');
    expect(closed && isClosed(closed, '2023-09-01')).toBe(false);
    expect(closed && isClosed(closed, '2023-09-02')).toBe(true);
  });

  it('understands what was typed on the wrong layout', () => {
    expect(names('atkmlith')).toEqual(['201']);
  });

  it('reads a code or a whole name, whatever its case and ё, and no group', () => {
    expect(codeOf(index, ' 110 ')).toBe('110');
    expect(codeOf(index, 'ВРАЧ-ТЕРАПЕВТ')).toBe('109');
    expect(codeOf(index, '6')).toBeUndefined();
    expect(codeOf(index, 'Врачи-специалисты')).toBeUndefined();
    expect(codeOf(index, 'Врач')).toBeUndefined();
  });

  it('loses no row whose parents form a circle', () => {
    const circle = optionsOfDictionary([row('а', 'А', { parent: 'б' }), row('б', 'Б', { parent: 'а' })]);
    expect(circle.map(({ code }) => code)).toEqual(['а', 'б']);
  });
});
