import type { access as ru } from '../ru/access.ts';
import { counted } from './counting.ts';

const minutes = (count: number) => counted(count, { one: 'minute', other: 'minutes' });
const seconds = (count: number) => counted(count, { one: 'second', other: 'seconds' });

export const access: typeof ru = {
  subtitle: "Workplace of a clinic's HR desk",
  welcomeTitle: 'Sign in to Kartoteka',
  welcomeText:
    'You sign in through Gosuslugi in your usual browser. The Gosuslugi password is entered there only: this program never sees it and never asks for it.',
  signIn: 'Sign in through Gosuslugi',
  signInUnavailable:
    'The program is not connected to a registry yet. The administrator sets the addresses in the policy of the workstation; the training clinic can be used meanwhile.',
  trainingTitle: 'Training clinic',
  trainingText:
    'An invented clinic to get to know the program: its employees, divisions and requests are generated on this computer. It never sends anything to the registry or takes anything from it, and it is gone when you leave.',
  trainingRole: 'Role in the training clinic',
  trainingSize: 'Number of employees',
  openTraining: 'Open the training clinic',
  openingTraining: 'Generating the training clinic…',
  waitingTitle: 'Finish signing in in the browser',
  waitingText:
    'We have opened the Gosuslugi page in your browser. Sign in there and come back: the program goes on by itself.',
  waitingLeft: (minutesLeft, secondsLeft) => `${minutesLeft}:${String(secondsLeft).padStart(2, '0')} left`,
  waitingOver: 'Time is up. Start again.',
  reopenBrowser: 'Open the page again',
  cancelSignIn: 'Cancel sign-in',
  grantTitle: 'Open the store for a new user',
  grantHello: (name) => `You are signed in as ${name}.`,
  grantText:
    'This computer already has an encrypted store. Before you can work with it, somebody who has access opens it once with their PIN. If nobody is there, the recovery key of the organisation will do.',
  grantByPin: 'PIN of a colleague',
  grantByKey: 'Recovery key',
  grantWho: 'Who opens it',
  grantSubmit: 'Open the store',
  setPinTitle: 'Choose a PIN',
  setPinText: (role) =>
    `Your role: ${role}. The PIN opens the store on this computer, also without a network. It has nothing to do with the Gosuslugi password and cannot be recovered, only replaced with the recovery key.`,
  pin: 'PIN',
  newPin: 'New PIN',
  repeatPin: 'PIN once more',
  pinsDiffer: 'The PINs differ.',
  showPin: 'Show the PIN',
  hidePin: 'Hide the PIN',
  pinRules: 'What the PIN needs',
  pinRule: {
    length: (minimum) => `At least ${minimum} characters`,
    pattern: 'No simple sequences or repetitions (12345678, qwertyui, aaaaaaaa)',
  },
  pinRuleMet: 'met',
  pinRuleUnmet: 'not met',
  strength: 'Strength',
  strengthLevel: { weak: 'weak', fair: 'fair', good: 'good', strong: 'excellent' },
  setPinSubmit: 'Save the PIN',
  recoveryTitle: 'Write down the recovery key',
  recoveryText:
    'This key opens the store when the PIN is forgotten. It is shown once and kept nowhere. Print it or write it down and put it in a safe. Without PIN and key nobody can open the data.',
  recoveryKey: 'Recovery key',
  recoveryCopy: 'Copy the key',
  recoveryCopied: 'The key was copied. Paste it in a safe place and clear the clipboard.',
  recoveryPrint: 'Print the key',
  recoveryConfirm: 'The key is written down and in a safe place',
  recoveryDone: 'I have written the key down',
  unlockTitle: 'Unlock the store',
  unlockWho: 'Who are you',
  unlock: 'Unlock',
  unlocking: 'Opening the store…',
  knownUser: (role, ordinal) => `${role} ${ordinal}`,
  knownSince: (date) => `on this computer since ${date}`,
  waitText: (secondsLeft) =>
    secondsLeft < 60
      ? `Too many wrong tries. The next one is possible in ${seconds(secondsLeft)}.`
      : `Too many wrong tries. The next one is possible in ${minutes(Math.ceil(secondsLeft / 60))}.`,
  forgotPin: 'Forgot the PIN?',
  forgotTitle: 'Replace a forgotten PIN',
  forgotText: 'Enter the recovery key of the printout and choose a new PIN.',
  forgotSubmit: 'Replace the PIN',
  rememberedPin: 'Back to the PIN',
  otherUser: 'Sign in as another user',
  capsLock: 'Caps Lock is on.',
  wrongLayout: 'The Russian keyboard layout seems to be on.',
  required: 'Fill in this field.',
  minutes,
  browserTitle: 'Sign-in to Kartoteka',
  browserDone: 'The answer has arrived. You may return to the program.',
  browserRefused: (code) => `The answer was not accepted (${code}). Return to the program and start again.`,
  trainingUser: 'Training user',
};
