import type { divisions as ru } from '../ru/divisions.ts';

export const divisions: typeof ru = {
  title: 'Divisions',
};
