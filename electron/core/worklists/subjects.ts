import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { termsOf } from '../staff/query.ts';

/** Columns of every row about a person; `p` is the person, `l` their line in the staff grid. */
export const PERSON = 'p.id AS personId, p.last_name AS lastName, p.first_name AS firstName, p.patronymic';
export const SUBJECT = `${PERSON}, l.post_code AS postCode, l.division_id AS divisionId`;

interface Named {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
}

export interface SubjectRow extends Named {
  readonly personId: EntityId;
  readonly postCode: string | null;
  readonly divisionId: EntityId | null;
}

/** The parts of a name in one text. */
export function named<T extends Named>({ lastName, firstName, patronymic, ...row }: T) {
  return { ...row, name: fullName({ lastName, firstName, patronymic }) };
}

/**
 * A condition on `l.search` for what was typed: every word, in one of its readings, begins a word of the line.
 *
 * @param into gets the parameters that the condition names
 */
export function textCondition(text: string, into: Record<string, string | number | null>): string {
  const conditions = termsOf(text).map((term, i) => {
    const readings = term.map((words, j) =>
      words
        .map((word, k) => {
          into[`word${i}_${j}_${k}`] = ` ${word}`;
          return `instr(' ' || l.search, @word${i}_${j}_${k}) > 0`;
        })
        .join(' AND '),
    );
    return `(${readings.map((reading) => `(${reading})`).join(' OR ')})`;
  });
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

export interface Page {
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}
