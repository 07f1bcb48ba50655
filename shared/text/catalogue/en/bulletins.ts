import type { bulletins as ru } from '../ru/bulletins.ts';
import { counted } from './counting.ts';

export const bulletins: typeof ru = {
  title: 'News of the registry',
  severity: { outage: 'Outage', works: 'Planned works', news: 'Message' },
  head: (severity, title) => `${severity}: ${title}`,
  toList: 'Show all',
  period: (from, to) => `${from} – ${to}`,
  publisher: (name) => `Publisher: ${name}`,
  over: 'Over',
  more: (count) => `${counted(count, { one: 'more item', other: 'more items' })} of news`,
  dismiss: (title) => `Hide: ${title}`,
};
