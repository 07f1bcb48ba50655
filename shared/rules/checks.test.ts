import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Credential,
  type Employment,
  ENTITIES,
  ENTITY_KINDS,
  type EntityKind,
  type Person,
} from '../domain/entities.ts';
import { DICTIONARY, fieldNames } from '../domain/fields.ts';
import { checkEntity, type EntityContext } from './check-entity.ts';
import { checkField, checkValue, type DictionaryEntry } from './check-field.ts';
import { normalise } from './normalise.ts';

const TODAY = '2026-11-21';
const ID = '0199d3f2-7c1e-7abc-8def-0123456789ab';
const OTHER = '0199d3f2-7c1e-7abc-8def-0123456789ac';

const ROWS: Readonly<Record<string, Readonly<Record<string, DictionaryEntry>>>> = {
  [DICTIONARY.posts]: {
    '122': { group: false, closedOn: null },
    '12': { group: true, closedOn: null },
    '112': { group: false, closedOn: '2023-09-01' },
  },
  [DICTIONARY.specialties]: {
    '30': { group: false, closedOn: null },
    '0': { group: true, closedOn: null },
    '41': { group: false, closedOn: '2015-12-31' },
  },
};
const dictionary = (oid: string, code: string) => {
  const rows = ROWS[oid];
  return rows === undefined ? undefined : (rows[code] ?? null);
};
const context: EntityContext = { today: TODAY, dictionary };

const person: Person = {
  id: ID,
  lastName: 'Иванова',
  firstName: 'Мария',
  patronymic: 'Петровна',
  sex: '2',
  birthDate: '1980-05-05',
  snils: '11223344595',
  inn: null,
  citizenshipCode: '1',
  countryCode: null,
  militaryRelationCode: null,
  phone: null,
  email: null,
  isMedical: null,
  isPharmaceutical: null,
  isStudent: null,
  deathDate: null,
};
const employment: Employment = {
  id: ID,
  personId: ID,
  divisionId: OTHER,
  postCode: '122',
  positionType: '1',
  rate: 100,
  personnelNumber: '1',
  contractNumber: '1/20',
  contractDate: '2020-01-09',
  beginDate: '2020-01-09',
  endDate: null,
  endReason: null,
  endOrder: null,
  endOrderDate: null,
  fileNumber: null,
  specialtyCode: null,
  seniorityMonths: null,
  targeted: null,
};
const credential: Credential = {
  id: ID,
  personId: ID,
  credentialKind: 'accreditation',
  specialtyCode: '30',
  number: '1',
  issuer: null,
  issuedOn: '2024-01-01',
  expiresOn: '2029-01-01',
  accreditationKind: null,
  series: null,
  registrationNumber: null,
  protocolNumber: null,
  protocolDate: null,
  extended: null,
};

const found = (findings: readonly { field: string; code: string; severity: string }[]) =>
  findings.map(({ field, code, severity }) => `${field} ${code} ${severity}`);

