import { messages } from '#shared/text/translate.ts';
import type { Cell, Report } from './report.ts';
import { type HeadcountTotal, headcount, headcountTotals } from './store.ts';

/** «Численность по подразделениям и должностям»: a heading and a total for each division, posts between them. */
export const headcountReport: Report = {
  id: 'headcount',
  landscape: false,
  signers: ['personnel', 'head'],
  columns: [
    { key: 'divisionOrPost', type: 'text', width: 60 },
    { key: 'people', type: 'count', width: 12 },
    { key: 'occupiedRate', type: 'rate', width: 12 },
    { key: 'main', type: 'count', width: 13 },
    { key: 'external', type: 'count', width: 15 },
  ],
  *lines(db, parameters) {
    const text = messages('ru').documents;
    const totals = headcountTotals(db, parameters);
    let divisionId: string | null = null;
    const totalOf = (id: string | null): HeadcountTotal | undefined =>
      id === null ? undefined : totals.divisions.get(id);
    for (const record of headcount(db, parameters)) {
      if (record.divisionId !== divisionId) {
        const total = totalOf(divisionId);
        if (total) yield { style: 'total', cells: cellsOf(text.divisionTotal, total) };
        divisionId = record.divisionId;
        yield { style: 'heading', cells: [record.name, null, null, null, null] };
      }
      yield { style: 'normal', cells: cellsOf(record.post ?? text.noPost, record) };
    }
    const last = totalOf(divisionId);
    if (last) yield { style: 'total', cells: cellsOf(text.divisionTotal, last) };
    yield { style: 'total', cells: cellsOf(text.grandTotal, totals.all) };
  },
  count: (db, parameters) => headcount(db, parameters).length,
};

function cellsOf(title: string, counts: HeadcountTotal): readonly Cell[] {
  return [title, counts.people, counts.rate, counts.main, counts.external];
}
