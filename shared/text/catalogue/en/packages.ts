import type { Messages } from '../ru/index.ts';
import { counted, number } from './counting.ts';

const requests = (count: number) => counted(count, { one: 'request', other: 'requests' });
const records = (count: number) => counted(count, { one: 'record', other: 'records' });
const files = (count: number) => counted(count, { one: 'file', other: 'files' });
const fields = (count: number) => counted(count, { one: 'field', other: 'fields' });

const messages = (count: number) => counted(count, { one: 'message', other: 'messages' });

/** Exchange by files where there is no network. */
export const packages: Messages['packages'] = {
  title: 'Exchange by files',
  text: 'For workstations without a network: requests, the answers to them, messages and records of the registry travel in a package, on a stick or through a folder.',
  commands: 'Packages',
  take: 'Take a package…',
  write: {
    requests: 'Write requests…',
    receipt: 'Write answers…',
    registry: 'Write records of the registry…',
  },
  kinds: { requests: 'Requests', receipt: 'Answers to requests', registry: 'Records of the registry' },
  waiting: (waitingRequests, answers, unheard) =>
    [
      waitingRequests > 0 && `Waiting to be sent: ${requests(waitingRequests)}`,
      answers > 0 && `Answers to ${requests(answers)} of other workstations`,
      unheard > 0 && `Not handed over: ${messages(unheard)} about requests`,
    ]
      .filter((part) => part !== false)
      .join(' · '),
  nothingWaits: 'No request waits for a package.',
  history: 'Packages written and taken',
  noHistory: 'No packages yet.',
  columns: { at: 'When', direction: 'What', kind: 'Contents', by: 'Who', amount: 'How many' },
  directions: { written: 'Written', taken: 'Taken' },
  amount: (requestCount, messageCount, recordCount) =>
    [
      requestCount > 0 && requests(requestCount),
      messageCount > 0 && messages(messageCount),
      recordCount > 0 && records(recordCount),
    ]
      .filter((part) => part !== false)
      .join(', '),
  dialogs: {
    choose: 'Choose a package',
    save: 'Where to write the package',
    packages: 'Packages of Kartoteka',
    fileNames: { requests: 'Requests', receipt: 'Answers', registry: 'Records of the registry' },
  },
  passphrase: 'Passphrase',
  invent: 'Invent one',
  hide: 'Hide',
  show: 'Show',
  writing: {
    title: {
      requests: 'Write requests into a package',
      receipt: 'Write answers into a package',
      registry: 'Write records of the registry into a package',
    },
    what: {
      requests:
        'Submitted and approved requests of this workstation with their signatures and files, and messages about them.',
      receipt:
        'What became of requests that came in a package: approved, returned, accepted or refused by the registry; messages about them and news of the registry.',
      registry:
        'All records of the registry that this workstation has: they bring the copy there up to date. And news of the registry.',
    },
    protection:
      'The package holds personal data and is therefore encrypted. Tell the receiver the passphrase by another way: by telephone or on paper, not on the same stick.',
    hint: 'At least 12 characters.',
    sign: 'Sign the package with a certificate',
    signHint: 'The receiver sees who wrote it.',
    submit: 'Write…',
    working: 'Putting the package together',
    done: (kind, fileName) =>
      `${kind === 'requests' ? 'Requests' : kind === 'receipt' ? 'Answers' : 'Records of the registry'} written to “${fileName}”`,
    doneHint: 'Carry the file over and tell the passphrase by another way.',
  },
  taking: {
    title: 'Take a package',
    head: (kind, madeAt) => `${kind}, written ${madeAt}.`,
    file: 'File',
    open: 'Show what is inside',
    opening: 'Opening and checking the package',
    checked: 'The package is whole: its contents are those of its list.',
    madeBy: 'Written by',
    madeAt: 'When',
    signer: 'Signed by',
    notSigned: 'The package is not signed',
    takenBefore: (at) => `This package was taken ${at}. Taking it again changes nothing.`,
    nothing: 'Everything in the package is here already. Taking it changes nothing.',
    preview: 'What will happen',
    columns: { number: 'No.', subjects: 'About', author: 'Author', outcome: 'What will happen', note: 'Note' },
    outcomes: {
      new: 'New request',
      moves: 'Changes',
      known: 'Here already',
      waits: 'Waits for records of the registry',
      refused: 'Will not be taken',
    },
    step: (from, to) => `${from} → ${to}`,
    becomes: (state) => `New request: ${state.toLowerCase()}`,
    fields,
    records: (fresh, changed, known) =>
      `Records of the registry: ${number(fresh)} new, ${number(changed)} changed, ${number(known)} here already.`,
    messages: (fresh, known) => `Messages about requests: ${number(fresh)} new, ${number(known)} here already.`,
    bulletins: (fresh, known, refused) =>
      `News of the registry: ${number(fresh)} new, ${number(known)} known${refused > 0 ? `, ${number(refused)} left alone: not signed by the publisher, or over` : ''}.`,
    files: (count) => `Attached: ${files(count)}.`,
    filesRefused: (count) => `Not passed and not taken: ${files(count)}.`,
    submit: 'Take',
    working: 'Taking the package',
    done: 'Package taken',
    doneRequests: (fresh, moved) =>
      [fresh > 0 && `${number(fresh)} new`, moved > 0 && `${number(moved)} changed`]
        .filter((part) => part !== false)
        .join(', '),
    more: (count) => `and ${number(count)} more`,
  },
};
