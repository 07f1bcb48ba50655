import type { ImportField, ImportProblem } from '#shared/contract/imports.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { type Cell, cellText } from './cells.ts';
import { type GivenOrganisation, readOrganisation } from './organisation.ts';
import type { Values } from './planned.ts';
import { givenCells, type ReadingContext, readField, readSnils } from './values.ts';

/** What a row says of a person; fields it is silent about are absent, an empty cell takes nothing away. */
export interface PersonRow {
  readonly person: Values;
  readonly employment: Values;
  /** Several where the name does not tell which. */
  divisions: readonly EntityId[] | null;
  readonly organisation: GivenOrganisation;
  readonly problems: ImportProblem[];
  readonly notes: 'zerosRestored'[];
}

/** Reads the cells of a row by what its columns mean. */
export function readPersonRow(
  cells: readonly Cell[],
  columns: readonly (ImportField | null)[],
  context: ReadingContext,
): PersonRow {
  const values: PersonRow = {
    person: {},
    employment: {},
    divisions: null,
    organisation: new Map(),
    problems: [],
    notes: [],
  };
  // Whether a post is open depends on the day; an OID tells a division better than its name.
  for (const { field, cell } of givenCells(cells, columns, ['employment.beginDate', 'employment.divisionOid'])) {
    if (!readOrganisation(values.organisation, field, cell)) readCell(values, field, cell, context);
  }
  return values;
}

function readCell(values: PersonRow, field: ImportField, cell: Cell, context: ReadingContext): void {
  const { today, lookups } = context;
  const text = cellText(cell).trim();
  const refuse = (at: string, code: ImportProblem['code']): void => {
    values.problems.push({ field: at, code });
  };
  const day = typeof values.employment.beginDate === 'string' ? values.employment.beginDate : today;
  switch (field) {
    case 'person.fullName': {
      const [last = '', first = '', ...rest] = text.split(/\s+/);
      const parts = { lastName: last, firstName: first, patronymic: rest.join(' ') };
      for (const [name, part] of Object.entries(parts)) {
        if (part !== '') values.person[name] ??= normalise('person', name, part, today);
      }
      return;
    }
    case 'person.snils': {
      const { snils, restored } = readSnils(cell);
      values.person.snils = snils;
      if (restored) values.notes.push('zerosRestored');
      return;
    }
    case 'employment.divisionOid': {
      const id = lookups.divisionByOid(text);
      if (id === null) refuse('employment.divisionId', 'KD-2004');
      else values.divisions = [id];
      return;
    }
    case 'employment.divisionId': {
      // The OID says it exactly; the name beside it is only for people.
      if (values.divisions?.length === 1) return;
      const found = lookups.divisionsByName(text, day);
      if (found.length === 0) refuse(field, 'KD-2004');
      else values.divisions = found;
      return;
    }
    default: {
      const [kind, name] = field.split('.') as ['person' | 'employment', string];
      const value = readField(kind, name, cell, { ...context, day });
      if (value === undefined) refuse(field, 'KD-2004');
      else values[kind][name] = value;
    }
  }
}

/** The name, or what stands in its place where the file has none. */
export function titleOf({ person: { lastName, firstName, patronymic, snils } }: PersonRow): string {
  const title = [lastName, firstName, patronymic].filter((part) => typeof part === 'string' && part !== '').join(' ');
  return title === '' ? String(snils ?? '') : title;
}
