import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIT, fitOf, markedParts, otherLayout, searchName, searchTerms } from './search-words.ts';

const fitting = (name: string, typed: string) => fitOf(searchName(name), searchTerms(typed));

describe('what was typed, against a name', () => {
  it.each([
    ['Иванов Пётр Ильич', 'иванов петр ильич', FIT.exact],
    ['Иванов Пётр Ильич', 'ИВАНОВ пЁтр', FIT.beginning],
    ['Иванов Пётр Ильич', 'ильич иванов', FIT.words],
    ['Иванов Пётр Ильич', 'bdfyjd', FIT.beginning],
    ['Иванов Пётр Ильич', 'ivanov petr', FIT.beginning],
    ['Иванов Пётр Ильич', 'petr bdfyjd', FIT.words],
    ['Журавлёв Олег', ';ehfdk`d', FIT.beginning],
    ['Журавлёв Олег', ';ehfdktd jktu', FIT.exact],
    ['Римский-Корсаков Андрей', 'корсаков-р', FIT.words],
    ['Римский-Корсаков Андрей', 'римский-к', FIT.beginning],
    ['Поликлиника № 12', '12', FIT.words],
    ['Export', 'exp', FIT.beginning],
    ['Иванов Пётр Ильич', 'петров', null],
    ['Иванов Пётр Ильич', '', null],
    ['Иванов Пётр Ильич', '—', null],
  ])('%s, typed «%s»: %s', (name, typed, expected) => expect(fitting(name, typed)).toBe(expected));

  it('does not mind the order, the case, the layout or missing dots over ё', () => {
    const name = fc.constantFrom('Семёнов', 'Пётр', 'Юрьевич', 'Щукина', 'Ёлкина');
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), fc.boolean(), (names, plain) => {
        const typed = [...names].reverse().join(' ');
        expect(fitting(names.join(' '), plain ? typed.toUpperCase().replaceAll('Ё', 'Е') : typed)).not.toBeNull();
      }),
    );
  });

  it('is read on the other layout only when it is Cyrillic', () => {
    expect(otherLayout('шмфтщм')).toBe('ivanov');
    expect(otherLayout('ivanov')).toBeNull();
    expect(otherLayout('123')).toBeNull();
  });
});

describe('marks', () => {
  const marks = (text: string, typed: string) =>
    markedParts(text, searchTerms(typed))
      .map(({ text: part, marked }) => (marked ? `[${part}]` : part))
      .join('');

  it.each([
    ['Семёнова Ольга', 'семен', '[Семён]ова Ольга'],
    ['Семёнова Ольга', 'olg ctv', '[Сем]ёнова [Ольг]а'],
    ['Иванов, 112-233-445 95', '11223', 'Иванов, [112-23]3-445 95'],
    ['Иванов, 112-233-445 95', '4595', 'Иванов, 112-233-4[45 95]'],
    ['Иванов, 112-233-445 95', '445 95', 'Иванов, 112-233-[445 95]'],
    ['Заявка № 12', '12', 'Заявка № [12]'],
    ['Иванов', 'петров', 'Иванов'],
  ])('%s, typed «%s»: %s', (text, typed, expected) => expect(marks(text, typed)).toBe(expected));

  it('lose nothing of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, typed) => {
        const parts = markedParts(text, searchTerms(typed));
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });
});
