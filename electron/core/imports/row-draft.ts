import type { ImportDecision, ImportProblem, ImportRow } from '#shared/contract/imports.ts';
import { equal } from './matching.ts';
import type { Change, PlannedRow, RowAction, Values } from './planned.ts';
import type { RowValues } from './values.ts';

/** One row on its way to a verdict. */
export class RowDraft {
  readonly row: number;
  readonly values: RowValues;
  readonly problems: ImportProblem[];
  readonly #decision: ImportDecision | null;
  readonly #doubts: ImportRow['doubts'] = [];
  #choices: ImportDecision[] = [];
  #taken: ImportDecision | null = null;
  isDoubtful = false;

  constructor(row: number, values: RowValues, decision: ImportDecision | null) {
    this.row = row;
    this.values = values;
    this.problems = [...values.problems];
    this.#decision = decision;
  }

  /** The user's decision where it is one of the choices, else null. */
  doubt(doubt: ImportRow['doubts'][number]['doubt'], name: string, choices: ImportDecision[]): ImportDecision | null {
    this.#doubts.push({ doubt, name });
    this.#choices = choices;
    const decision = this.#decision !== null && choices.includes(this.#decision) ? this.#decision : null;
    this.#taken = decision;
    this.isDoubtful = decision === null || decision === 'skip';
    return decision;
  }

  changesOf(kind: 'person' | 'employment', stored: Readonly<Values>, given: Readonly<Values>): Change[] {
    return Object.entries(given)
      .map(([field, to]) => ({ field, from: stored[field] ?? null, to }))
      .filter(({ field, from, to }) => to !== null && to !== '' && !equal(kind, field, from, to));
  }

  wrong(): PlannedRow {
    return { shown: this.#shown('wrong', []), action: null };
  }

  /** Wrong after all, left out by the user, or waiting for a decision. */
  undecided(): PlannedRow {
    if (this.problems.length > 0) return this.wrong();
    return { shown: this.#shown(this.#taken === 'skip' ? 'skipped' : 'doubtful', []), action: null };
  }

  same(): PlannedRow {
    return { shown: this.#shown('same', []), action: null };
  }

  taken(state: 'new' | 'changed', changes: ImportRow['changes'], action: RowAction): PlannedRow {
    return { shown: this.#shown(state, changes), action };
  }

  #shown(state: ImportRow['state'], changes: ImportRow['changes']): ImportRow {
    const { lastName, firstName, patronymic, snils } = this.values.person;
    const title = [lastName, firstName, patronymic].filter((part) => typeof part === 'string' && part !== '').join(' ');
    return {
      row: this.row,
      title: title === '' ? String(snils ?? '') : title,
      state,
      problems: this.problems,
      doubts: this.#doubts,
      notes: this.values.notes,
      changes,
      decision: this.#taken,
      choices: this.#choices,
    };
  }
}
