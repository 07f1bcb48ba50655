import type { EntityId } from '#shared/domain/values.ts';
import { pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { messages } from '#shared/text/translate.ts';
import type { Database } from '../db/open.ts';
import { form30Rows } from '../dictionaries/form-30.ts';
import { mainWorkersOn, occupancyOn } from '../entities/occupancy-store.ts';
import { staffingOfDay } from '../staffing/of-day.ts';
import { divisionTypes, qualificationsOn } from './form-30-store.ts';
import type { Cell, ColumnType, DatedParameters, Report, ReportLine } from './report.ts';
import { divisionBranches, postNames } from './store.ts';

/** Columns 3–17 of table 1100; places of care are those of the division's type: 1 outpatient, 2 inpatient. */
const COLUMNS = [
  'planned',
  'taken',
  'plannedOutpatient',
  'takenOutpatient',
  'plannedInpatient',
  'takenInpatient',
  'people',
  'outpatient',
  'inpatient',
  'highest',
  'first',
  'second',
  'certificate',
  'accreditation',
  'away',
] as const;
type Column = (typeof COLUMNS)[number];
const FIRST_NUMBER = 3;
const RATES: ReadonlySet<Column> = new Set(COLUMNS.slice(0, 6));

const PLACES = {
  '1': { planned: 'plannedOutpatient', taken: 'takenOutpatient', people: 'outpatient' },
  '2': { planned: 'plannedInpatient', taken: 'takenInpatient', people: 'inpatient' },
} as const satisfies Record<string, Record<'planned' | 'taken' | 'people', Column>>;

class Row {
  readonly posts = new Set<string>();
  readonly figures = Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Record<Column, number>;

  add(column: Column | undefined, figure: number): void {
    if (column !== undefined) this.figures[column] += figure;
  }

  get isEmpty(): boolean {
    return COLUMNS.every((column) => this.figures[column] === 0);
  }
}

/** Rows of the table by their number; null collects the posts for which the dictionary names none. */
function rowsOf(db: Database, { divisionId, onDay }: DatedParameters): Map<string | null, Row> {
  const rowOf = form30Rows(db);
  const tree = treeOf(divisionBranches(db, onDay));
  const types = divisionTypes(db);
  const rows = new Map<string | null, Row>();
  const isWithin = (id: EntityId | null): boolean =>
    divisionId === null || id === divisionId || (id !== null && pathAbove(id, tree).includes(divisionId));
  const at = (postCode: string | null): Row => {
    const number = postCode === null ? null : rowOf(postCode);
    const row = rows.get(number) ?? new Row();
    rows.set(number, row);
    if (postCode !== null) row.posts.add(postCode);
    return row;
  };
  /** A section has the care of the division that it is a part of. */
  const placeOf = (id: EntityId | null): (typeof PLACES)['1' | '2'] | undefined => {
    if (id === null) return undefined;
    const typed = [id, ...pathAbove(id, tree)]
      .map((one) => types.get(one)?.typeCode ?? null)
      .find((type) => type !== null);
    return typed === '1' || typed === '2' ? PLACES[typed] : undefined;
  };

  for (const { position, divisionId: id } of staffingOfDay(db, onDay).lines) {
    if (position === null || !isWithin(id)) continue;
    const row = at(position.postCode);
    row.add('planned', position.rate ?? 0);
    row.add(placeOf(id)?.planned, position.rate ?? 0);
  }
  for (const { divisionId: id, postCode, rate, people, away } of occupancyOn(db, onDay)) {
    if (!isWithin(id)) continue;
    const [row, place] = [at(postCode), placeOf(id)];
    row.add('taken', rate);
    row.add(place?.taken, rate);
    row.add('people', people);
    row.add(place?.people, people);
    row.add('away', away);
  }
  const known = new Map<EntityId, Set<Column>>();
  for (const { personId, has } of qualificationsOn(db, onDay)) {
    known.set(personId, (known.get(personId) ?? new Set()).add(has));
  }
  for (const { divisionId: id, postCode, personId } of mainWorkersOn(db, onDay)) {
    if (!isWithin(id)) continue;
    const has = known.get(personId);
    const row = at(postCode);
    // With several categories the highest one counts.
    row.add(
      (['highest', 'first', 'second'] as const).find((category) => has?.has(category)),
      1,
    );
    for (const kind of ['certificate', 'accreditation'] as const) if (has?.has(kind)) row.add(kind, 1);
  }
  for (const [number, row] of rows) if (row.isEmpty) rows.delete(number);
  return rows;
}

const BY_NUMBER = new Intl.Collator('ru', { numeric: true });

/** In the order of the form, posts without a row at the end. */
function inOrder(rows: ReadonlyMap<string | null, Row>): (readonly [string | null, Row])[] {
  return [...rows].sort(([a], [b]) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : BY_NUMBER.compare(a, b),
  );
}

function cellsOf(number: string, posts: string | null, figures: Readonly<Record<Column, number>>): Cell[] {
  return [number, posts, ...COLUMNS.map((column) => figures[column])];
}

const typeOf = (column: Column): ColumnType => (RATES.has(column) ? 'rate' : 'count');

/**
 * «Форма № 30», раздел II, таблица 1100 (order of Росстат of 27.12.2022 № 985): posts planned and taken, people at their
 * main post, their categories and admissions, as of a day. The row of a post is what НСИ 1002 says.
 */
export const form30Report: Report = {
  id: 'form-30',
  landscape: true,
  signers: ['personnel', 'head'],
  columns: [
    { key: 'form30Row', type: 'text', width: 7 },
    { key: 'form30Posts', type: 'text', width: 30 },
    ...COLUMNS.map((column, at) => ({
      key: `form30Column${at + FIRST_NUMBER}`,
      type: typeOf(column),
      width: RATES.has(column) ? 9 : 8,
    })),
  ],
  *lines(db, parameters): Iterable<ReportLine> {
    const text = messages('ru').documents;
    const names = postNames(db);
    const total = new Row();
    for (const [number, { posts, figures }] of inOrder(rowsOf(db, parameters))) {
      for (const column of COLUMNS) total.add(column, figures[column]);
      const named = [...posts].map((code) => names.get(code) ?? code).sort((a, b) => a.localeCompare(b, 'ru'));
      yield { style: 'normal', cells: cellsOf(number ?? text.noForm30Row, named.join(', ') || text.noPost, figures) };
    }
    yield { style: 'total', cells: cellsOf('', text.grandTotal, total.figures) };
  },
  count: (db, parameters) => rowsOf(db, parameters).size,
};
