import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worklists as contract } from '#shared/contract/worklists.ts';
import { maskSnils } from '#shared/rules/snils.ts';
import { foldText } from '#shared/text/fold.ts';
import { fillClinic, inRole, openTestDesk, refusal } from '../test-books.ts';
import { clinicSource } from '../training/generate.ts';
import { createRandom } from '../training/random.ts';
import { type Candidate, findDuplicates } from './duplicates.ts';
import { daysAlike, editDistance, inOneAlphabet } from './likeness.ts';
import { nothingToDecide } from './testing.ts';
import { createWorklists } from './worklists.ts';

interface Typed {
  readonly id: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly snils: string | null;
  readonly phone: string | null;
}

function candidate({ id, lastName, firstName, patronymic, ...rest }: Typed): Candidate {
  const [last, first, middle] = [lastName, firstName, patronymic ?? ''].map((part) => inOneAlphabet(foldText(part)));
  return {
    id,
    ...rest,
    last: last ?? '',
    first: first ?? '',
    patronymic: middle ?? '',
    name: `${last} ${first} ${middle}`,
  };
}

/** How a second card of the same person comes to be. */
const SLIPS: readonly ((one: Typed, pick: (n: number) => number) => Typed)[] = [
  (one) => one,
  (one) => ({ ...one, snils: null }),
  (one, pick) => ({ ...one, lastName: letterLost(one.lastName, pick) }),
  (one, pick) => ({ ...one, lastName: letterLost(one.lastName, pick), snils: null, phone: null }),
  (one, pick) => ({ ...one, firstName: lettersExchanged(one.firstName, pick), snils: null }),
  (one) => ({ ...one, lastName: one.lastName.replace('о', 'o').replace('е', 'ё'), snils: null, phone: null }),
  (one, pick) => ({ ...one, snils: digitChanged(one.snils ?? '', pick), phone: null }),
  (one) => ({ ...one, lastName: 'Замужняя', snils: null }),
  (one) => ({ ...one, birthDate: dayAndMonth(one.birthDate ?? ''), snils: null, phone: null }),
  (one, pick) => ({ ...one, birthDate: digitChanged(one.birthDate ?? '', pick, 9), snils: null }),
  (one) => ({ ...one, patronymic: null, snils: null, phone: null }),
  (one) => ({ ...one, lastName: one.firstName, firstName: one.lastName, snils: null, phone: null }),
];

