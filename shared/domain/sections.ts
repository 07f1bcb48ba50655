/** In the order of the left menu; Ctrl+1 … Ctrl+9 open the first nine. */
export const SECTIONS = [
  'home',
  'staff',
  'divisions',
  'organisation',
  'staffing',
  'dictionaries',
  'requests',
  'documents',
  'worklists',
  'reports',
  'imports',
  'exchange',
  'journal',
  'settings',
] as const;
export type Section = (typeof SECTIONS)[number];
