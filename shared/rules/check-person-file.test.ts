import { describe, expect, it } from 'vitest';
import type { Education, Employment, IdentityDocument, Leave, Person } from '../domain/entities.ts';
import { DICTIONARY } from '../domain/fields.ts';
import { checkEntity, type FieldFinding } from './check-entity.ts';
import { normalise } from './normalise.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const OTHER = '019a0000-0000-7000-8000-000000000002';
const today = '2026-11-21';
const person = { id: ID, birthDate: '1990-05-05' } as Person;
const found = (findings: readonly FieldFinding[]): string[] =>
  findings.map(({ field, code }) => `${field} ${code}`).sort();

const education: Education = {
  id: ID,
  personId: ID,
  educationKind: 'prof',
  level: null,
  institution: 'Учебный университет',
  documentSeries: null,
  documentNumber: '1',
  documentDate: '2014-06-30',
  beginYear: 2008,
  endYear: 2014,
  specialty: 'Лечебное дело',
  qualification: 'Врач',
  theme: null,
  hours: null,
  degree: null,
  scienceBranch: null,
  country: null,
  recognitionNumber: null,
  recognitionDate: null,
  targeted: null,
  customerInn: null,
  customerOgrn: null,
  dutyMonths: null,
};

describe('education', () => {
  const check = (change: Partial<Education>) =>
    found(checkEntity('education', { ...education, ...change }, { today, person }));
  it.each<[string, Partial<Education>, string[]]>([
    ['is whole', {}, []],
    [
      'needs its years, specialty and qualification',
      { beginYear: null, specialty: null, qualification: '' },
      ['beginYear KD-2001', 'qualification KD-2001', 'specialty KD-2001'],
    ],
    ['of a course needs its theme and hours', { educationKind: 'ext' }, ['hours KD-2001', 'theme KD-2001']],
    [
      'of a school needs the document alone',
      { educationKind: 'common', beginYear: null, specialty: null, qualification: null },
      [],
    ],
    ['does not end before it begins', { beginYear: 2014, endYear: 2013 }, ['endYear KD-2202']],
    ['ends by the day of its document', { endYear: 2015 }, ['endYear KD-2206']],
    ['has no document of the future', { documentDate: '2026-11-22' }, ['documentDate KD-2206']],
    [
      'has no document of a child',
      { documentDate: '2004-05-04', beginYear: 2000, endYear: 2004 },
      ['documentDate KD-2206'],
    ],
    ['may end at fourteen', { documentDate: '2004-05-05', beginYear: 2000, endYear: 2004 }, []],
    [
      'of abroad needs its recognition, which is not of the future',
      { country: 'Беларусь', recognitionDate: '2026-11-22' },
      ['recognitionDate KD-2206', 'recognitionNumber KD-2001'],
    ],
    ['of abroad is whole with it', { country: 'Беларусь', recognitionNumber: '1', recognitionDate: '2015-01-01' }, []],
    [
      'names who ordered it by numbers that add up',
      { targeted: 'yes', customerInn: '7707083894', customerOgrn: '1027700132194', dutyMonths: 601 },
      ['customerInn KD-2111', 'customerOgrn KD-2112', 'dutyMonths KD-2208'],
    ],
    ['is targeted or not', { targeted: 'perhaps' }, ['targeted KD-2004']],
    ['has hours within bounds', { educationKind: 'ext', theme: 'x', hours: 2001 }, ['hours KD-2208']],
    ['has at least an hour', { educationKind: 'ext', theme: 'x', hours: 0 }, ['hours KD-2208']],
  ])('%s', (_what, change, expected) => expect(check(change)).toEqual(expected));
});

const passport: IdentityDocument = {
  id: ID,
  personId: ID,
  typeCode: '1',
  series: '4508',
  number: '123456',
  issuedOn: '2010-06-01',
  issuedBy: 'Учебный отдел',
  departmentCode: '770-001',
  standing: 'main',
};

