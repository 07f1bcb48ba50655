import type { ReportParameters } from '#shared/contract/areas.ts';
import { form30Report } from './form-30.ts';
import { headcountReport } from './headcount.ts';
import { organisationCardReport, organisationPublicReport } from './organisation.ts';
import type { Report } from './report.ts';
import { staffListReport } from './staff-list.ts';
import { staffingReport, vacanciesReport } from './staffing.ts';

const REPORTS: Readonly<Record<ReportParameters['reportId'], Report>> = {
  'staff-list': staffListReport,
  headcount: headcountReport,
  'organisation-card': organisationCardReport,
  'organisation-public': organisationPublicReport,
  staffing: staffingReport,
  vacancies: vacanciesReport,
  'form-30': form30Report,
};

export function reportOf(id: ReportParameters['reportId']): Report {
  return REPORTS[id];
}
