import type { home as ru } from '../ru/home.ts';
import { counted, number } from './counting.ts';

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
  expired: 'Admission has expired',
  expiring: (days) => `Admission expires within ${counted(days, { one: 'day', other: 'days' })}`,
  expiringSooner: (in30, in60) => `within 30 days: ${number(in30)}, within 60: ${number(in60)}`,
  openList: (title, count) => `${title}: ${count}. Open the list`,
  emptyTitle: 'No employees yet',
  emptyText: 'Receive the data of the registry or hire the first employee.',
  openStaff: 'Open the staff list',
};
