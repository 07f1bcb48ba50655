import type { DuplicatePair } from '#shared/contract/worklists.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { daysAlike, digitsApart, editDistance } from './likeness.ts';

/** What of a person is compared; names are folded and of one alphabet. */
export interface Candidate {
  readonly id: EntityId;
  /** The whole name as one key. */
  readonly name: string;
  readonly last: string;
  readonly first: string;
  readonly patronymic: string;
  readonly birthDate: string | null;
  readonly snils: string | null;
  readonly phone: string | null;
}

export interface FoundPair {
  readonly first: EntityId;
  readonly second: EntityId;
  readonly reason: DuplicatePair['reason'];
}

/** Letters in which all parts of two names together may differ. */
const NAME_SLIPS = 2;
/** Digits of СНИЛС that a slip of the fingers changes; numbers further apart belong to two people. */
const SNILS_SLIPS = 2;

/**
 * Pairs of cards that may be of one person. Only cards that share something exact are compared: СНИЛС, birth date,
 * phone, or the whole name; so the work grows with the number of people, not with its square. The strongest reasons
 * come first.
 */
export function findDuplicates(people: readonly Candidate[]): FoundPair[] {
  const found = new Map<string, FoundPair>();
  const add = (a: Candidate, b: Candidate, reason: FoundPair['reason'] | null): void => {
    if (reason === null) return;
    const [first, second] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
    const key = `${first} ${second}`;
    if (!found.has(key)) found.set(key, { first, second, reason });
  };
  eachPair(people, 'snils', (a, b) => add(a, b, 'snils'));
  eachPair(people, 'birthDate', (a, b) => add(a, b, onOneBirthDate(a, b)));
  eachPair(people, 'phone', (a, b) => add(a, b, onOnePhone(a, b)));
  eachPair(people, 'name', (a, b) => add(a, b, ofOneName(a, b)));
  const pairs = [...found.values()];
  return REASONS.flatMap((reason) => pairs.filter((pair) => pair.reason === reason));
}

const REASONS = ['snils', 'name', 'phone', 'similar'] as const;

/** A block larger than this says nothing: a switchboard's phone, 1 January of an unknown birth date. */
const LARGEST_BLOCK = 200;

function eachPair(
  people: readonly Candidate[],
  by: 'snils' | 'birthDate' | 'phone' | 'name',
  look: (a: Candidate, b: Candidate) => void,
): void {
  // Most keys are of one person only: the array is made when a second one comes.
  const blocks = new Map<string, Candidate | Candidate[]>();
  for (const one of people) {
    const key = one[by];
    if (key === null || key === '') continue;
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, one);
    else if (Array.isArray(block)) block.push(one);
    else blocks.set(key, [block, one]);
  }
  for (const block of blocks.values()) {
    if (!Array.isArray(block) || block.length > LARGEST_BLOCK) continue;
    for (const [i, a] of block.entries()) for (const b of block.slice(i + 1)) look(a, b);
  }
}

function onOneBirthDate(a: Candidate, b: Candidate): FoundPair['reason'] | null {
  if (a.name === b.name) return 'name';
  if (areTwoByNumber(a, b)) return null;
  if (a.last === b.first && a.first === b.last) return 'similar';
  return slips(a, b, NAME_SLIPS) <= NAME_SLIPS ? 'similar' : null;
}

function onOnePhone(a: Candidate, b: Candidate): FoundPair['reason'] | null {
  if (areTwoByNumber(a, b)) return null;
  // A name changed by marriage leaves the rest; relatives who share a phone have other first names or birth dates.
  const renamed = a.first === b.first && a.patronymic === b.patronymic && a.birthDate === b.birthDate;
  return renamed || slips(a, b, NAME_SLIPS) <= NAME_SLIPS ? 'phone' : null;
}

function ofOneName(a: Candidate, b: Candidate): FoundPair['reason'] | null {
  if (a.birthDate === null || b.birthDate === null || areTwoByNumber(a, b)) return null;
  return daysAlike(a.birthDate, b.birthDate) ? 'similar' : null;
}

/** Both have a СНИЛС and the numbers are not a slip apart. */
function areTwoByNumber(a: Candidate, b: Candidate): boolean {
  return a.snils !== null && b.snils !== null && digitsApart(a.snils, b.snils) > SNILS_SLIPS;
}

function slips(a: Candidate, b: Candidate, atMost: number): number {
  let sum = editDistance(a.last, b.last, atMost);
  if (sum <= atMost) sum += editDistance(a.first, b.first, atMost);
  // A card may lack the patronymic that the other one has.
  if (sum <= atMost && a.patronymic !== '' && b.patronymic !== '') {
    sum += editDistance(a.patronymic, b.patronymic, atMost);
  }
  return sum;
}
