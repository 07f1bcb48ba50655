import type { ReportRun } from '#shared/contract/areas.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { Branch } from '#shared/rules/division-tree.ts';
import { fullName } from '#shared/rules/names.ts';
import type { Database } from '../db/open.ts';
import { pastDivisionNames } from '../divisions/past-names.ts';
import { admittedUntilOnDay, holdsOnDay, neverEmployed, STANDING_ON_DAY } from '../entities/on-day.ts';
import { columnOf } from '../entities/store.ts';
import { type PastPerson, pastPeopleIn } from '../staff/past-people.ts';
import type { DatedParameters } from './report.ts';

/** The chosen division with everything below it. */
const BRANCH = `
  WITH RECURSIVE branch (id) AS (
    SELECT @divisionId
    UNION ALL
    SELECT division.id FROM division JOIN branch ON division.parent_id = branch.id WHERE division.deleted_at IS NULL
  )`;

/** Divisions that had another name on the day. */
const RENAMED = 'renamed AS MATERIALIZED (SELECT key AS id, value AS name FROM json_each(@renamed))';
const DIVISION_OF_DAY = 'coalesce((SELECT name FROM renamed WHERE id = division.id), division.name)';

const renamedOn = (db: Database, onDay: string): string =>
  JSON.stringify(Object.fromEntries(pastDivisionNames(db, onDay)));

/** Lines of the people of the day, with the employment that stood for each. */
const STAFF_OF_DAY = `${BRANCH}, standing AS MATERIALIZED (${STANDING_ON_DAY})`;

const STAFF_SOURCE = `
  FROM staff_line AS line LEFT JOIN standing AS employment ON employment.person_id = line.person_id`;

const STAFF_FILTER = `
  WHERE (employment.id IS NOT NULL OR ${neverEmployed('line.person_id')})
    AND (@employed = 'all' OR coalesce(employment.employed, 0) = (@employed = 'open'))
    AND (@divisionId IS NULL OR employment.division_id IN (SELECT id FROM branch))`;

/** Of somebody who was another one that day, else of the person as they are. */
function ofThatDay(field: keyof PastPerson, column = `person.${columnOf(field)}`): string {
  return `iif(former.value IS NULL, ${column}, former.value ->> '$.${field}')`;
}

export interface StaffListRecord {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly snils: string | null;
  readonly personnelNumber: string | null;
  readonly division: string | null;
  readonly post: string | null;
  readonly positionType: string | null;
  readonly rate: number | null;
  readonly beginDate: string | null;
  readonly endDate: string | null;
  readonly admittedUntil: string | null;
  readonly phone: string | null;
}

export function staffList(db: Database, parameters: DatedParameters): IterableIterator<StaffListRecord> {
  const statement = db.prepare(`${STAFF_OF_DAY}
    , former AS MATERIALIZED (SELECT value ->> '$.personId' AS id, value FROM json_each(@former)), ${RENAMED}
    SELECT ${ofThatDay('lastName')} AS lastName, ${ofThatDay('firstName')} AS firstName,
      ${ofThatDay('patronymic')} AS patronymic, ${ofThatDay('birthDate')} AS birthDate, ${ofThatDay('snils')} AS snils,
      employment.personnel_number AS personnelNumber, ${DIVISION_OF_DAY} AS division,
      (SELECT name FROM dictionary_row WHERE oid = @posts AND code = employment.post_code) AS post,
      (SELECT name FROM dictionary_row WHERE oid = @positionTypes AND code = employment.position_type) AS positionType,
      employment.rate, employment.begin_date AS beginDate, employment.end_date AS endDate,
      ${admittedUntilOnDay('person.id')} AS admittedUntil,
      ${ofThatDay('phone')} AS phone
    ${STAFF_SOURCE}
    JOIN person ON person.id = line.person_id
    LEFT JOIN former ON former.id = person.id
    LEFT JOIN division ON division.id = employment.division_id
    ${STAFF_FILTER}
    ORDER BY ${ofThatDay('nameKey', 'line.name_key')}, line.line`);
  return statement.iterate({
    ...filterOf(parameters),
    former: JSON.stringify(pastPeopleIn(db, parameters.onDay)),
    renamed: renamedOn(db, parameters.onDay),
    posts: DICTIONARY.posts,
    positionTypes: DICTIONARY.positionTypes,
  }) as IterableIterator<StaffListRecord>;
}

/** Without the people themselves: reading every person for it would fill the cache with them. */
export function staffCount(db: Database, parameters: DatedParameters): number {
  const row = db
    .prepare(`${STAFF_OF_DAY} SELECT count(*) AS n ${STAFF_SOURCE} ${STAFF_FILTER}`)
    .get(filterOf(parameters)) as { n: number };
  return row.n;
}

export interface HeadcountRecord {
  readonly divisionId: string;
  /** Its name on the day. */
  readonly name: string;
  readonly post: string | null;
  readonly people: number;
  readonly rate: number;
  readonly main: number;
  readonly external: number;
}

