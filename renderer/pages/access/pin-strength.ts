import { pinProblem } from '#shared/rules/pin.ts';

export const STRENGTHS = ['weak', 'fair', 'good', 'strong'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** A rough count of guesses in bits: what is refused is weak, six digits are fair, a mixed passphrase is strong. */
export function pinStrength(pin: string): Strength {
  if (pinProblem(pin) !== null) return 'weak';
  const alphabets = [/\d/, /[a-z]/, /[A-Z]/, /[а-яё]/, /[А-ЯЁ]/, /[^\da-zA-Zа-яёА-ЯЁ]/];
  const sizes = [10, 26, 26, 33, 33, 30];
  const symbols = alphabets.reduce((sum, letters, at) => sum + (letters.test(pin) ? (sizes[at] ?? 0) : 0), 0);
  const bits = new Set(pin).size * Math.log2(symbols);
  if (bits < 30) return 'fair';
  return bits < 50 ? 'good' : 'strong';
}
