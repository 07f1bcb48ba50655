import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asLatinLayout, asRussianLayout, foldedWords, foldText, maybeWrongLayout } from './fold.ts';

describe('folding', () => {
  it.each([
    ['  Пётр\u00A0ЁЖИКОВ ', 'петр ежиков'],
    ['Римский-Корсаков', 'римский корсаков'],
    ['О’Нил', 'о нил'],
    ['№ 12/3-А', '12 3 а'],
    ['Ии\u0306вин', 'ийвин'],
    ['Врач\u00ADтерапевт', 'врачтерапевт'],
    ['ИВАНО\u0301ВА', 'иванова'],
    ['', ''],
    ['—', ''],
  ])('«%s» → «%s»', (text, folded) => expect(foldText(text)).toBe(folded));

  it('twice is as good as once, and words hold only letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        for (const word of foldedWords(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      }),
    );
  });
});

describe('keyboard layouts', () => {
  it('turn into each other', () => {
    expect(asRussianLayout('ghbdtn')).toBe('привет');
    expect(asRussianLayout('Bdfyjd Gtnh')).toBe('Иванов Петр');
    expect(asRussianLayout(';ehfdktd')).toBe('журавлев');
    expect(asLatinLayout('шьщ')).toBe('imo');
    const cyrillic = fc.stringMatching(/^[а-яА-Я ]{0,20}$/);
    fc.assert(
      fc.property(cyrillic, (text) => {
        expect(asRussianLayout(asLatinLayout(text))).toBe(text);
      }),
    );
  });

  it('are guessed from the letters', () => {
    expect(maybeWrongLayout('ghbdtn')).toBe(true);
    expect(maybeWrongLayout('привет')).toBe(false);
    expect(maybeWrongLayout('привет ghbdtn')).toBe(false);
    expect(maybeWrongLayout('123')).toBe(false);
  });
});
