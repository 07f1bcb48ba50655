import type { journal as ru } from '../ru/journal.ts';
import { counted, number } from './counting.ts';

const entries = (count: number) => counted(count, { one: 'entry', other: 'entries' });

export const journal: typeof ru = {
  title: 'Journal',
  count: entries,
  found: (shown, total) => `${number(shown)} of ${number(total)} shown`,
  search: 'Search the journal',
  searchHint: 'Employee, action, field…',
  table: 'Journal entries',
  columns: {
    seq: 'No.',
    at: 'When',
    actor: 'Who',
    action: 'Action',
    title: 'Object',
    field: 'Field',
    change: 'Before → after',
    reason: 'Reason',
  },
  actions: {
    'journal.genesis': 'Journal begun',
    'journal.damaged': 'Entry damaged',
    'staff.edit': 'Edit',
    'staff.hire': 'Hiring',
    'staff.dismiss': 'Dismissal',
    'changes.draft': 'Request is a draft again',
    'changes.submitted': 'Request submitted',
    'changes.returned': 'Request returned',
    'changes.withdrawn': 'Request withdrawn',
    'changes.approved': 'Request signed',
    'changes.queued': 'Request queued',
    'changes.sent': 'Request sent',
    'changes.accepted': 'Request accepted by the registry',
    'changes.partly_accepted': 'Request partly accepted',
    'changes.rejected': 'Request refused by the registry',
    'changes.restore': 'Earlier values restored',
    'reports.run': 'Report saved',
  },
  empty: 'empty',
  verify: 'Verify the journal',
  verifying: 'Verifying the chain of entries',
  intact: (count) => `The journal is whole: ${entries(count)} verified, the chain is unbroken.`,
  broken: (seq) =>
    `The chain breaks at entry No.\u00a0${number(seq)}: it or a neighbour was changed or deleted behind the program. Tell the administrator.`,
  emptyTitle: 'The journal has no entries yet',
  emptyText: 'Every change will stand here: who, when, before and after.',
};
