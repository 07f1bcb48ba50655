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
  actions: {},
  empty: 'empty',
  verify: 'Verify the journal',
  verifying: 'Verifying the chain of entries',
  intact: (count) => `The journal is whole: ${entries(count)} verified, the chain is unbroken.`,
  broken: (seq) =>
    `The chain breaks at entry No.\u00a0${number(seq)}: it or a neighbour was changed or deleted behind the program. Tell the administrator.`,
  emptyTitle: 'The journal has no entries yet',
  emptyText: 'Every change will stand here: who, when, before and after.',
};
