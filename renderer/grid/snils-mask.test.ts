import { describe, expect, it } from 'vitest';
import { maskSnils } from './snils-mask.ts';

describe('СНИЛС while it is typed', () => {
  it.each([
    ['1', '1'],
    ['112', '112'],
    ['1122', '112-2'],
    ['11223344595', '112-233-445 95'],
    ['112 233 445 95', '112-233-445 95'],
    [' 112-233-445-95 ', '112-233-445 95'],
    ['112233445951', '112-233-445 95'],
    ['абв', ''],
  ])('%s becomes %s', (typed, text) => {
    expect(maskSnils(typed, typed.length)).toEqual({ text, caret: text.length });
  });

  it('keeps the caret behind the same digit when one is typed or taken out in the middle', () => {
    // «112-2|33» with a 9 typed at the caret.
    expect(maskSnils('112-2933', 6)).toEqual({ text: '112-293-3', caret: 6 });
    // The digit before a separator was taken out.
    expect(maskSnils('11-233-445 95', 2)).toEqual({ text: '112-334-459 5', caret: 2 });
  });
});
