import type { ErrorTexts } from '../../errors.ts';

export const program = {
  'KD-9001': () => ({
    title: 'An error of the program',
    advice:
      'What was saved is in place. Try again; if it does not help, give the code and the reference to the administrator.',
  }),
  'KD-9002': () => ({ title: 'The call was not understood', advice: 'Reload the program and try again.' }),
  'KD-9003': () => ({ title: 'The call was refused', advice: 'Restart the program.' }),
  'KD-9004': () => ({
    title: 'The store was restarted, what had been saved is in place',
    advice: 'The last action may not have been carried out: check and repeat it.',
  }),
  'KD-9005': () => ({ title: 'Too much data at once', advice: 'Split them into parts.' }),
} satisfies Partial<ErrorTexts>;