/** Employments that hold on the day. Position types of НСИ 2.1.1.209: 1 is the main post, 4 an external part-time one. */
const HEADCOUNT = `
  count(DISTINCT employment.person_id) AS people, coalesce(sum(employment.rate), 0) AS rate,
  count(DISTINCT CASE WHEN employment.position_type = '1' THEN employment.person_id END) AS main,
  count(DISTINCT CASE WHEN employment.position_type = '4' THEN employment.person_id END) AS external
  FROM employment
  JOIN person ON person.id = employment.person_id AND person.deleted_at IS NULL
  JOIN division ON division.id = employment.division_id
  WHERE employment.deleted_at IS NULL AND ${holdsOnDay('employment')}
    AND (@divisionId IS NULL OR employment.division_id IN (SELECT id FROM branch))`;

export function headcount(db: Database, parameters: DatedParameters): HeadcountRecord[] {
  const statement = db.prepare(`${BRANCH}, ${RENAMED}
    SELECT division.id AS divisionId, ${DIVISION_OF_DAY} AS name,
      coalesce((SELECT name FROM dictionary_row WHERE oid = @posts AND code = employment.post_code), employment.post_code) AS post,
      ${HEADCOUNT}
    GROUP BY division.id, employment.post_code
    ORDER BY name, division.id, post`);
  const renamed = renamedOn(db, parameters.onDay);
  return statement.all({ ...placeOf(parameters), posts: DICTIONARY.posts, renamed }) as HeadcountRecord[];
}

export type HeadcountTotal = Omit<HeadcountRecord, 'name' | 'post'>;

/** Totals are counted anew: a person with two posts is one person in the sum. */
export function headcountTotals(
  db: Database,
  parameters: DatedParameters,
): { readonly all: HeadcountTotal; readonly divisions: ReadonlyMap<string, HeadcountTotal> } {
  const values = placeOf(parameters);
  const all = db.prepare(`${BRANCH} SELECT '' AS divisionId, ${HEADCOUNT}`).get(values) as HeadcountTotal;
  const sql = `${BRANCH} SELECT division.id AS divisionId, ${HEADCOUNT} GROUP BY division.id`;
  const rows = db.prepare(sql).all(values) as HeadcountTotal[];
  return { all, divisions: new Map(rows.map((row) => [row.divisionId, row])) };
}

/** All divisions as the rules of their tree know them, by the names of the day. */
export function divisionBranches(db: Database, onDay: string): Branch[] {
  const sql = `SELECT id, parent_id AS parentId, level, name, liquidation_date AS liquidationDate FROM division
    WHERE deleted_at IS NULL`;
  const renamed = pastDivisionNames(db, onDay);
  return (db.prepare(sql).all() as Branch[]).map((one) => ({ ...one, name: renamed.get(one.id) ?? one.name }));
}

/** Names of posts by code. */
export function postNames(db: Database): Map<string, string> {
  const rows = db.prepare('SELECT code, name FROM dictionary_row WHERE oid = ?').raw().all(DICTIONARY.posts);
  return new Map(rows as [string, string][]);
}

/** What a division is called on a day. */
export function divisionName(db: Database, id: string, onDay: string): string | null {
  const row = db.prepare('SELECT name FROM division WHERE id = ?').get(id) as { name: string } | undefined;
  return pastDivisionNames(db, onDay).get(id) ?? row?.name ?? null;
}

export function organisationName(db: Database, id: string | null): string {
  const row = db.prepare('SELECT coalesce(name_short, name_full) AS name FROM organisation WHERE id = ?').get(id);
  return (row as { name: string } | undefined)?.name ?? '';
}

export function personName(db: Database, id: string): string | null {
  const row = db
    .prepare('SELECT last_name AS lastName, first_name AS firstName, patronymic FROM person WHERE id = ?')
    .get(id) as Parameters<typeof fullName>[0] | undefined;
  return row === undefined ? null : fullName(row);
}

export interface StoredRun extends ReportRun {
  readonly path: string;
  readonly parameters: string;
}

export function insertRun(db: Database, run: StoredRun): void {
  db.prepare(`
    INSERT INTO report_run (id, report_id, format, parameters, at, actor, line_count, path, sha256)
    VALUES (@id, @reportId, @format, @parameters, @at, @actor, @rows, @path, @sha256)`).run(run);
}

const RUN = `
  SELECT id, report_id AS reportId, format, parameters, at, actor, line_count AS rows, path, sha256 FROM report_run`;

/** Newest first. */
export function listRuns(db: Database, limit: number): Omit<StoredRun, 'fileName' | 'onDay'>[] {
  return db.prepare(`${RUN} ORDER BY at DESC, id DESC LIMIT ?`).all(limit) as Omit<StoredRun, 'fileName' | 'onDay'>[];
}

export function pathOfRun(db: Database, id: string): string | null {
  const row = db.prepare('SELECT path FROM report_run WHERE id = ?').get(id) as { path: string } | undefined;
  return row?.path ?? null;
}

function placeOf({ divisionId, onDay }: DatedParameters): { divisionId: string | null; onDay: string } {
  return { divisionId, onDay };
}

function filterOf(parameters: DatedParameters): ReturnType<typeof placeOf> & { employed: string } {
  return { ...placeOf(parameters), employed: parameters.employed };
}
