import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFound, replaceIn } from './replace-text.ts';

const loose = (find: string) => ({ find, matchCase: false, whole: false });

describe('find and replace in a cell', () => {
  it('replaces every place, whatever the case and ё, and keeps the rest as it is', () => {
    expect(replaceIn('Ёлкина Елена', loose('ел'), 'ол')).toBe('олкина олена');
    expect(replaceIn('Семёнов', loose('семен'), 'Симон')).toBe('Симонов');
    expect(replaceIn('аааа', loose('аа'), 'б')).toBe('бб');
  });

  it('minds the case and the whole cell when told so', () => {
    expect(replaceIn('Иванов', { find: 'иванов', matchCase: true, whole: false }, 'x')).toBeNull();
    expect(replaceIn('Иванова', { find: 'иванов', matchCase: false, whole: true }, 'x')).toBeNull();
    expect(replaceIn('Иванов', { find: 'ИВАНОВ', matchCase: false, whole: true }, 'Петров')).toBe('Петров');
  });

  it('takes signs of patterns for what they are, and finds nothing where nothing is looked for', () => {
    expect(replaceIn('а.б', loose('.'), '$&')).toBe('а$&б');
    expect(replaceIn('аб', loose('.'), 'x')).toBeNull();
    expect(isFound('аб', loose(''))).toBe(false);
  });

  it('agrees with the replacing of the language where case counts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (text, find, replacement) => {
        const expected = text.includes(find) ? text.replaceAll(find, () => replacement) : null;
        expect(replaceIn(text, { find, matchCase: true, whole: false }, replacement)).toBe(expected);
      }),
    );
  });
});
