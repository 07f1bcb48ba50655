import type { home as ru } from '../ru/home.ts';
import { number } from './counting.ts';

export const home: typeof ru = {
  title: 'Home',
  greeting: (name) => `Hello, ${name}`,
  staffGroup: 'Staff and admissions',
  toApprove: 'Awaiting approval',
  drafts: 'Drafts',
  returned: 'Returned for correction',
  queued: 'Waiting to be sent',
  people: 'Staff',
  divisions: 'Divisions',
  errors: 'Records with errors',
  admission: 'Admission expired or expiring',
  admissionTerms: (expired, in30, in60, in90) =>
    `expired: ${number(expired)}; expiring within 30 days: ${number(in30)}, 60: ${number(in60)}, 90: ${number(in90)}`,
  emptyTitle: 'No employees yet',
  emptyText: 'Receive the data of the registry or hire the first employee.',
  openStaff: 'Open the staff list',
};