describe('a typed value', () => {
  const code = (
    kind: (typeof ENTITY_KINDS)[number],
    field: string,
    value: string | number | boolean | null,
    entity = {},
  ) => checkField(kind, field, value, { ...context, entity })?.code ?? 'ok';

  it('must belong to a field of ours that we may write', () => {
    expect(code('person', 'salary', '1')).toBe('KD-2005');
    expect(code('person', '__proto__', '1')).toBe('KD-2005');
    expect(code('person', 'id', ID)).toBe('KD-2005');
    expect(code('division', 'oid', '1.2.643')).toBe('KD-2006');
    expect(code('organisation', 'oid', null)).toBe('KD-2006');
  });

  it('may be empty where a draft may lack it', () => {
    expect(code('person', 'snils', null)).toBe('ok');
    expect(code('employment', 'rate', null)).toBe('ok');
    expect(code('person', 'lastName', null)).toBe('KD-2001');
    expect(code('person', 'lastName', '')).toBe('KD-2001');
  });

  it('is of the type and length of its field', () => {
    expect(code('person', 'email', 5)).toBe('KD-2007');
    expect(code('employment', 'personnelNumber', true)).toBe('KD-2007');
    expect(code('employment', 'personnelNumber', '1'.repeat(20))).toBe('ok');
    expect(code('employment', 'personnelNumber', '1'.repeat(21))).toBe('KD-2002');
    expect(checkField('employment', 'personnelNumber', '1'.repeat(21))?.params).toEqual({ maximum: 20 });
    expect(code('employment', 'endOrder', 'a\u0000b')).toBe('KD-2007');
    expect(code('employment', 'endOrder', 'a\uD800b')).toBe('KD-2007');
    expect(code('employment', 'divisionId', 'main building')).toBe('KD-2007');
    expect(code('employment', 'rate', '1')).toBe('KD-2203');
    expect(code('employment', 'rate', 151)).toBe('KD-2203');
    expect(code('employment', 'rate', 0, { positionType: '3' })).toBe('ok');
    expect(code('employment', 'beginDate', '21.11.2026')).toBe('KD-2003');
    expect(code('person', 'lastName', 'Ивaнова')).toBe('KD-2008');
    expect(code('organisation', 'kpp', '773601О01')).toBe('KD-2113');
    expect(code('organisation', 'ogrn', '1027700132194')).toBe('KD-2112');
    expect(code('organisation', 'inn', '500100732259')).toBe('ok');
    expect(code('person', 'inn', '7707083893')).toBe('KD-2111');
    expect(code('person', 'birthDate', '2020-01-01')).toBe('KD-2201');
    expect(code('credential', 'credentialKind', 'diploma')).toBe('KD-2004');
    expect(code('division', 'level', 'room')).toBe('ok');
  });

  it('is a code that its dictionary has, and no group', () => {
    expect(code('employment', 'postCode', '122')).toBe('ok');
    expect(code('employment', 'postCode', '70')).toBe('KD-2004');
    expect(code('employment', 'postCode', '12')).toBe('KD-2204');
    expect(code('credential', 'specialtyCode', '0')).toBe('KD-2204');
    // Nothing is known of this dictionary, so nothing is refused.
    expect(code('person', 'sex', '9')).toBe('ok');
  });

  it('is a post that was open when the work began', () => {
    const of = (beginDate: string | null) => code('employment', 'postCode', '112', { beginDate });
    expect(of('2023-08-31')).toBe('ok');
    expect(of('2023-09-01')).toBe('ok');
    expect(of('2023-09-02')).toBe('KD-2204');
    // Written now with no day to go by, it must be open now; what is there already may stay.
    expect(of(null)).toBe('KD-2204');
    expect(checkValue('employment', 'postCode', '112', context)).toBeNull();
  });

  it('is of any dictionary open on the day that the record is of', () => {
    const specialty = (kind: EntityKind, day: string, on: string) =>
      code(kind, 'specialtyCode', '41', { [day]: on }) === 'ok';
    for (const [kind, day] of [
      ['credential', 'issuedOn'],
      ['category', 'beginDate'],
      ['nmo', 'activityDate'],
    ] as const) {
      expect([specialty(kind, day, '2015-12-31'), specialty(kind, day, '2016-01-01')]).toEqual([true, false]);
    }
  });

  it('is of the shape of a passport where the document is one, and free where it is another', () => {
    const of = (field: string, value: string, typeCode: string | null) => code('document', field, value, { typeCode });
    expect([of('series', '4508', '1'), of('number', '123456', '1'), of('departmentCode', '770-001', '1')]).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
    expect([of('series', '450', '1'), of('number', '000000', '1'), of('departmentCode', '770001', '1')]).toEqual([
      'KD-2131',
      'KD-2132',
      'KD-2133',
    ]);
    expect([of('series', 'AB', '10'), of('number', 'С-1', '10'), of('series', 'AB', null)]).toEqual(['ok', 'ok', 'ok']);
  });

  it('never makes the check itself fail', () => {
    const value = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.constantFrom(...ENTITY_KINDS), fc.nat(30), value, (kind, n, typed) => {
        const names = fieldNames(kind);
        const field = names[n % names.length] ?? '';
        const stored = normalise(kind, field, typed, TODAY);
        const finding = checkField(kind, field, stored, context);
        // What passes fits the shape of the entity, so it can be stored and read back.
        const shape: Readonly<Record<string, { safeParse(of: unknown): { success: boolean } }>> = ENTITIES[kind].shape;
        if (finding?.severity !== 'error') expect(shape[field]?.safeParse(stored).success).toBe(true);
        expect(normalise(kind, field, stored, TODAY)).toBe(stored);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a record as a whole', () => {
  it('is complete and sound', () => {
    expect(checkEntity('person', person, context)).toEqual([]);
    expect(checkEntity('employment', employment, { ...context, employments: [employment] })).toEqual([]);
    expect(checkEntity('credential', credential, context)).toEqual([]);
  });

  it('names what a submission lacks', () => {
    expect(found(checkEntity('person', { ...person, snils: null, birthDate: null }, context))).toEqual([
      'birthDate KD-2001 error',
      'snils KD-2001 error',
    ]);
    // A foreign citizen may have no СНИЛС.
    expect(checkEntity('person', { ...person, snils: null, citizenshipCode: '3' }, context)).toEqual([]);
  });

  it('tells whose the СНИЛС is already', () => {
    const snilsOwner = (snils: string, id: string) => (snils === person.snils && id === ID ? 'Другая Анна' : null);
    expect(checkEntity('person', person, { ...context, snilsOwner })).toEqual([
      { field: 'snils', code: 'KD-2105', severity: 'error', params: { name: 'Другая Анна' } },
    ]);
  });

  it('ends with a life: the death is after the birth, not of the future, and no work outlasts it', () => {
    const dead = (deathDate: string) => found(checkEntity('person', { ...person, deathDate }, context));
    expect([dead('1980-05-04'), dead('1980-05-05'), dead('2030-01-01')]).toEqual([
      ['deathDate KD-2202 error'],
      [],
      ['deathDate KD-2206 error'],
    ]);
    const of = (endDate: string | null) =>
      found(
        checkEntity(
          'employment',
          { ...employment, endDate, endReason: 'x' },
          { ...context, person: { ...person, deathDate: '2024-03-01' } },
        ),
      );
    expect([of(null), of('2024-03-02'), of('2024-03-01')]).toEqual([
      ['endDate KD-2206 error'],
      ['endDate KD-2206 error'],
      [],
    ]);
  });

  it('has its dates in order', () => {
    const of = (change: Partial<Employment>) => found(checkEntity('employment', { ...employment, ...change }, context));
    expect(of({ endDate: '2020-01-08', endReason: 'x' })).toEqual(['endDate KD-2202 error']);
    expect(of({ endDate: '2020-01-09', endReason: 'x' })).toEqual([]);
    expect(of({ endDate: '2020-01-09' })).toEqual(['endReason KD-2001 error']);
    expect(of({ contractDate: '2020-01-12' })).toEqual([]);
    expect(of({ contractDate: '2020-01-13' })).toEqual(['contractDate KD-2206 warning']);
    const issued = (change: Partial<Credential>) =>
      found(checkEntity('credential', { ...credential, ...change }, context));
    expect(issued({ expiresOn: '2023-12-31' })).toEqual(['expiresOn KD-2202 error']);
    expect(issued({ issuedOn: '2026-11-22', expiresOn: null })).toEqual(['issuedOn KD-2206 error']);
  });

  it.each<[string, Partial<Credential>, string[]]>([
    ['five years to the day', { expiresOn: '2029-01-01' }, []],
    ['five years with the last day counted in', { expiresOn: '2028-12-31' }, []],
    ['another term', { expiresOn: '2030-01-01' }, ['expiresOn KD-2216 warning']],
    ['another term that was prolonged', { expiresOn: '2030-01-01', extended: 'yes' }, []],
    ['no end', { expiresOn: null }, []],
    ['the leap day', { issuedOn: '2024-02-29', expiresOn: '2029-02-28' }, []],
  ])('an accreditation of %s', (_what, change, expected) =>
    expect(found(checkEntity('credential', { ...credential, ...change }, context))).toEqual(expected),
  );

  it('warns of a certificate given out when none were any more', () => {
    const of = (issuedOn: string) =>
      found(checkEntity('credential', { ...credential, credentialKind: 'certificate', issuedOn }, context));
    expect([of('2020-12-31'), of('2021-01-01')]).toEqual([[], ['issuedOn KD-2219 warning']]);
  });

  it.each([
    ['2', 'Петровна', []],
    ['1', 'Петрович', []],
    ['1', 'Петровна', ['sex KD-2215 warning']],
    ['2', 'Ильич', ['sex KD-2215 warning']],
    ['1', 'Ильинична', ['sex KD-2215 warning']],
    ['2', 'Мамед оглы', ['sex KD-2215 warning']],
    ['1', 'Мамед кызы', ['sex KD-2215 warning']],
    ['2', 'Хосе', []],
    ['3', 'Петровна', []],
    ['1', null, []],
  ] as const)('of sex %s with the patronymic %s says %j', (sex, patronymic, expected) =>
    expect(found(checkEntity('person', { ...person, sex, patronymic }, context))).toEqual(expected),
  );

  it('warns of external part-time work beside the main one here, not after it', () => {
    const external: Employment = { ...employment, id: OTHER, divisionId: ID, positionType: '4', rate: 50 };
    const of = (main: Employment) =>
      found(checkEntity('employment', external, { ...context, employments: [main, external] }));
    expect(of(employment)).toEqual(['positionType KD-2220 warning']);
    expect(of({ ...employment, endDate: '2020-02-01', endReason: 'x' })).toEqual([]);
  });

  it('has one open main post; the sum of rates over 1,50 is a warning', () => {
    const second: Employment = { ...employment, id: OTHER, postCode: '71', positionType: '1', rate: 25 };
    const of = (other: Employment) =>
      found(checkEntity('employment', employment, { ...context, employments: [employment, other] }));
    expect(of(second)).toEqual(['positionType KD-2205 error']);
    expect(of({ ...second, endDate: '2026-11-20' })).toEqual([]);
    expect(of({ ...second, endDate: TODAY })).toEqual(['positionType KD-2205 error']);
    expect(of({ ...second, positionType: '2', rate: 50 })).toEqual([]);
    expect(of({ ...second, positionType: '2', rate: 75 })).toEqual(['rate KD-2207 warning']);
    expect(of({ ...second, positionType: '4', rate: 75 })).toEqual([]);
  });

  it('follows another main post from the day after its end; rates count on the same day only', () => {
    const former: Employment = { ...employment, divisionId: ID, endDate: '2026-11-30', endReason: 'Перевод' };
    const next: Employment = { ...employment, id: OTHER, beginDate: '2026-12-01', contractDate: '2026-12-01' };
    const of = (one: Employment, other: Employment) =>
      found(checkEntity('employment', one, { ...context, employments: [one, other] }));
    expect([...of(former, next), ...of(next, former)]).toEqual([]);
    const sooner = { ...next, beginDate: '2026-11-30' };
    expect(of(sooner, former)).toEqual(['positionType KD-2205 error', 'rate KD-2207 warning']);
    const named = checkEntity('employment', sooner, {
      ...context,
      employments: [former, sooner],
      dictionary: () => ({ name: 'врач', group: false, closedOn: null }),
      division: () => ({ name: 'Отделение', openDate: null, liquidationDate: null }),
    });
    expect(named[0]?.params).toEqual({ name: 'Отделение, врач' });
  });

  it('is not the same work in the same place twice at the same time', () => {
    const twin: Employment = { ...employment, id: OTHER, positionType: '2', rate: 25 };
    const of = (one: Employment, other: Employment) =>
      found(checkEntity('employment', one, { ...context, employments: [one, other] }));
    expect(of({ ...twin, id: employment.id }, twin)).toEqual(['beginDate KD-2209 error']);
    expect(of(employment, twin)).toEqual([]);
    const before = { ...twin, id: employment.id, endDate: '2024-12-31', endReason: 'Истёк срок' };
    expect(of(before, { ...twin, beginDate: '2025-01-01' })).toEqual([]);
  });

  it('begins in a division that is open on that day', () => {
    const of = (openDate: string | null, liquidationDate: string | null) =>
      found(
        checkEntity('employment', employment, {
          ...context,
          division: () => ({ name: 'Отделение', openDate, liquidationDate }),
        }),
      );
    const begin = employment.beginDate ?? '';
    expect([...of(null, null), ...of(begin, begin)]).toEqual([]);
    expect(of('2027-01-01', null)).toEqual(['divisionId KD-2210 error']);
    expect(of(null, '2001-01-01')).toEqual(['divisionId KD-2210 error']);
  });

  it('keeps a post that was closed later', () => {
    expect(checkEntity('employment', { ...employment, postCode: '112' }, context)).toEqual([]);
    expect(
      found(checkEntity('employment', { ...employment, postCode: '112', beginDate: '2024-01-09' }, context)),
    ).toEqual(['postCode KD-2204 error']);
  });

  it('is flagged where the registry gave impossible values, and the registry may own a field', () => {
    expect(checkValue('organisation', 'oid', '1.2.643')).toEqual({ code: 'KD-2145', severity: 'warning' });
    expect(checkValue('organisation', 'oid', '1.2.643.5.1.13.13.12.2.77.7823')).toBeNull();
    expect(checkValue('division', 'oid', '1.2.643.5.1.13.13.12.2.77.7823')?.code).toBe('KD-2145');
    expect(checkValue('division', 'oid', '1.2.643.5.1.13.13.12.2.77.7823.0.1')).toBeNull();
    expect(found(checkEntity('person', { ...person, snils: '11223344596', lastName: 'Иванова 2' }, context))).toEqual([
      'lastName KD-2008 error',
      'snils KD-2104 error',
    ]);
    expect(found(checkEntity('person', { ...person, snils: '00100199800' }, context))).toEqual([
      'snils KD-2103 warning',
    ]);
  });
});
