import type { reports as ru } from '../ru/reports.ts';
import { counted } from './counting.ts';

const rows = (count: number) => counted(count, { one: 'row', other: 'rows' });

export const reports: typeof ru = {
  title: 'Reports',
  make: 'New report',
  gallery: 'Kinds of reports',
  names: {
    'staff-list': 'Staff list',
    headcount: 'Headcount by division and post',
    staffing: 'Staffing table',
    'form-30': 'Form № 30 (table 1100)',
    vacancies: 'Vacancies',
    'organisation-card': 'Card of the organisation',
    'organisation-public': 'Public extract',
  },
  descriptions: {
    'staff-list': 'One row per employee: division, post, rate, admission, phone.',
    headcount: 'For every division and post: people, occupied rates, main and external workers.',
    staffing: 'By division and post: what is planned, what is taken and by whom, what is vacant.',
    'form-30':
      'Section II of form № 30: planned and taken posts, people, categories and admissions by the rows of table 1100. NSI 1002 names the row of a post.',
    vacancies: 'Posts of which something is vacant.',
    'organisation-card': 'Requisites, head, licences, buildings and services of the organisation, headcount.',
    'organisation-public': 'What anybody may know of the organisation: nobody is named in it.',
  },

  onDay: 'As of',
  division: 'Division',
  allDivisions: 'Whole organisation',
  employed: 'Whom to include',
  preview: 'Preview',
  previewCount: (shown, total) => (shown < total ? `first ${shown} of ${rows(total)}` : rows(total)),
  previewEmpty: 'With these parameters the report has no rows.',
  save: { xlsx: 'Save as XLSX', pdf: 'Save as PDF', csv: 'Save as CSV' },
  making: (name, format) => `Making “${name}” (${format})`,
  ready: (fileName) => `The report was saved: ${fileName}`,
  show: 'Show in folder',
  cancelled: 'The report was not saved: you cancelled it.',
  history: 'Finished reports',
  historyColumns: {
    at: 'When',
    report: 'Report',
    onDay: 'As of',
    file: 'File',
    rows: 'Rows',
    actor: 'Who',
    digest: 'Checksum',
  },
  historyEmptyTitle: 'No finished reports yet',
  historyEmptyText: 'Choose a report, look at the preview and save the file: it will stand in this list.',
};
