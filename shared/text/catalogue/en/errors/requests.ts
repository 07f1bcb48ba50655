import { type ErrorTexts, withValue } from '../../errors.ts';
import { firstField } from './words.ts';

export const requests = {
  'KD-3001': (p) => ({
    title: `Somebody changed it meanwhile${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'Look at the new value and repeat your edit if it is still needed.',
  }),
  'KD-3002': () => ({ title: 'There is nothing to submit', advice: 'The request has no changes: make some first.' }),
  'KD-3003': (p) => ({
    title: `This cannot be done with the request${withValue(p, 'number', (n) => ` No.\u00a0${n}`, '')} now`,
    advice: withValue(
      p,
      'state',
      (state) => `Its state is “${state}”. Refresh the list of requests.`,
      'Its state has changed. Refresh the list of requests.',
    ),
  }),
  'KD-3004': () => ({
    title: 'You may not approve your own request',
    advice: 'Another employee with the role of the chief doctor has to approve it.',
  }),
  'KD-3005': () => ({
    title: 'The reason is missing',
    advice: 'Write what has to be corrected: the author will read it.',
  }),
  'KD-3006': () => ({
    title: 'The request changed after you opened it',
    advice: 'Nothing was signed. Open the request again and check the changes.',
  }),
  'KD-3007': (p) => ({
    title: `The request has errors${withValue(p, 'errors', (n) => ` (${n})`, '')}`,
    advice: `Correct the marked fields${firstField(p)} and submit again.`,
  }),
  'KD-3008': (p) => ({
    title: `Not found${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'The record may have been deleted or withdrawn. Refresh the list.',
  }),
  'KD-3009': (p) => ({
    title: `The record is part of another request${withValue(p, 'number', (n) => ` (No.\u00a0${n})`, '')}`,
    advice: 'Wait for its decision or withdraw it, then make new changes.',
  }),
  'KD-3010': () => ({
    title: 'The registry has the record, so it stays',
    advice: 'Restoring does not take it away. If it no longer holds, close it with a date.',
  }),
  'KD-3011': (p) => ({
    title: `The changes make two cards one${withValue(p, 'number', (n) => ` (request No. ${n})`, '')}`,
    advice: 'They are approved only together. Submit that request on its own.',
  }),
  'KD-3012': () => ({
    title: 'Files of the request have not come from the other desk yet',
    advice: 'What is signed includes the attached files. Wait for the exchange and open the request again.',
  }),
  'KD-3013': (p) => ({
    title: withValue(
      p,
      'length',
      (n) => `The message has ${n} characters: that is too many`,
      'The message has no text',
    ),
    advice: withValue(p, 'length', () => `Shorten it: ${p.maximum} characters at most.`, 'Write it and send it again.'),
  }),
  'KD-3014': () => ({
    title: 'The card cannot be deleted yet',
    advice: 'Open the deletion again: it lists what is left to do, and where.',
  }),
  'KD-3015': () => ({
    title: 'Another name was entered',
    advice: 'Enter surname, first name and patronymic as the window shows them.',
  }),
  'KD-3016': () => ({
    title: 'This card cannot be erased',
    advice:
      'A card is erased once it is deleted and the registry has accepted that. Wait for the answer to the request and refresh the list.',
  }),
  'KD-3021': () => ({
    title: 'There is a view of this name',
    advice: 'Give it another name, or save the changes in that view.',
  }),
  'KD-3031': (p) => ({
    title: `The edit is in a request that was handed in${withValue(p, 'number', (n) => ` (No.\u00a0${n})`, '')}`,
    advice: 'A step back changes nothing in a request that waits for a decision. Withdraw it or edit the field anew.',
  }),
  'KD-3032': () => ({
    title: 'The typing was broken off',
    advice: 'Go back to it and press Enter to save what was typed, or restore the former value.',
  }),
  'KD-3101': () => ({ title: 'The file is no key container', advice: 'Choose a PKCS#12 file (.pfx or .p12).' }),
  'KD-3102': () => ({
    title: 'The password of the container is wrong',
    advice: 'Check the keyboard layout and enter it again.',
  }),
  'KD-3103': (p) => ({
    title: `The certificate is not valid${withValue(p, 'date', (date) => ` on ${date}`, ' today')}`,
    advice: 'Choose a valid certificate or get a new one.',
  }),
  'KD-3104': () => ({
    title: 'The certificate belongs to another person',
    advice: 'Sign with your own certificate: its SNILS has to be yours.',
  }),
  'KD-3105': () => ({
    title: 'The authority of the certificate is not trusted',
    advice: 'The administrator sets trusted authorities in the policy of the workstation.',
  }),
  'KD-3106': () => ({
    title: 'The signature does not verify',
    advice: 'The request was not sent. Sign again; if it does not help, tell the administrator.',
  }),
  'KD-3107': () => ({ title: 'No key container is chosen', advice: 'Choose the container file again.' }),
} satisfies Partial<ErrorTexts>;
