import type { Messages } from '../ru/index.ts';
import { counted, number } from './counting.ts';

/** Letting employees know of a change. */
export const notices: Messages['notices'] = {
  command: 'Notify employees…',
  title: 'Notify employees',
  titleOf: (what) => `Notify employees: ${what}`,
  request: (count) => `request No.\u00a0${number(count)}`,
  template: 'Sample text',
  templates: {
    changed: {
      name: 'Facts have changed',
      subject: 'Facts about employees have changed',
      text: 'Dear colleagues,\n\nfacts about you have changed. Please come to the HR office to read them.',
    },
    division: {
      name: 'Changes in the division',
      subject: 'Changes in the division',
      text: 'Dear colleagues,\n\nthere are changes in your division. Please come to the HR office to read them.',
    },
    documents: {
      name: 'Documents are needed',
      subject: 'Documents for the HR office',
      text: 'Dear colleagues,\n\nplease bring your valid certificates to the HR office.',
    },
  },
  subject: 'Heading',
  text: 'Text',
  textHint:
    'A letter holds about 1,000 Latin or 200 Cyrillic letters. No personal facts: mail goes over servers of others.',
  required: 'Fill in the heading and the text.',
  addressees: 'Addressees',
  columns: { name: 'Name', post: 'Post', email: 'E-mail' },
  noEmail: 'no address',
  counted: (count, without) =>
    without === 0
      ? counted(count, { one: 'addressee', other: 'addressees' })
      : `${counted(count, { one: 'addressee', other: 'addressees' })}, ${number(without)} without e-mail: a printed notice for them`,
  nobody: 'Nobody to notify',
  nobodyText: 'There is no employee in what was chosen.',
  mail: 'Open the letter',
  mailNext: (next, all) => `Open letter ${number(next)} of ${number(all)}`,
  print: 'Print a sheet for signatures',
  opened: (all) =>
    all === 1
      ? 'The letter is open in the mail program: look at it and send it.'
      : `All ${number(all)} letters are open: look at each and send it.`,
  more: (all) =>
    `One letter has no room for all addresses, so there are ${number(all)}. Send the open one, then open the next.`,
  blind: 'The addresses stand in the blind copy: the receivers do not see those of each other.',
};
