import { type ErrorTexts, withValue } from '../../errors.ts';
import { field } from './words.ts';

export const values = {
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
  'KD-2138': () => ({
    title: 'The series of the passport does not fit the year of issue',
    advice:
      'Its last two digits are the year in which the blank was printed. Compare series and date with the document.',
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
  'KD-2145': () => ({
    title: 'An unusual OID',
    advice: 'The registry of organisations gives it out. Compare it there: news of it will come with the exchange.',
  }),
  'KD-2146': () => ({
    title: 'Requisites of a legal person and of an entrepreneur together',
    advice:
      'A legal person has an INN of 10 digits and an OGRN of 13. An entrepreneur has an INN of 12 digits, an OGRNIP of 15 and no KPP. Keep one of the two.',
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
  'KD-2214': (p) => ({
    title: `Another employee has this personnel number${withValue(p, 'name', (name) => `: ${name}`, '')}`,
    advice: 'Check the number: everybody at work has one of their own in the organisation.',
  }),
  'KD-2215': () => ({
    title: 'The sex does not fit the patronymic',
    advice: 'Compare both with the document. If that is how it is, leave them so.',
  }),
  'KD-2216': (p) => ({
    title: 'An unusual term',
    advice: `It usually is five years${withValue(p, 'date', (date) => `: until ${date}`, '')}. If it was prolonged, say so in “Term extended”.`,
  }),
  'KD-2217': (p) => ({
    title: `The passport was to be exchanged${withValue(p, 'age', (age) => `: the employee has turned ${age}`, '')}`,
    advice: 'Enter the new passport and mark this one as former.',
  }),
  'KD-2218': () => ({
    title: 'The employee has two main documents',
    advice: 'Leave one as the main one, and mark the other as former or additional.',
  }),
  'KD-2219': () => ({
    title: 'No certificates are given out since 2021',
    advice: 'Check the date of issue. If it is an accreditation, choose that as its kind.',
  }),
  'KD-2220': () => ({
    title: 'External part-time work beside the main one here',
    advice: 'If the main work is in this organisation, choose internal part-time work.',
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
  'KD-2228': () => ({
    title: 'The person has no employment',
    advice: 'Only an employment has this field. Add a post first.',
  }),
  'KD-2229': () => ({
    title: 'A figure of another type of division',
    advice: 'Inpatient divisions have beds, outpatient ones visits a shift. Check the type, or take the number out.',
  }),
  'KD-2230': () => ({
    title: 'A line lacks the number of beds',
    advice: 'Write one profile a line: “Therapeutic — 20”.',
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
  'KD-2249': () => ({
    title: 'A document that an organisation must have is not attached',
    advice: 'Attach it on the tab «Documents».',
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
} satisfies Partial<ErrorTexts>;
