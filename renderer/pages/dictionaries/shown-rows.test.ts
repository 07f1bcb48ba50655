import { describe, expect, it } from 'vitest';
import { optionsOfDictionary } from '../../grid/code-index.ts';
import { type RowFilter, shownRows } from './shown-rows.ts';

const row = (code: string, name: string, parent: string | null, group = false, closedOn: string | null = null) => ({
  code,
  name,
  parent,
  group,
  closedOn,
});
const OPTIONS = optionsOfDictionary([
  row('1', 'Врачи', null, true),
  row('2', 'Хирурги', '1', true),
  row('10', 'Врач-хирург', '2'),
  row('11', 'Врач-хирург детский', '2', false, '2023-09-01'),
  row('3', 'Пустая группа', '1', true),
  row('20', 'Санитар', null),
]);
const codes = (filter: Partial<RowFilter>) =>
  shownRows(OPTIONS, { text: '', day: '2026-11-21', closed: false, ...filter }).map(({ code }) => code);

describe('rows of a dictionary', () => {
  it('stand under their headings, closed ones only when asked for or when they were open', () => {
    expect(codes({})).toEqual(['1', '2', '10', '20']);
    expect(codes({ closed: true })).toEqual(['1', '2', '10', '11', '20']);
    expect(codes({ day: '2023-09-01' })).toEqual(['1', '2', '10', '11', '20']);
    expect(codes({ day: '2023-09-02' })).toEqual(['1', '2', '10', '20']);
  });

  it('are found by the beginnings of words and by their code, with the headings above', () => {
    expect(codes({ text: 'дет хир', closed: true })).toEqual(['1', '2', '11']);
    expect(codes({ text: '20' })).toEqual(['20']);
    expect(codes({ text: 'пустая' })).toEqual(['1', '3']);
    expect(codes({ text: 'нет такого' })).toEqual([]);
  });
});
