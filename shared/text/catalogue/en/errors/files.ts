import { type ErrorTexts, withValue } from '../../errors.ts';
import { detail, LIMITS } from './words.ts';

export const files = {
  'KD-6001': (p) => ({
    title: 'The file was not written',
    advice: `Choose another folder or close the file in the other program.${detail(p)}`,
  }),
  'KD-6002': () => ({ title: 'Stopped', advice: 'What was begun is undone, earlier files are untouched.' }),
  'KD-6003': (p) => ({ title: 'The document was not printed', advice: `Try again.${detail(p)}` }),
  'KD-6004': () => ({
    title: 'The letter did not open',
    advice: 'Choose a mail program in the settings of the computer and try again.',
  }),
  'KD-6005': () => ({
    title: 'Nothing about the employee is approved yet',
    advice: 'Papers are made of what is approved alone. Submit the request and wait until it is signed.',
  }),
  'KD-6006': () => ({
    title: 'The document was cancelled',
    advice: 'Its number stays taken. If a document is needed, give out a new one under a number of its own.',
  }),
  'KD-6007': () => ({
    title: 'The text is too long for a letter',
    advice: 'Shorten it, or print the notice with a sheet for signatures.',
  }),
  'KD-6008': (p) => ({
    title: withValue(p, 'maximum', (value) => `More than ${value} addressees`, 'Too many addressees'),
    advice: 'Choose fewer employees, for example by division.',
  }),
  'KD-6201': () => ({ title: 'The file cannot be opened', advice: 'Check that it is there and that you may read it.' }),
  'KD-6202': (p) => ({
    title: `The file is larger than allowed${withValue(p, 'what', (what) => ` (${LIMITS[what]?.(p.maximum ?? '') ?? what})`, '')}`,
    advice: 'Nothing was loaded. Check that it is the right file; export a large dictionary in parts.',
  }),
  'KD-6203': () => ({
    title: 'The format of the file is not known',
    advice: 'TSV and CSV with a header line, XLSX, JSON and XML of the NSI portal, and ZIP of these will do.',
  }),
  'KD-6204': () => ({
    title: 'The archive was refused: damaged, encrypted, or built in a dangerous way',
    advice: 'Nothing was loaded. Download the file again from a source you trust.',
  }),
  'KD-6205': () => ({
    title: 'The XML was refused: it has a DOCTYPE or entities of its own',
    advice: 'Nothing was loaded: dictionaries of NSI have none. Download the file again from the portal.',
  }),
  'KD-6206': () => ({
    title: 'No columns with a code and a name were found',
    advice: 'Check the header line of the file, or choose the columns yourself.',
  }),
  'KD-6207': () => ({
    title: 'The file has no rows that can be loaded',
    advice: 'Check that the right columns are chosen for code and name.',
  }),
  'KD-6208': () => ({ title: 'The file that was read is closed already', advice: 'Choose it once more.' }),
  'KD-6101': () => ({
    title: 'The file could not be read',
    advice: 'XLSX, CSV, XML, JSON or an archive of them will do. Check that another program opens the file.',
  }),
  'KD-6102': () => ({
    title: 'The file is too large',
    advice: 'Divide the table: at most 200,000 rows and 200 MB in each part.',
  }),
  'KD-6103': () => ({
    title: 'No table was found in the file',
    advice: 'The header must stand within the first twenty rows, with rows of data below it.',
  }),
  'KD-6104': () => ({ title: 'The import was interrupted', advice: 'Choose the file again.' }),
  'KD-6105': () => ({
    title: 'Two columns have the same meaning',
    advice: 'Keep one of them and choose “Do not load” for the other.',
  }),
  'KD-6106': () => ({
    title: 'A large change is still being written',
    advice: 'An import, or a change of many people. Wait for it to end, or stop it, then try again.',
  }),
  'KD-6107': () => ({
    title: 'The file has no divisions of your organisation',
    advice: 'Check that the OID of your organisation is right, and export the dictionary anew.',
  }),
  'KD-6301': () => ({ title: 'The file is empty', advice: 'Open it, check it and choose it again.' }),
  'KD-6302': (p) => ({
    title: withValue(p, 'maximum', (value) => `The file is larger than ${value}\u00a0MB`, 'The file is too large'),
    advice: 'Scan the document at a lower resolution (200–300 dots per inch) or save it as a compressed PDF.',
  }),
  'KD-6303': (p) => ({
    title: 'Files of this kind are not taken',
    advice: withValue(p, 'types', (value) => `These are: ${value}.`, 'PDF, JPEG and PNG are.'),
  }),
  'KD-6304': () => ({
    title: 'The name of the file does not agree with what is in it',
    advice: 'Such files can be dangerous. Open the file in its program and save it anew with the right extension.',
  }),
  'KD-6305': () => ({
    title: 'The file is not taken: it is damaged or unsafe',
    advice: 'Open it in its program and save it anew, or scan the document again.',
  }),
  'KD-6306': () => ({
    title: 'The PDF is protected by a password',
    advice: 'Save it without one: in the store of the program it is encrypted anyway.',
  }),
  'KD-6307': () => ({ title: 'The file cannot be read', advice: 'Check that it is there and that you may read it.' }),
  'KD-6308': () => ({
    title: 'The attachment cannot be opened',
    advice: 'Save it to the disk or open a former version; if that fails too, tell the administrator.',
  }),
} satisfies Partial<ErrorTexts>;
