import { digitAt } from './digits.ts';
import { error, type Finding } from './finding.ts';

/** From the last digit before the control to the first, every other one doubled. */
export const ENP_WEIGHTS = [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2];

/**
 * Control digit of ЕНП (number of a policy of ОМС, 16 digits): the digits at odd places of the reversed beginning, read
 * as one number and doubled, with the even ones before it; ten minus the sum of all digits modulo ten. Doubling a whole
 * number carries a one exactly where a doubled digit exceeds nine, so it is the same as doubling digit by digit.
 */
export function enpControl(value: string, weights: readonly number[] = ENP_WEIGHTS): number {
  let sum = 0;
  weights.forEach((weight, i) => {
    const product = digitAt(value, weights.length - 1 - i) * weight;
    sum += Math.floor(product / 10) + (product % 10);
  });
  return (10 - (sum % 10)) % 10;
}

export function isEnp(value: string): boolean {
  return /^(?!0{16})\d{16}$/.test(value) && enpControl(value) === digitAt(value, 15);
}

export function checkEnp(value: string): Finding | null {
  return isEnp(value) ? null : error('KD-2134');
}
