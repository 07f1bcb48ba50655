import { expect, test } from 'vitest';
import { pseudoTexts } from './pseudo.ts';

test('every text is accented, in brackets and 40 % longer, what functions answer too', () => {
  const texts = pseudoTexts({
    title: 'Staff',
    rows: [['Alt+←', 'back']],
    count: (people: number) => `${people} people`,
    failure: () => ({ title: 'Lost', advice: 'Try again.' }),
  });
  expect(texts.title).toBe('⟦Šţàáff·⟧');
  expect(texts.rows[0]?.[1]).toBe('⟦bàáçķ·⟧');
  expect(texts.count(12)).toMatch(/^⟦12 pèéòópłèé·*⟧$/);
  expect(texts.failure()).toEqual({
    title: expect.stringMatching(/^⟦Łòóšţ·*⟧$/),
    advice: expect.stringMatching(/^⟦.*⟧$/),
  });
  expect(pseudoTexts('Documents').length - 2).toBeGreaterThanOrEqual('Documents'.length * 1.4);
});
