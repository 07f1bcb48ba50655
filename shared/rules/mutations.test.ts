import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitAt } from './digits.ts';
import { ENP_WEIGHTS, enpControl } from './enp.ts';
import { ELEVENTH, isOrganisationInn, isPersonInn, TENTH, TWELFTH } from './inn.ts';
import { isOgrn, isOgrnip } from './ogrn.ts';
import { checkSnils, SNILS_WEIGHTS } from './snils.ts';

/** A checksum with its weights open: is this number right? */
interface Checksum {
  readonly weights: readonly number[];
  readonly right: (value: string, weights: readonly number[]) => boolean;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  /** Random numbers for the property: what the real weights accept, every weight must. */
  readonly length: number;
}

const CHECKSUMS: Readonly<Record<string, Checksum>> = {
  СНИЛС: {
    weights: SNILS_WEIGHTS,
    right: (value, weights) => checkSnils(value, weights) === null,
    valid: ['11223344595', '12345678964', '10020030030', '07712345660', '08765430200', '08765430300'],
    invalid: ['11223344596', '08765430201', '08765430301'],
    length: 11,
  },
  'ИНН юрлица': {
    weights: TENTH,
    right: (value, weights) => isOrganisationInn(value, weights),
    valid: ['7707083893', '7830002293', '5260200603', '7743013901'],
    invalid: ['7707083894', '7830002294'],
    length: 10,
  },
  'ИНН физлица, 11-я цифра': {
    weights: ELEVENTH,
    right: (value, weights) => isPersonInn(value, weights),
    valid: ['500100732259', '526317984689', '770101234577'],
    invalid: ['500100732258', '526317984680'],
    length: 12,
  },
  'ИНН физлица, 12-я цифра': {
    weights: TWELFTH,
    right: (value, weights) => isPersonInn(value, ELEVENTH, weights),
    valid: ['500100732259', '526317984689', '770101234577'],
    invalid: ['500100732258', '526317984680'],
    length: 12,
  },
  ЕНП: {
    weights: ENP_WEIGHTS,
    right: (value, weights) => enpControl(value, weights) === digitAt(value, 15),
    valid: ['7780000000000019', '5001234567890127', '7844556677889905'],
    invalid: ['7780000000000018'],
    length: 16,
  },
};

/** Whether the vectors of domain.md notice the mutant. */
function vectorFails({ right, valid, invalid }: Checksum, weights: readonly number[]): boolean {
  return valid.some((value) => !right(value, weights)) || invalid.some((value) => right(value, weights));
}

/** Whether the property «the mutant accepts exactly what the rule accepts» breaks on random right numbers. */
function propertyFails({ right, weights: real, length }: Checksum, weights: readonly number[]): boolean {
  const number = fc
    .stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`))
    .chain((value) => fc.integer({ min: 0, max: 99 }).map((end) => value.slice(0, -2) + String(end).padStart(2, '0')));
  const { failed } = fc.check(
    fc.property(number, (value) => right(value, weights) === right(value, real)),
    { numRuns: 5000, seed: 20261121 },
  );
  return failed;
}

describe.each(Object.entries(CHECKSUMS))('%s', (_, sum) => {
  it('is right as it stands', () => expect(vectorFails(sum, sum.weights)).toBe(false));

  it.each(sum.weights.map((weight, i) => [i, weight] as const))(
    'weight %i (%i): one more, one less and its neighbour’s are all noticed',
    (i, weight) => {
      const next = sum.weights[(i + 1) % sum.weights.length] ?? 0;
      for (const other of new Set([weight + 1, weight - 1, next])) {
        if (other === weight) continue;
        const mutant = sum.weights.with(i, other);
        expect(vectorFails(sum, mutant) || propertyFails(sum, mutant), `weight ${other} at ${i}`).toBe(true);
      }
    },
  );

  it('a weight too few is noticed', () => expect(vectorFails(sum, sum.weights.slice(0, -1))).toBe(true));
});

describe.each([
  ['ОГРН', isOgrn, 11, ['1027700132195', '1037739010891', '1157746078984']],
  ['ОГРНИП', isOgrnip, 13, ['304500116000157', '316774600123454', '323774600543215']],
] as const)('%s', (_, right, divisor, valid) => {
  it('is right as it stands', () => expect(valid.every((value) => right(value))).toBe(true));
  it.each([divisor - 2, divisor - 1, divisor + 1, divisor + 2])('divided by %i it is noticed', (other) =>
    expect(valid.every((value) => right(value, other))).toBe(false),
  );
});
