import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { inOrder } from '#shared/text/in-order.ts';
import { messages } from '#shared/text/translate.ts';
import type { Database } from '../db/open.ts';
import { inTreeOrder } from '../divisions/tree.ts';
import { type Line, sumOf } from '../staffing/figures.ts';
import { staffingOfDay } from '../staffing/of-day.ts';
import type { Cell, DatedParameters, Report, ReportLine } from './report.ts';
import { divisionBranches, postNames } from './store.ts';

interface Group {
  readonly division: string;
  readonly lines: readonly (Line & { readonly post: string })[];
}

/** The lines of the day by division in the order of the tree, posts by name; of the branch that was asked for. */
function groupsOf(db: Database, { divisionId, onDay }: DatedParameters): Group[] {
  const branches = inTreeOrder(divisionBranches(db, onDay));
  const tree = treeOf(branches);
  const names = postNames(db);
  const text = messages('ru').documents;
  const byDivision = new Map<string, Line[]>();
  for (const line of staffingOfDay(db, onDay).lines) {
    if (line.divisionId !== null) byDivision.set(line.divisionId, [...(byDivision.get(line.divisionId) ?? []), line]);
  }
  return branches
    .filter(({ id }) => divisionId === null || id === divisionId || pathAbove(id, tree).includes(divisionId))
    .flatMap(({ id, name }) => {
      const lines = (byDivision.get(id) ?? []).map((line) => ({
        ...line,
        post: line.postCode === null ? text.noPost : (names.get(line.postCode) ?? line.postCode),
      }));
      return lines.length === 0 ? [] : [{ division: name, lines: lines.sort(byPost) }];
    });
}

function byPost(a: { readonly post: string }, b: { readonly post: string }): number {
  return inOrder(a.post, b.post);
}

function cellsOf(title: string, figures: StaffingFigures, note: string | null = null): Cell[] {
  const { rate, busy, main, external, away, vacancy, over } = figures;
  return [title, rate, busy, main, external, away, vacancy, over, note];
}

/** «Штатное расписание»: form Т-3 without salaries, with who takes the posts on the day. */
export const staffingReport: Report = {
  id: 'staffing',
  landscape: true,
  signers: ['personnel', 'head'],
  columns: [
    { key: 'divisionOrPost', type: 'text', width: 46 },
    { key: 'plannedRate', type: 'rate', width: 10 },
    { key: 'occupiedRate', type: 'rate', width: 10 },
    { key: 'mainRate', type: 'rate', width: 11 },
    { key: 'externalRate', type: 'rate', width: 11 },
    { key: 'awayRate', type: 'rate', width: 10 },
    { key: 'vacantRate', type: 'rate', width: 10 },
    { key: 'overRate', type: 'rate', width: 10 },
    { key: 'note', type: 'text', width: 22 },
  ],
  *lines(db, parameters): Iterable<ReportLine> {
    const text = messages('ru').documents;
    const groups = groupsOf(db, parameters);
    for (const { division, lines } of groups) {
      yield { style: 'heading', cells: [division, null, null, null, null, null, null, null, null] };
      for (const { post, position, figures } of lines) {
        yield { style: 'normal', cells: cellsOf(position?.localPostName ?? post, figures, position?.note ?? null) };
      }
      yield { style: 'total', cells: cellsOf(text.divisionTotal, sumOf(lines)) };
    }
    yield { style: 'total', cells: cellsOf(text.grandTotal, sumOf(groups.flatMap(({ lines }) => lines))) };
  },
  count: (db, parameters) => groupsOf(db, parameters).reduce((sum, { lines }) => sum + lines.length, 0),
};

/** «Вакансии»: planned posts that nobody takes on the day. */
export const vacanciesReport: Report = {
  id: 'vacancies',
  landscape: false,
  signers: ['personnel'],
  columns: [
    { key: 'division', type: 'text', width: 36 },
    { key: 'post', type: 'text', width: 40 },
    { key: 'plannedRate', type: 'rate', width: 11 },
    { key: 'occupiedRate', type: 'rate', width: 11 },
    { key: 'vacantRate', type: 'rate', width: 11 },
  ],
  *lines(db, parameters): Iterable<ReportLine> {
    let all: Line[] = [];
    for (const { division, lines } of vacant(db, parameters)) {
      for (const { post, position, figures } of lines) {
        const { rate, busy, vacancy } = figures;
        yield { style: 'normal', cells: [division, position?.localPostName ?? post, rate, busy, vacancy] };
      }
      all = [...all, ...lines];
    }
    const { rate, busy, vacancy } = sumOf(all);
    yield { style: 'total', cells: [messages('ru').documents.grandTotal, null, rate, busy, vacancy] };
  },
  count: (db, parameters) => vacant(db, parameters).reduce((sum, { lines }) => sum + lines.length, 0),
};

function vacant(db: Database, parameters: DatedParameters): Group[] {
  return groupsOf(db, parameters).map(({ division, lines }) => ({
    division,
    lines: lines.filter(({ figures }) => figures.vacancy > 0),
  }));
}