function letterLost(word: string, pick: (n: number) => number): string {
  const at = 1 + pick(word.length - 1);
  return word.slice(0, at) + word.slice(at + 1);
}
function lettersExchanged(word: string, pick: (n: number) => number): string {
  const at = 1 + pick(Math.max(1, word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}
function digitChanged(text: string, pick: (n: number) => number, at = pick(text.length)): string {
  return `${text.slice(0, at)}${(Number(text[at]) + 1 + pick(8)) % 10}${text.slice(at + 1)}`;
}
function dayAndMonth(day: string): string {
  const [year, month, date] = day.split('-');
  return Number(date) <= 12 ? `${year}-${date}-${month}` : `${year}-${month}-${date}`;
}

describe('the finder', () => {
  it('finds at least 95 % of 1,000 planted pairs among 20,000 people, and at least 90 % of what it finds is right', () => {
    const source = clinicSource({ people: 20_000 });
    const random = createRandom(20_261_121);
    const people: Typed[] = Array.from({ length: source.size }, (_, i) => {
      const { remoteId, ...person } = source.personAt(i).person;
      return { ...person, id: `a${String(i).padStart(6, '0')}` };
    });
    // Relatives share a phone, namesakes a name: neither is a duplicate.
    for (let i = 0; i < 300; i++) {
      const [one, other] = [people[i * 2], people[i * 2 + 1]];
      if (one !== undefined && other !== undefined)
        people[i * 2 + 1] = { ...other, lastName: one.lastName, phone: one.phone };
    }
    const planted = new Set<string>();
    for (let i = 0; i < 1000; i++) {
      const original = people[1000 + i * 19];
      const slip = SLIPS[i % SLIPS.length];
      if (original === undefined || slip === undefined) throw new Error('Nobody to plant');
      const twin = slip(original, (n) => random.below(n));
      people.push({ ...twin, id: `b${String(i).padStart(6, '0')}` });
      planted.add(`${original.id} b${String(i).padStart(6, '0')}`);
    }
    const found = findDuplicates(people.map(candidate));
    const right = found.filter(({ first, second }) => planted.has(`${first} ${second}`)).length;
    expect(planted.size).toBe(1000);
    expect(right / planted.size).toBeGreaterThanOrEqual(0.95);
    expect(right / found.length).toBeGreaterThanOrEqual(0.9);
  });

  const ivanova: Typed = {
    id: 'a',
    lastName: 'Иванова',
    firstName: 'Мария',
    patronymic: 'Петровна',
    birthDate: '1980-05-17',
    snils: '11223344595',
    phone: '+79161234567',
  };
  const reason = (other: Partial<Typed>) =>
    findDuplicates([candidate(ivanova), candidate({ ...ivanova, id: 'b', ...other })])[0]?.reason ?? null;

  it.each([
    [{ lastName: 'Совсемдругая', birthDate: '1999-01-01' }, 'snils'],
    [{ snils: '12345678964', phone: null }, 'name'],
    [{ snils: null, lastName: 'Петрова' }, 'phone'],
    [{ snils: null, phone: null, lastName: 'Ивановa' }, 'name'],
    [{ snils: null, phone: null, lastName: 'Иваннова' }, 'similar'],
    [{ snils: null, phone: null, birthDate: '1980-05-71' }, 'similar'],
    [{ snils: null, phone: null, birthDate: '1980-06-28' }, null],
    [{ snils: '12345678964', phone: null, lastName: 'Иваннова' }, null],
    [{ snils: null, firstName: 'Анна', birthDate: '2001-01-01' }, null],
  ])('%j → %s', (other, expected) => expect(reason(other)).toBe(expected));

  it('says of a pair only once, the strongest reason', () => {
    expect(findDuplicates([candidate(ivanova), candidate({ ...ivanova, id: 'b' })])).toEqual([
      { first: 'a', second: 'b', reason: 'snils' },
    ]);
  });
});

describe('likeness', () => {
  it('of texts is the same both ways, nothing for equal ones, and never more than the longer one', () => {
    const word = fc.stringMatching(/^[а-д]{0,8}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
        expect(editDistance(a, a, 2)).toBe(0);
        expect(editDistance(a, b, 20)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b, 2)).toBe(Math.min(3, editDistance(a, b, 20)));
      }),
    );
  });
  it.each([
    ['иванов', 'ивонов', 1],
    ['иванов', 'иваонв', 1],
    ['иванов', 'ивано', 1],
    ['иванов', 'петров', 4],
  ])('%s and %s are %i apart', (a, b, apart) => expect(editDistance(a, b, 9)).toBe(apart));
  it.each([
    ['1980-05-17', '1980-05-71', true],
    ['1980-05-07', '1980-07-05', true],
    ['1980-05-17', '1981-05-17', true],
    ['1980-05-17', '1981-06-17', false],
  ])('%s and %s: %s', (a, b, alike) => expect(daysAlike(a, b)).toBe(alike));
});

describe('the list over a store', () => {
  function open() {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 50);
    const lists = createWorklists({ ...desk, emit: () => undefined, exchange: nothingToDecide() });
    return { desk, lists, people };
  }
  const PAGE = { text: '', offset: 0, limit: 10 };

  it('shows both cards, finds by either name, and forgets the pair that is told apart', async () => {
    const { desk, lists, people } = open();
    const [first = '', second = '', third = ''] = people;
    const snils = desk.entities.get('person', first)?.entity.snils ?? null;
    desk.db.prepare('UPDATE person SET snils = ? WHERE id = ?').run(snils, second);
    desk.staffIndex.refresh([first, second]);
    const answer = contract.duplicates.output.parse(await lists.duplicates(PAGE, desk.editor));
    const [shown] = (await lists.duplicates(PAGE, inRole(desk.editor, 'viewer'))).pairs;
    expect([answer.pairs[0]?.first.snils, shown?.first.snils]).toEqual([snils, maskSnils(snils ?? '')]);
    expect(answer).toMatchObject({ total: 1, pairs: [{ reason: 'snils' }] });
    expect([answer.pairs[0]?.first.personId, answer.pairs[0]?.second.personId].sort()).toEqual([first, second].sort());
    const name = answer.pairs[0]?.second.name ?? '';
    expect((await lists.duplicates({ ...PAGE, text: name }, desk.editor)).total).toBe(1);
    expect((await lists.duplicates({ ...PAGE, text: 'щщщщ' }, desk.editor)).total).toBe(0);

    await lists.markDifferent({ personIds: [second, first] }, desk.editor);
    expect((await lists.duplicates(PAGE, desk.editor)).total).toBe(0);
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 5, text: '' }, desk.editor);
    expect(entries.map(({ action }) => action).slice(0, 2)).toEqual(['worklists.different', 'worklists.different']);
    expect((await refusal(() => lists.markDifferent({ personIds: [first, first] }, desk.editor))).code).toBe('KD-3008');
    const nobody = '0199d3f2-7c1e-7abc-8def-0123456789ab';
    expect((await refusal(() => lists.markDifferent({ personIds: [third, nobody] }, desk.editor))).code).toBe(
      'KD-3008',
    );
  });
});
