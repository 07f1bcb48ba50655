import { type ErrorParameters, type ErrorTexts, withValue } from '../errors.ts';
import { counted } from './counting.ts';

const field = (p: ErrorParameters) => withValue(p, 'field', (label) => ` “${label}”`, '');
const answer = (p: ErrorParameters) => withValue(p, 'detail', (text) => ` Answer: “${text}”.`, '');
const detail = (p: ErrorParameters) => withValue(p, 'detail', (text) => ` Details: ${text}.`, '');
const firstField = (p: ErrorParameters) =>
  withValue(p, 'field', (label) => ` (the first is “${label}”${withValue(p, 'name', (name) => `, ${name}`, '')})`, '');
const wait = (p: ErrorParameters) => {
  const seconds = Number(p.seconds ?? 0);
  if (seconds <= 0) return 'a little later';
  return seconds < 60
    ? `in ${counted(seconds, { one: 'second', other: 'seconds' })}`
    : `in ${counted(Math.ceil(seconds / 60), { one: 'minute', other: 'minutes' })}`;
};

/** What of a dictionary's file was over its limit. */
const LIMITS: Readonly<Record<string, (maximum: string | number) => string>> = {
  size: (maximum) => `more than ${maximum} MB`,
  entries: (maximum) => `more than ${maximum} files in the archive`,
  ratio: (maximum) => `compressed more than ${maximum} times`,
  rows: (maximum) => `more than ${maximum} rows`,
  columns: (maximum) => `more than ${maximum} columns`,
  cell: (maximum) => `a cell longer than ${maximum} characters`,
  text: (maximum) => `XML or JSON larger than ${maximum} MB`,
  depth: (maximum) => `nested deeper than ${maximum}`,
};

