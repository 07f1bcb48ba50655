import type { ErrorTexts } from '../../errors.ts';
import { detail } from './words.ts';

export const store = {
  'KD-5001': (p) => ({
    title: 'The store cannot be opened',
    advice: `No data were deleted. Restart the program; if it does not help, tell the administrator.${detail(p)}`,
  }),
  'KD-5002': () => ({
    title: 'The store is damaged',
    advice: 'Do not go on working. The administrator can restore it from a backup.',
  }),
  'KD-5003': () => ({
    title: 'The store was made by a newer program',
    advice: 'Update the program. The data are whole, nothing has to be deleted.',
  }),
  'KD-5004': () => ({
    title: 'The disk cannot be written',
    advice: 'Free some space or allow writing and try again: everything shown as saved is safe.',
  }),
} satisfies Partial<ErrorTexts>;
