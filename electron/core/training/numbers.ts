/**
 * Numbers with valid check digits that nobody can have: СНИЛС from 900-000-000 up (issued ones are far below), ИНН and
 * ОГРН of region 98, which no inspectorate serves. The algorithms are those of the issuing orders; `shared/rules` holds
 * the checks, these are the generators.
 */
const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** Largest prime under the width of the free range: multiplying by a constant modulo it never repeats. */
const SNILS_SPACE = 99_999_989;
const SNILS_STEP = 61_803_399;

export function snilsOf(index: number): string {
  const nine = String(900_000_000 + ((index * SNILS_STEP) % SNILS_SPACE));
  return nine + snilsControl(nine);
}

/** The two control digits of the first nine. */
export function snilsControl(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (digits.charCodeAt(i) - 48) * (9 - i);
  return String((sum % 101) % 100).padStart(2, '0');
}

export function personInnOf(index: number): string {
  const ten = `98${String(index).padStart(8, '0')}`;
  const eleven = ten + innDigit(ten, INN_11);
  return eleven + innDigit(eleven, INN_12);
}

export function organisationInnOf(index: number): string {
  const nine = `98${String(index).padStart(7, '0')}`;
  return nine + innDigit(nine, INN_10);
}

/** 13 digits: sign 1, year, region 98, number, control. */
export function ogrnOf(year: number, index: number): string {
  const twelve = `1${String(year % 100).padStart(2, '0')}98${String(index).padStart(7, '0')}`;
  return twelve + ((Number(twelve) % 11) % 10);
}

function innDigit(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (digits.charCodeAt(i) - 48) * (weights[i] ?? 0);
  return (sum % 11) % 10;
}
