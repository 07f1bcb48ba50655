import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

it('does more in each turn while turns are short, and less as soon as one is long', () => {
  const pace = new Pace();
  const sizes = [10, 20, 30, 80, 300, 600, 40].map((ms) => {
    const { size } = pace;
    pace.took(ms);
    return size;
  });
  expect(sizes).toEqual([1, 2, 4, 8, 8, 4, 2]);
});

it('never does nothing, nor all at once', () => {
  const pace = new Pace();
  pace.took(5000);
  expect(pace.size).toBe(1);
  for (let turn = 0; turn < 20; turn++) pace.took(0);
  expect(pace.size).toBe(8);
});
