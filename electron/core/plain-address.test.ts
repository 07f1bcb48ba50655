import { expect, it } from 'vitest';
import { plainAddress } from './plain-address.ts';

it.each([
  [null, null],
  ['kadry@clinic.example', 'kadry@clinic.example'],
  ['kadry@больница.рф', 'kadry@xn--80abvlke3d3b.xn--p1ai'],
  ['кадры@clinic.example', null],
  ['a&b=c?d@clinic.example', null],
  ['a%0Ab@clinic.example', null],
  ['нет', null],
])('%j is taken as %j', (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});
