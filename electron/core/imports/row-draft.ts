import type { ImportDecision, ImportProblem, ImportRow } from '#shared/contract/imports.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { PlannedRow } from './planned.ts';

type Doubt = ImportRow['doubts'][number]['doubt'];

/** Say whose something is: nothing that a person would want to read. */
const OWNERS = new Set(['personId', 'organisationId', 'documentId']);

/** What the reader found out about a row by itself. */
export interface RowFindings {
  readonly problems: ImportProblem[];
  readonly notes: ImportRow['notes'];
}

/** One row on its way to a verdict. */
export class RowDraft<V extends RowFindings = RowFindings> {
  readonly row: number;
  readonly values: V;
  readonly problems: ImportProblem[];
  readonly #title: string;
  readonly #decision: ImportDecision | null;
  readonly #doubts: ImportRow['doubts'] = [];
  #choices: ImportDecision[] = [];
  #taken: ImportDecision | null = null;
  isDoubtful = false;

  constructor(row: number, title: string, values: V, decision: ImportDecision | null) {
    this.row = row;
    this.#title = title;
    this.values = values;
    this.problems = [...values.problems];
    this.#decision = decision;
  }

  /** The user's decision where it is one of the choices, else null. */
  doubt(doubt: Doubt, name: string, choices: ImportDecision[]): ImportDecision | null {
    this.#doubts.push({ doubt, name });
    this.#choices = choices;
    const decision = this.#decision !== null && choices.includes(this.#decision) ? this.#decision : null;
    this.#taken = decision;
    this.isDoubtful = decision === null || decision === 'skip';
    return decision;
  }

  wrong(): PlannedRow {
    return { shown: this.#shown('wrong', []), changes: [] };
  }

  /** Wrong after all, left out by the user, or waiting for a decision. */
  undecided(): PlannedRow {
    if (this.problems.length > 0) return this.wrong();
    return { shown: this.#shown(this.#taken === 'skip' ? 'skipped' : 'doubtful', []), changes: [] };
  }

  same(): PlannedRow {
    return { shown: this.#shown('same', []), changes: [] };
  }

  /** @param name what people call an entity that a value refers to */
  taken(
    state: 'new' | 'changed',
    changes: readonly RecordedChange[],
    name: (value: FieldValue) => FieldValue = (value) => value,
  ): PlannedRow {
    const shown = changes.flatMap(({ kind, fields }) =>
      fields
        .filter(({ field }) => !OWNERS.has(field))
        .map(({ field, from, to }) => ({ field: `${kind}.${field}`, from: name(from), to: name(to) })),
    );
    return { shown: this.#shown(state, shown), changes };
  }

  #shown(state: ImportRow['state'], changes: ImportRow['changes']): ImportRow {
    return {
      row: this.row,
      title: this.#title,
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
