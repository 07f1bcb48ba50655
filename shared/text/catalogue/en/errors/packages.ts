import { type ErrorTexts, withValue } from '../../errors.ts';
import { LIMITS } from './words.ts';

/** Of packages that travel where there is no network. */
export const packages = {
  'KD-6401': () => ({
    title: 'The package cannot be read',
    advice: 'Check that the stick is in its place and choose the file again.',
  }),
  'KD-6402': () => ({
    title: 'This is no package of Kartoteka, or it is damaged',
    advice: 'Nothing was written. Choose another file, or ask for the package to be written anew.',
  }),
  'KD-6403': () => ({
    title: 'The package was written by a newer version of the program',
    advice: 'Nothing was written. Update the program on this workstation and choose the package again.',
  }),
  'KD-6404': () => ({
    title: 'The package is of another organisation or another environment',
    advice: 'Nothing was written. Open the organisation that it was written for.',
  }),
  'KD-6405': () => ({
    title: 'The passphrase does not fit, or the file was changed',
    advice: 'Nothing was written. Enter the phrase again; if it is right, ask for the package to be written anew.',
  }),
  'KD-6406': (p) => ({
    title: `The package is larger than allowed${withValue(p, 'what', (what) => ` (${LIMITS[what]?.(p.maximum ?? '') ?? what})`, '')}`,
    advice: 'Nothing was written. Check that this is the right file.',
  }),
  'KD-6407': (p) => ({
    title: `The contents of the package are not those of its list${withValue(p, 'entry', (entry) => ` (${entry})`, '')}`,
    advice: 'Nothing was written. Ask for the package to be written anew.',
  }),
  'KD-6408': (p) => ({
    title: `A document in the package cannot be read${withValue(p, 'entry', (entry) => ` (${entry})`, '')}`,
    advice: 'Nothing was written. Ask for the package to be written anew.',
  }),
  'KD-6409': () => ({
    title: 'The signature of the package is not valid',
    advice: 'Nothing was written. Ask the sender whether it is theirs and which certificate they signed it with.',
  }),
  'KD-6410': (p) => ({
    title: 'The passphrase is too short',
    advice: `It takes at least ${withValue(p, 'shortest', (shortest) => shortest, '12')} characters: personal data lies on the stick.`,
  }),
  'KD-6411': () => ({
    title: 'There is nothing to write into a package',
    advice: 'Submit a request first, or take a package from another workstation.',
  }),
  'KD-6412': () => ({ title: 'The package is closed already', advice: 'Choose the file again.' }),
} satisfies Partial<ErrorTexts>;
