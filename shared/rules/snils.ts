import type { Role } from '../domain/states.ts';
import { weightedSum } from './digits.ts';
import { error, type Finding, warning } from './finding.ts';

export const SNILS_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, 1];
/** Numbers up to this one were given out before the check sum was introduced. */
const LAST_WITHOUT_SUM = '001001998';

/**
 * СНИЛС: 11 digits, the last two are a check sum of the first nine (order of the Pension Fund's board of 31.07.2006
 * № 192п, as every public implementation has it): Σ d[i]·(9−i) mod 101, 100 stands for 00.
 *
 * @param value stored form, digits only
 * @param weights only a test gives others, to see that its vectors notice
 */
export function checkSnils(value: string, weights: readonly number[] = SNILS_WEIGHTS): Finding | null {
  if (!/^\d{11}$/.test(value)) return error('KD-2101');
  if (value === '00000000000') return error('KD-2102');
  if (value.slice(0, 9) <= LAST_WITHOUT_SUM) return warning('KD-2103');
  const control = (weightedSum(value, weights) % 101) % 100;
  return control === Number(value.slice(9)) ? null : error('KD-2104');
}

/** What was typed or pasted → 11 digits; text that is no number with separators comes back trimmed, for the check to refuse. */
export function normaliseSnils(typed: string): string {
  const text = typed.trim();
  const bare = text.replaceAll(/[\s.()–—−‑-]/g, '');
  return /^\d+$/.test(bare) ? bare : text;
}

/** `11223344595` → `112-233-445 95`; what is not 11 digits is shown as it is. */
export function formatSnils(value: string): string {
  const parts = /^(\d{3})(\d{3})(\d{3})(\d{2})$/.exec(value);
  return parts === null ? value : `${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}`;
}

/** `11223344595` → `***-***-*45 95`, for lists that not everyone may read; what is not 11 digits shows its length alone. */
export function maskSnils(value: string): string {
  return /^\d{11}$/.test(value) ? `***-***-*${value.slice(7, 9)} ${value.slice(9)}` : '*'.repeat(value.length);
}

/**
 * How a list, a card and a difference show the number: whole to who writes and who decides about people, its end to
 * others, who see it whole on the card by an act that the journal tells of.
 *
 * @param role null: of nobody in particular
 */
export function listedSnils(value: string | null, role: Role | null): string | null {
  return value === null || role === 'editor' || role === 'approver' ? value : maskSnils(value);
}
