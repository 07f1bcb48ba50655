import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTsv, parseTsv } from './tsv.ts';

describe('clipboard of a spreadsheet', () => {
  it('reads rows and cells, with and without the last line break', () => {
    expect(parseTsv('Иванов\tИван\r\nПетров\tПётр\r\n')).toEqual([
      ['Иванов', 'Иван'],
      ['Петров', 'Пётр'],
    ]);
    expect(parseTsv('а\tб\nв\t')).toEqual([
      ['а', 'б'],
      ['в', ''],
    ]);
  });

  it('keeps empty cells and empty rows inside the block', () => {
    expect(parseTsv('\tб\n\nв\n')).toEqual([['', 'б'], [''], ['в']]);
  });

  it('reads quoted cells with tabs, line breaks and doubled quotes', () => {
    expect(parseTsv('"две\nстроки"\t"с ""кавычками"""\n')).toEqual([['две\nстроки', 'с "кавычками"']]);
  });

  it('takes a quote that is part of the value as it is', () => {
    expect(parseTsv('"Ромашка" ООО\tx')).toEqual([['"Ромашка" ООО', 'x']]);
  });

  it('reads nothing from nothing', () => {
    expect(parseTsv('')).toEqual([]);
  });

  it('gives back every block that it wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('а', 'Я', ' ', '"', '\t', '\n', '\r', '1') });
    const block = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(block, (rows) => {
        fc.pre(!(rows.length === 1 && rows[0]?.length === 1 && rows[0][0] === ''));
        // The block's end is a line break, as spreadsheets write it.
        expect(parseTsv(`${formatTsv(rows)}\r\n`)).toEqual(rows);
      }),
    );
  });
});
