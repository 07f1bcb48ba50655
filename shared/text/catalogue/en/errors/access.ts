import { type ErrorTexts, withValue } from '../../errors.ts';
import { answer, detail, wait } from './words.ts';

export const access = {
  'KD-1001': () => ({ title: 'Sign-in needed', advice: 'Sign in and try again.' }),
  'KD-1002': () => ({
    title: 'Your role does not allow this',
    advice: 'Ask a colleague with the right role or the administrator.',
  }),
  'KD-1003': () => ({
    title: 'The PIN is wrong',
    advice: 'Check the keyboard layout and Caps Lock, then enter the PIN again.',
  }),
  'KD-1004': (p) => ({
    title: 'Too many wrong tries',
    advice: `The next try is possible ${wait(p)}. A forgotten PIN can be replaced with the recovery key.`,
  }),
  'KD-1005': (p) => ({
    title: 'The PIN is too weak',
    advice: withValue(
      p,
      'minimum',
      (minimum) => `At least ${minimum} characters, no simple sequences or repetitions.`,
      'Take a longer one, without simple sequences or repetitions.',
    ),
  }),
  'KD-1006': () => ({
    title: 'The recovery key is wrong',
    advice: 'Compare it with the printout; case, spaces and dashes do not matter.',
  }),
  'KD-1007': () => ({
    title: 'The Gosuslugi account is not confirmed',
    advice: 'Confirm it at Gosuslugi and sign in again.',
  }),
  'KD-1008': () => ({
    title: 'You have no role at this organisation',
    advice: 'Ask the administrator of the organisation for access and sign in again.',
  }),
  'KD-1009': () => ({
    title: 'This organisation is not on this computer',
    advice:
      'Sign in to the organisation that is kept here. To keep one more, open the program and choose “Add an organisation” at the name of the organisation.',
  }),
  'KD-1010': () => ({
    title: 'The program is not connected to a registry yet',
    advice:
      'The administrator sets the addresses in the policy of the workstation. The training clinic can be used meanwhile.',
  }),
  'KD-1011': () => ({
    title: 'The store has not been opened for you yet',
    advice: 'Ask a colleague who already works on this computer to enter their PIN, or enter the recovery key.',
  }),
  'KD-1012': () => ({
    title: 'The way in stands at another step',
    advice: 'Go on from the screen that the program shows.',
  }),
  'KD-1013': () => ({
    title: 'The name of the organisation is typed differently',
    advice: 'Type it as it stands at the top of the window. Nothing is deleted until it is the same.',
  }),
  'KD-1014': () => ({
    title: 'This is the only organisation on the workstation',
    advice: 'To remove it too, sign out and tick “Delete the data from this computer”.',
  }),
  'KD-1015': (p) => ({
    title: 'The organisation was removed, but some of its files are still on the disk',
    advice: `Nobody can read them any more: the key is destroyed. The program deletes them at its next start; close what holds them (antivirus, backup).${detail(p)}`,
  }),
  'KD-1016': () => ({
    title: 'The PIN did not confirm this',
    advice: 'Nothing has changed. Repeat it and enter your PIN.',
  }),
  'KD-1101': (p) => ({
    title: `The sign-in service does not answer${withValue(p, 'host', (host) => ` (${host})`, '')}`,
    advice: 'Check the network and sign in again.',
  }),
  'KD-1102': () => ({
    title: 'The answer of the browser cannot be received: no free port',
    advice: 'Close other programs and sign in again. If it does not help, ask the administrator.',
  }),
  'KD-1103': () => ({ title: 'The sign-in has timed out', advice: 'Start again and finish within 5 minutes.' }),
  'KD-1104': () => ({ title: 'The sign-in was cancelled', advice: 'Start again to sign in.' }),
  'KD-1105': () => ({
    title: 'The answer of the sign-in service belongs to another attempt',
    advice: 'Close other sign-in tabs of the browser and start again.',
  }),
  'KD-1106': (p) => ({
    title: 'The sign-in service refused',
    advice: `Start again; if it refuses again, ask the administrator.${answer(p)}`,
  }),
  'KD-1107': () => ({
    title: 'The answer of the sign-in service is not genuine',
    advice: 'Check date and time of the computer and sign in again. If it happens again, tell the administrator.',
  }),
  'KD-1108': () => ({
    title: 'This sign-in has been answered already',
    advice: 'Return to the program. If you are not signed in, start again.',
  }),
} satisfies Partial<ErrorTexts>;