describe('an identity document', () => {
  const check = (change: Partial<IdentityDocument>) =>
    found(checkEntity('document', { ...passport, ...change }, { today, person }));
  it.each<[string, Partial<IdentityDocument>, string[]]>([
    ['is whole', {}, []],
    ['of a citizen has a series of four digits', { series: '450' }, ['series KD-2131']],
    ['of a citizen has a number of six digits', { number: '000000' }, ['number KD-2132']],
    ['of a citizen has a department', { departmentCode: null }, ['departmentCode KD-2001']],
    ['of a citizen has a department code', { departmentCode: '770001' }, ['departmentCode KD-2133']],
    [
      'of another kind is free in its shape',
      { typeCode: '11', series: null, number: 'ВЖ-1', departmentCode: null },
      [],
    ],
    [
      'is given out at fourteen at the earliest',
      { issuedOn: '2004-05-04', series: '4504' },
      ['issuedOn KD-2206', 'issuedOn KD-2217'],
    ],
    ['is not of the future', { issuedOn: '2026-11-22', series: '4526' }, ['issuedOn KD-2206']],
    ['of a citizen was to be exchanged at 20', { issuedOn: '2010-05-04' }, ['issuedOn KD-2217']],
    ['of a citizen that is not used any more may be old', { issuedOn: '2010-05-04', standing: 'former' }, []],
    ['of a citizen is on a blank of those years', { series: '4507' }, []],
    ['of a citizen is not on a blank of later years', { series: '4512' }, ['series KD-2138']],
    ['of a citizen is not on a blank of long ago', { series: '4506' }, ['series KD-2138']],
    ['needs what every one has', { number: null, issuedBy: null }, ['issuedBy KD-2001', 'number KD-2001']],
  ])('%s', (_what, change, expected) => expect(check(change)).toEqual(expected));

  it('is to be exchanged at 20 and at 45, with 90 days for it', () => {
    const of = (birthDate: string, issuedOn: string, day: string) =>
      found(
        checkEntity(
          'document',
          { ...passport, issuedOn, series: null },
          { today: day, person: { ...person, birthDate } },
        ),
      ).filter((one) => one.endsWith('KD-2217'));
    expect([of('2000-01-01', '2014-02-01', '2020-03-31'), of('2000-01-01', '2014-02-01', '2020-04-01')]).toEqual([
      [],
      ['issuedOn KD-2217'],
    ]);
    expect([of('1975-01-01', '1995-01-01', '2020-03-31'), of('1975-01-01', '1995-01-01', '2020-04-01')]).toEqual([
      [],
      ['issuedOn KD-2217'],
    ]);
    expect(of('1975-01-01', '2020-01-01', today)).toEqual([]);
  });

  it('is the only main one of its person', () => {
    const other: IdentityDocument = { ...passport, id: OTHER, typeCode: '11', series: null };
    const beside = (one: Partial<IdentityDocument>) =>
      found(checkEntity('document', passport, { today, person, documents: [passport, { ...other, ...one }] }));
    expect(beside({})).toEqual(['standing KD-2218']);
    expect(beside({ standing: 'former' })).toEqual([]);
    expect(beside({ personId: OTHER })).toEqual([]);
  });

  it('takes a series written in two pairs', () => expect(normalise('document', 'series', ' 45 08 ')).toBe('4508'));
});

describe('an absence', () => {
  const work = { id: OTHER, personId: ID, beginDate: '2020-01-01', endDate: '2026-12-31' } as Employment;
  const leave: Leave = {
    id: ID,
    employmentId: OTHER,
    leaveReason: 'long',
    beginDate: '2026-02-01',
    endDate: '2026-03-01',
  };
  const check = (change: Partial<Leave>, others: readonly Leave[] = []) => {
    const one = { ...leave, ...change };
    return found(checkEntity('leave', one, { today, employments: [work], leaves: [one, ...others] }));
  };
  const other = { ...leave, id: OTHER };
  it.each<[string, Partial<Leave>, readonly Leave[], string[]]>([
    ['is whole', {}, [], []],
    ['does not end before it begins', { endDate: '2026-01-31' }, [], ['endDate KD-2202']],
    ['begins with the work', { beginDate: '2019-12-31' }, [], ['beginDate KD-2206']],
    ['ends with the work', { endDate: '2027-01-01' }, [], ['endDate KD-2206']],
    ['without an end outlasts a work that ends', { endDate: null }, [], ['endDate KD-2206']],
    ['is one at a time', {}, [other], ['beginDate KD-2209']],
    ['may follow another the next day', {}, [{ ...other, beginDate: '2026-01-01', endDate: '2026-01-31' }], []],
    [
      'does not begin on the last day of another',
      {},
      [{ ...other, beginDate: '2026-01-01', endDate: '2026-02-01' }],
      ['beginDate KD-2209'],
    ],
    ['of another contract is none of its business', {}, [{ ...other, employmentId: ID }], []],
  ])('%s', (_what, change, others, expected) => expect(check(change, others)).toEqual(expected));
});

describe('categories, addresses and awards', () => {
  const period = { id: ID, personId: ID, beginDate: '2020-02-02', endDate: '2020-02-01' };
  it('have dates in order', () => {
    const order = { orderNumber: null, orderDate: null, extended: null };
    expect(found(checkEntity('category', { ...period, ...order, categoryCode: 'first', specialtyCode: '27' }))).toEqual(
      ['endDate KD-2202'],
    );
    expect(
      found(checkEntity('address', { ...period, typeCode: '1', addressText: 'x', regionCode: null, garGuid: null })),
    ).toEqual(['endDate KD-2202']);
    const address = { ...period, endDate: null, typeCode: '1', addressText: 'x', regionCode: null };
    expect(found(checkEntity('address', { ...address, garGuid: '0c5b2444' }))).toEqual(['garGuid KD-2143']);
    const known = '0c5b2444-70a0-4932-980c-b4dc0d3f02b5';
    expect(found(checkEntity('address', { ...address, garGuid: known }))).toEqual([]);
    expect(
      found(checkEntity('award', { id: ID, personId: ID, name: 'x', number: '1', awardDate: '2026-11-22' }, { today })),
    ).toEqual(['awardDate KD-2206']);
  });
});

it('a foreign citizen is of a country, where there is a dictionary of countries to choose from', () => {
  const countries = (oid: string, code: string) =>
    oid !== DICTIONARY.countries ? undefined : code === '112' ? { group: false, closedOn: null } : null;
  const check = (citizenshipCode: string, countryCode: string | null, dictionary?: typeof countries) =>
    found(
      checkEntity(
        'person',
        { ...person, citizenshipCode, countryCode },
        dictionary === undefined ? {} : { dictionary },
      ),
    ).filter((finding) => finding.startsWith('countryCode'));
  expect(check('3', null)).toEqual([]);
  expect(check('3', null, countries)).toEqual(['countryCode KD-2001']);
  expect(check('3', '999', countries)).toEqual(['countryCode KD-2004']);
  expect(check('3', '112', countries)).toEqual([]);
  expect(check('1', null, countries)).toEqual([]);
});
