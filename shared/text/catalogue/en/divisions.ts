import type { divisions as ru } from '../ru/divisions.ts';
import { counted, number } from './counting.ts';

export const divisions: typeof ru = {
  title: 'Divisions',
  counts: (open, closed) =>
    [number(open), closed > 0 && `closed ${number(closed)}`].filter((part) => part !== false).join(' · '),
  commands: 'Divisions: commands',
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  people: 'People of the division',
  showClosed: 'Show closed ones',
  search: 'Search divisions',
  searchHint: 'Name or OID',
  columns: {
    name: 'Name',
    type: 'Type',
    own: 'People',
    branch: 'With branches',
    rate: 'Rates',
    state: 'State',
  },
  open: 'Open',
  closed: (date) => `Closed ${date}`,
  expand: (name) => `Expand: ${name}`,
  collapse: (name) => `Collapse: ${name}`,
  details: 'About the division',
  ownPeople: (count) => `Itself: ${counted(count, { one: 'person', other: 'people' })}`,
  branchPeople: (count) => `With branches: ${counted(count, { one: 'person', other: 'people' })}`,
  branchRate: (rate) => `Rates taken: ${rate}`,
  emptyTitle: 'No divisions yet',
  emptyText: 'The tree of divisions comes from the registry with the first load.',
};