export const errors: ErrorTexts = {
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
    title: 'The store on this computer belongs to another organisation',
    advice: 'Sign in with an account of that organisation or ask the administrator.',
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
  'KD-2001': (p) => ({
    title: `The field${field(p)} is empty`,
    advice: 'Fill it in: the request cannot be sent without it.',
  }),
  'KD-2002': (p) => ({
    title: `The value of${field(p) || ' the field'} is too long`,
    advice: withValue(p, 'maximum', (n) => `Keep ${n} characters at most.`, 'Shorten it.'),
  }),
  'KD-2003': (p) => ({
    title: `The field${field(p)} does not hold a date`,
    advice: 'Enter day, month and year, for example 21.11.2026.',
  }),
  'KD-2004': (p) => ({
    title: `The dictionary has no such value${withValue(p, 'field', (label) => ` (field “${label}”)`, '')}`,
    advice: 'Choose a value of the list.',
  }),
  'KD-2005': () => ({ title: 'There is no such field', advice: 'Refresh the list and try again.' }),
  'KD-2006': (p) => ({
    title: `The field${field(p)} belongs to the registry`,
    advice: 'It cannot be changed here; a new value comes with the exchange.',
  }),
  'KD-2007': (p) => ({ title: `The value does not fit the field${field(p)}`, advice: 'Check what was entered.' }),
  'KD-2008': (p) => ({
    title: `The field${field(p)} has characters that a name may not have`,
    advice: 'Keep letters, hyphen, apostrophe and space; do not mix Cyrillic and Latin letters.',
  }),
  'KD-2009': () => ({
    title: 'The name of the division has characters that it may not have',
    advice:
      'Begin with a Cyrillic letter or a digit; Cyrillic letters, digits, paired brackets and quotes, dashes, dots, commas and one number sign are allowed.',
  }),
  'KD-2101': () => ({ title: 'SNILS has 11 digits', advice: 'Check that all digits were entered.' }),
  'KD-2102': () => ({ title: 'SNILS cannot be all zeros', advice: 'Enter the number of the document.' }),
  'KD-2103': () => ({
    title: 'An old SNILS without a check sum',
    advice: 'The program cannot check it: compare the number with the document.',
  }),
  'KD-2104': () => ({ title: 'SNILS: the check sum is wrong', advice: 'Check the last two digits.' }),
  'KD-2105': (p) => ({
    title: `This SNILS is taken${withValue(p, 'name', (name) => `: ${name}`, ' by another employee')}`,
    advice: 'Open the card of that employee or correct the number.',
  }),
  'KD-2111': () => ({ title: 'INN is wrong', advice: 'Check the digits: the check sum does not fit.' }),
  'KD-2112': () => ({ title: 'OGRN is wrong', advice: '13 digits are needed; check the last one.' }),
  'KD-2113': () => ({ title: 'KPP is wrong', advice: '9 characters are needed, for example 773601001.' }),
  'KD-2121': () => ({
    title: 'The phone number is wrong',
    advice: 'Enter it with the code, for example +7 495 777-77-77.',
  }),
  'KD-2122': () => ({ title: 'The e-mail address is wrong', advice: 'Enter it whole, for example ivanova@clinic.ru.' }),
  'KD-2131': () => ({ title: 'The passport series is wrong', advice: 'Enter four digits, for example 45 08.' }),
  'KD-2132': () => ({ title: 'The passport number is wrong', advice: 'Enter six digits, not all of them zeros.' }),
  'KD-2133': () => ({ title: 'The division code is wrong', advice: 'Enter a code like 770-001.' }),
  'KD-2134': () => ({
    title: 'The policy number (ЕНП) is wrong',
    advice: 'Check its 16 digits: the control digit does not match.',
  }),
  'KD-2135': () => ({ title: 'The ОКВЭД code is wrong', advice: 'Enter a code like 86.10 or 86.90.9.' }),
  'KD-2136': () => ({
    title: 'An unusual licence number',
    advice: 'Compare it with the document. It usually looks like ЛО-77-01-020456 or Л041-01137-77/00369858.',
  }),
  'KD-2137': () => ({
    title: 'An unusual cadastral number',
    advice: 'Compare it with the document. It usually looks like 77:01:0001001:1010.',
  }),
  'KD-2141': () => ({
    title: 'The site’s address is wrong',
    advice: 'Enter it without spaces, for example clinic.example or https://clinic.example.',
  }),
  'KD-2142': () => ({ title: 'The postal index is wrong', advice: 'Enter six digits, for example 101000.' }),
  'KD-2143': () => ({
    title: 'The GAR code of the address is wrong',
    advice: 'Enter a code like 0c5b2444-70a0-4932-980c-b4dc0d3f02b5, or leave the field empty.',
  }),
  'KD-2144': (p) => ({
    title: 'The coordinate is wrong',
    advice: `Enter degrees with a point, for example 55.751244${withValue(p, 'maximum', (most) => `, at most ${most}`, '')}.`,
  }),
  'KD-2201': (p) => ({
    title: 'The age does not fit',
    advice: `By the date of birth an employee must be ${p.minimum ?? 14} to ${p.maximum ?? 100} years old. Check the year.`,
  }),
  'KD-2202': () => ({ title: 'The end is before the beginning', advice: 'Correct one of the two dates.' }),
  'KD-2203': () => ({ title: 'The rate is out of range', advice: 'Enter a number from 0.01 to 1.50.' }),
  'KD-2204': (p) => ({
    title: `This value cannot be chosen${withValue(p, 'field', (label) => ` (field “${label}”)`, '')}`,
    advice: `It is a group or closed in the dictionary${withValue(p, 'date', (date) => ` on ${date}`, '')}. Choose another.`,
  }),
  'KD-2205': (p) => ({
    title: `The employee already has a main employment${withValue(p, 'name', (post) => `: ${post}`, '')}`,
    advice: 'Close the earlier one or choose another kind of employment.',
  }),
  'KD-2206': () => ({
    title: 'The dates are out of order',
    advice: 'Check the dates of the document and of the work.',
  }),
  'KD-2207': (p) => ({
    title: `The rates add up to more than 1.50${withValue(p, 'sum', (sum) => ` (${sum})`, '')}`,
    advice: 'Check the rates in all employments of the person.',
  }),
  'KD-2208': (p) => ({
    title: 'The number is out of bounds',
    advice: `Enter a whole number${withValue(p, 'minimum', (least) => ` from ${least}`, '')}${withValue(p, 'maximum', (most) => ` to ${most}`, '')}.`,
  }),
  'KD-2209': () => ({
    title: 'The periods overlap',
    advice: 'Check the dates: there already is such a record for these days.',
  }),
  'KD-2210': (p) => ({
    title: `The division is not open${withValue(p, 'date', (date) => ` on ${date}`, '')}`,
    advice: 'It does not exist yet or is closed already. Choose another division or another first day.',
  }),
  'KD-2211': (p) => ({
    title: `The employment is not open on this day${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'Choose a day after it began and not later than its end.',
  }),
  'KD-2212': (p) => ({
    title: `The transfer changes nothing${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'Choose another division, post, kind of employment or rate.',
  }),
  'KD-2213': () => ({
    title: 'The record belongs to the registry',
    advice: 'It cannot be changed or removed here: news of it will come with the exchange.',
  }),
  'KD-2221': (p) => ({
    title: 'A division cannot be a part of itself',
    advice: `${withValue(p, 'name', (name) => `“${name}” is the division itself or below it`, 'This is the division itself or below it')}. Choose another place.`,
  }),
  'KD-2222': () => ({
    title: 'No division of this level can be here',
    advice:
      'A section is a part of a division, a room is a part of a division or a section, a division is a part of a division.',
  }),
  'KD-2223': (p) => ({
    title: `The tree of divisions has too many levels${withValue(p, 'maximum', (maximum) => ` (at most ${maximum})`, '')}`,
    advice: 'Choose a place nearer to the top.',
  }),
  'KD-2224': (p) => ({
    title: `There is such a division beside it${withValue(p, 'name', (name) => `: “${name}”`, '')}`,
    advice: 'Check whether they are the same, or choose another name.',
  }),
  'KD-2225': () => ({
    title: 'The kind of the division does not belong to its type',
    advice: 'Choose a kind of the same type as the division.',
  }),
  'KD-2226': (p) => ({
    title: `The field${field(p)} is fixed: the registry knows the division already`,
    advice: 'If it is wrong, close the division and create a new one.',
  }),
  'KD-2227': (p) => ({
    title: 'The division cannot be closed yet',
    advice: `It still has: divisions${withValue(p, 'divisions', (n) => ` – ${n}`, '')}, people${withValue(p, 'people', (n) => ` – ${n}`, '')}, posts${withValue(p, 'positions', (n) => ` – ${n}`, '')}. Close or transfer them first.`,
  }),
  'KD-2231': (p) => ({
    title: `A staffing table is in force on these days already${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'Change the dates: there are no two tables in force on one day.',
  }),
  'KD-2232': () => ({
    title: 'The rate is no multiple of 0.25',
    advice: 'Check the order: posts are usually divided into quarters.',
  }),
  'KD-2233': () => ({
    title: 'The staffing table is in the archive',
    advice: 'It is not changed any more. Create the draft of a new table.',
  }),
  'KD-2241': () => ({
    title: 'No licence in force names this address',
    advice: 'Divisions work in the building. Compare the address with the licence, or have it put in there.',
  }),
  'KD-2242': () => ({
    title: 'No licence in force names this service',
    advice: 'Compare its name with the licence, or close the service.',
  }),
  'KD-2243': (p) => ({
    title: `The licence is in force${withValue(p, 'date', (date) => ` only until ${date}`, ' for a short time')}`,
    advice: 'Apply for a new one in time.',
  }),
  'KD-2244': (p) => ({
    title: `The licence is no longer in force${withValue(p, 'date', (date) => `: it ended on ${date}`, '')}`,
    advice: 'If there is a new one, exchange with the registry.',
  }),
  'KD-2245': () => ({
    title: 'There is no licence in force',
    advice: 'Licences come from the registry. Exchange with it, or ask whether the licence is there.',
  }),
  'KD-2246': () => ({ title: 'There is no building', advice: 'Add one on the tab «Buildings».' }),
  'KD-2247': () => ({ title: 'There is no open division', advice: 'Add one on the page «Divisions».' }),
  'KD-2248': (p) => ({
    title: `Divisions work in the building${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'Name another building for them first, or close them.',
  }),
  'KD-2301': () => ({
    title: 'A row of another organisation',
    advice: 'The OID, INN, KPP or OGRN of the organisation in the row is not that of your organisation.',
  }),
  'KD-2302': () => ({
    title: 'This is no OID of a division of yours',
    advice: 'The OID of a division begins with that of your organisation, then “.0.” and a number. Check the column.',
  }),
  'KD-2303': () => ({
    title: 'Several divisions have this name',
    advice: 'Add a column with the OID of the division to the file.',
  }),
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
  'KD-5001': (p) => ({
    title: 'The store cannot be opened',
    advice: `No data were deleted. Restart the program; if it does not help, tell the administrator.${detail(p)}`,
  }),
  'KD-5002': () => ({
    title: 'The store is damaged',
    advice: 'Do not go on working. The administrator can restore it from a backup.',
  }),
  'KD-5003': () => ({
    title: 'The store was made by a newer program',
    advice: 'Update the program. The data are whole, nothing has to be deleted.',
  }),
  'KD-5004': () => ({
    title: 'The disk cannot be written',
    advice: 'Free some space or allow writing and try again: everything shown as saved is safe.',
  }),
  'KD-6001': (p) => ({
    title: 'The file was not written',
    advice: `Choose another folder or close the file in the other program.${detail(p)}`,
  }),
  'KD-6002': () => ({ title: 'Stopped', advice: 'What was begun is undone, earlier files are untouched.' }),
  'KD-6003': (p) => ({ title: 'The document was not printed', advice: `Try again.${detail(p)}` }),
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
    title: 'An import is still being put into the request',
    advice: 'Wait until it ends, or stop it on the page “Import”, then try again.',
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
};
