import type { Measure } from './support/bench.ts';

/** In the order of their turn; loaded when it comes. */
export const MEASURES = {
  pull: async () => (await import('./figures/pull.ts')).measure,
  copy: async () => (await import('./figures/copy.ts')).measure,
  edit: async () => (await import('./figures/edit.ts')).measure,
  paste: async () => (await import('./figures/paste.ts')).measure,
  journal: async () => (await import('./figures/journal.ts')).measure,
  start: async () => (await import('./figures/start.ts')).measure,
  moves: async () => (await import('./figures/moves.ts')).measure,
  scroll: async () => (await import('./figures/scroll.ts')).measure,
  search: async () => (await import('./figures/search.ts')).measure,
  palette: async () => (await import('./figures/palette.ts')).measure,
  documents: async () => (await import('./figures/documents.ts')).measure,
  'on-day': async () => (await import('./figures/on-day.ts')).measure,
  divisions: async () => (await import('./figures/divisions.ts')).measure,
  worklists: async () => (await import('./figures/worklists.ts')).measure,
  pdf: async () => (await import('./figures/pdf.ts')).measure,
  xlsx: async () => (await import('./figures/xlsx.ts')).measure,
} satisfies Record<string, () => Promise<Measure>>;

export type MeasureName = keyof typeof MEASURES;
