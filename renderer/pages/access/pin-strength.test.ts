import { expect, it } from 'vitest';
import { pinStrength } from './pin-strength.ts';

it.each([
  ['', 'weak'],
  ['123456', 'weak'],
  ['11111111', 'weak'],
  ['294731', 'fair'],
  ['котофей5', 'good'],
  ['Осень-2026 в парке', 'strong'],
] as const)('calls «%s» %s', (pin, strength) => expect(pinStrength(pin)).toBe(strength));
