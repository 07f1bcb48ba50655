import type { ReportParameters } from '#shared/contract/areas.ts';
import { headcountReport } from './headcount.ts';
import type { Report } from './report.ts';
import { staffListReport } from './staff-list.ts';

const REPORTS: Readonly<Record<ReportParameters['reportId'], Report>> = {
  'staff-list': staffListReport,
  headcount: headcountReport,
};

export function reportOf(id: ReportParameters['reportId']): Report {
  return REPORTS[id];
}
