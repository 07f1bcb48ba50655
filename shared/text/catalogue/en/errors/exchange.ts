import { type ErrorTexts, withValue } from '../../errors.ts';
import { answer, detail } from './words.ts';

export const exchange = {
  'KD-4001': (p) => ({
    title: `The registry does not answer${withValue(p, 'host', (host) => ` (${host})`, '')}`,
    advice: 'You can go on working: everything is saved and is sent once the network is back.',
  }),
  'KD-4002': (p) => ({
    title: `The registry answered with an error${withValue(p, 'status', (status) => ` ${status}`, '')}`,
    advice: `The exchange will be repeated. If the error stays, tell the administrator.${answer(p)}`,
  }),
  'KD-4003': (p) => ({
    title: 'The answer of the registry could not be read',
    advice: `What was saved is in place, earlier data are untouched. Tell the administrator.${detail(p)}`,
  }),
  'KD-4004': () => ({ title: 'The exchange needs a new sign-in', advice: 'Sign in again; your edits stay.' }),
  'KD-4005': () => ({ title: 'An exchange is running', advice: 'Wait until it is done.' }),
  'KD-4006': (p) => ({
    title: 'The registry refused the request',
    advice: `Correct what it names and submit again.${answer(p)}`,
  }),
  'KD-4007': () => ({
    title: 'The record was changed in the registry meanwhile',
    advice: 'Compare the values and decide which one is right.',
  }),
  'KD-4008': () => ({
    title: 'The training clinic never exchanges anything',
    advice: 'To work with the registry, sign out and sign in through Gosuslugi.',
  }),
  'KD-4009': () => ({
    title: 'The clocks of this computer and of the registry differ by more than two minutes',
    advice: 'Check the date, the time and the time zone of the computer. The exchange goes on, nothing is lost.',
  }),
  'KD-4010': () => ({
    title: 'The registry is not what it was: it seems to have been restored from an older copy',
    advice:
      'Nothing is deleted here, and changes that were not sent are safe. Everything is compared anew with the next exchange; if this happens again, tell the operator of the registry.',
  }),
  'KD-4011': () => ({
    title: 'What is missing in the registry is no longer what was decided about',
    advice: 'Look at the new numbers on the Exchange page and decide again.',
  }),
} satisfies Partial<ErrorTexts>;
