import type { jobs as ru } from '../ru/jobs.ts';
import { counted, number } from './counting.ts';

export const jobs: typeof ru = {
  title: 'Operations',
  button: (running, ended) =>
    [
      running > 0 && `${counted(running, { one: 'operation', other: 'operations' })} running`,
      ended > 0 && `${number(ended)} ended`,
    ]
      .filter((part) => part !== false)
      .join(', '),
  running: 'Running',
  stopping: 'Stopping…',
  done: 'Done',
  failed: 'Failed',
  stop: (title) => `Stop: ${title}`,
  dismiss: (title) => `Dismiss: ${title}`,
  dismissAll: 'Dismiss ended ones',
  lasts: (seconds) =>
    seconds < 60 ? `${number(seconds)} s` : `${number(Math.floor(seconds / 60))} min ${number(seconds % 60)} s`,
  openRequest: 'Open the request',
  openSection: 'Open the section',
  titles: {
    'journal.verify': 'Checking the journal',
    'reports.run': 'Report into a file',
    'dictionaries.openFile': 'Reading a dictionary file',
    'dictionaries.checkRegistry': 'Looking for newer dictionaries',
    'dictionaries.openOffer': 'Fetching a dictionary from the registry',
    'imports.choose': 'Reading a file',
    'imports.preview': 'Comparing with the card index',
    'imports.apply': 'Writing the changes of a file',
    'imports.saveWrong': 'Saving the rows with errors',
    'imports.chooseFolder': 'Choosing the exchange folder',
    'imports.openOffer': 'Reading a file of the exchange folder',
    'sync.check': 'Check of the connection to the registry',
    'bulk.preview': 'Checking a bulk action',
    'bulk.apply': 'Bulk action',
    'bulk.edit': 'Writing a large block',
    'bulk.undo': 'Undoing a bulk action',
    'bulk.redo': 'Redoing a bulk action',
    'bulk.export': 'Exporting the selection',
    'packages.write': 'Writing a package',
    'packages.preview': 'Checking a package',
    'packages.take': 'Taking a package',
  },
};
