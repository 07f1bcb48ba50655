import { describe, expect, it } from 'vitest';
import { type AttachmentKind, ORGANISATION_DOCUMENTS } from '../contract/attachments.ts';
import type { Building, Licence, Organisation, Service } from '../domain/entities.ts';
import type { FieldValue } from '../domain/values.ts';
import { isSameAddress } from './address-text.ts';
import { checkEntity } from './check-entity.ts';
import { checkField, type FieldContext } from './check-field.ts';
import { normalise } from './normalise.ts';
import { checkOrganisationFile, missingForActive, type OrganisationFile, statusOf } from './organisation-file.ts';

const today = '2026-11-21';
const context = { today };
const idOf = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`;

const organisation: Organisation = {
  id: idOf(1),
  oid: '1.2.643.5.1.13.13.12.2.98.1',
  nameFull: 'Учебная больница',
  nameShort: 'УБ',
  inn: '7707083893',
  kpp: '773601001',
  ogrn: '1027700132195',
  address: 'г. Учебный, ул. Главная, д. 1',
  factAddress: 'г. Учебный, ул. Главная, д. 1',
  phone: '+74957777777',
  email: 'mail@clinic.example',
  site: 'clinic.example',
  socialLinks: null,
  okved: '86.10',
  ogrnDate: '2002-08-01',
  headPersonId: idOf(2),
  liquidationDate: null,
  liquidationReason: null,
  okopf: '75203',
  agencyKind: null,
  agencyProfile: null,
  agencyLevel: null,
  regionCode: '77',
};
const licence: Licence = {
  id: idOf(4),
  organisationId: idOf(1),
  series: null,
  number: 'Л041-01137-77/00369858',
  status: 'действует',
  issuedOn: '2020-01-01',
  beginDate: '2020-01-01',
  endDate: null,
  activity: 'Медицинская деятельность',
  licenser: 'Учебный департамент',
  licenserInn: null,
  licenserOgrn: null,
  addressText: '101000, город Учебный, улица Главная, дом 1',
  services: 'терапия\nсестринское дело',
};
const building: Building = {
  id: idOf(3),
  organisationId: idOf(1),
  name: 'Главный корпус',
  addressText: 'г. Учебный, ул. Главная, д. 1',
  garGuid: null,
  postIndex: '101000',
  cadastralNumber: null,
  buildYear: 1985,
  floorCount: 5,
  hasTrouble: 'no',
  latitude: '55.75',
  longitude: '37.61',
  beginDate: '1986-01-01',
  liquidationDate: null,
  liquidationReason: null,
};
const service: Service = {
  id: idOf(5),
  organisationId: idOf(1),
  divisionId: null,
  name: 'Терапия',
  code: null,
  beginDate: '2020-01-01',
  endDate: null,
  comment: null,
};
const file: OrganisationFile = {
  organisation,
  licences: [licence],
  buildings: [building],
  services: [service],
  divisions: [{ name: 'Поликлиника', buildingId: idOf(3), openDate: '2000-01-01', liquidationDate: null }],
};
const said = (changed: Partial<OrganisationFile>) =>
  checkOrganisationFile({ ...file, ...changed }, context).map(({ kind, field, code, severity }) => [
    `${kind}.${field}`,
    code,
    severity,
  ]);

describe('a value', () => {
  it.each([
    ['organisation', 'okopf', '75203', null],
    ['organisation', 'okopf', '7520', 'KD-2007'],
    ['organisation', 'okopf', '7520З', 'KD-2007'],
    ['organisation', 'site', 'clinic.example', null],
    ['organisation', 'site', 'https://больница.рф/о-нас', null],
    ['organisation', 'site', 'clinic', 'KD-2141'],
    ['organisation', 'site', 'clinic .example', 'KD-2141'],
    ['organisation', 'site', 'javascript:alert(1)', 'KD-2141'],
    ['organisation', 'inn', '7707083894', 'KD-2111'],
    ['organisation', 'kpp', '773601О01', 'KD-2113'],
    ['organisation', 'ogrn', '1027700132194', 'KD-2112'],
    ['organisation', 'okved', '8.10', 'KD-2135'],
    ['organisation', 'phone', '916123456', 'KD-2121'],
    ['building', 'postIndex', '101000', null],
    ['building', 'postIndex', '10100', 'KD-2142'],
    ['building', 'postIndex', '001000', 'KD-2142'],
    ['building', 'garGuid', '0c5b2444-70a0-4932-980c-b4dc0d3f02b5', null],
    ['building', 'garGuid', '0c5b2444', 'KD-2143'],
    ['building', 'latitude', '90', null],
    ['building', 'latitude', '-90.5', 'KD-2144'],
    ['building', 'latitude', '55,75', 'KD-2144'],
    ['building', 'longitude', '180', null],
    ['building', 'longitude', '180.01', 'KD-2144'],
    ['building', 'cadastralNumber', '77:1:0001001:10', 'KD-2137'],
    ['building', 'floorCount', 201, 'KD-2208'],
    ['building', 'buildYear', 1599, 'KD-2208'],
    ['building', 'hasTrouble', 'perhaps', 'KD-2004'],
  ] as const)('of %s.%s: %s', (kind, field, value, code) => {
    expect(checkField(kind, field, value)?.code ?? null).toBe(code);
  });

  it.each<[string, Partial<Organisation>, [string, string][]]>([
    ['of a legal person', {}, []],
    ['of an entrepreneur', { inn: '500100732259', ogrn: '304500116000157', kpp: null }, []],
    ['of a legal person with ОГРНИП', { ogrn: '304500116000157' }, [['ogrn', 'KD-2146']]],
    [
      'of an entrepreneur with ОГРН and КПП',
      { inn: '500100732259' },
      [
        ['ogrn', 'KD-2146'],
        ['kpp', 'KD-2146'],
      ],
    ],
    ['of which ИНН is wrong', { inn: '1', ogrn: '304500116000157' }, [['inn', 'KD-2111']]],
  ])('of the requisites %s', (_what, change, expected) => {
    const found = checkEntity('organisation', { ...organisation, ...change }, context);
    expect(found.map(({ field, code }) => [field, code])).toEqual(expected);
  });

  it('of several lines keeps them, and only them', () => {
    const stored = normalise('organisation', 'socialLinks', ' vk.example/clinic \r\n\n  ok.example/clinic');
    expect(stored).toBe('vk.example/clinic\nok.example/clinic');
    expect(checkField('organisation', 'socialLinks', stored)).toBeNull();
    expect(checkField('organisation', 'socialLinks', 'a\u0007b')?.code).toBe('KD-2007');
    expect(normalise('organisation', 'address', 'а\nб')).toBe('а б');
  });
});

describe('facts that do not fit together', () => {
  const fields = (kind: 'organisation' | 'building', values: Readonly<Record<string, FieldValue>>) =>
    checkEntity(kind, { ...(kind === 'organisation' ? organisation : building), ...values } as never, context).map(
      ({ field, code }) => [field, code],
    );

  it.each([
    ['organisation', { ogrnDate: '2026-11-22' }, [['ogrnDate', 'KD-2206']]],
    ['organisation', { liquidationDate: '2001-01-01' }, [['liquidationDate', 'KD-2202']]],
    ['building', { liquidationDate: '1985-12-31' }, [['liquidationDate', 'KD-2202']]],
    ['building', { buildYear: 2027, beginDate: '2027-01-01' }, [['buildYear', 'KD-2206']]],
    ['building', { beginDate: '1984-12-31' }, [['beginDate', 'KD-2206']]],
    ['building', { latitude: null }, [['latitude', 'KD-2001']]],
    ['building', { longitude: null }, [['longitude', 'KD-2001']]],
    ['building', { latitude: null, longitude: null }, []],
  ] as const)('%s %j', (kind, values, found) => {
    expect(fields(kind, values)).toEqual(found);
  });
});

describe('an organisation with what belongs to it', () => {
  it('has nothing wrong when it has nothing wrong', () => {
    expect(said({})).toEqual([]);
  });

  it('warns of a building in use whose address no licence in force names', () => {
    const finding = [['building.addressText', 'KD-2241', 'warning']];
    const elsewhere = { ...licence, addressText: 'г. Учебный, ул. Главная, д. 2' };
    expect(said({ licences: [elsewhere] })).toEqual(finding);
    expect(said({ licences: [{ ...licence, beginDate: '2026-11-22' }] })).toContainEqual(finding[0]);
    expect(said({ licences: [elsewhere], divisions: [] })).toEqual([]);
    const closed = { name: 'Поликлиника', buildingId: idOf(3), openDate: null, liquidationDate: '2026-11-20' };
    expect(said({ licences: [elsewhere], divisions: [closed] })).toEqual([]);
  });

  it('does not let a building go in which divisions work', () => {
    const gone = { ...building, liquidationDate: '2026-11-20' };
    expect(said({ buildings: [gone] })).toEqual([['building.liquidationDate', 'KD-2248', 'error']]);
    expect(said({ buildings: [{ ...gone, liquidationDate: today }] })).toEqual([]);
    expect(said({ buildings: [gone], divisions: [] })).toEqual([]);
  });

  it('warns of a service that no licence in force names', () => {
    expect(said({ services: [{ ...service, name: 'Хирургия' }] })).toEqual([['service.name', 'KD-2242', 'warning']]);
    expect(said({ services: [{ ...service, name: 'Хирургия', endDate: '2026-11-20' }] })).toEqual([]);
    for (const name of ['СЕСТРИНСКОЕ ДЕЛО', 'Первичный приём врача-терапевта', 'по терапии']) {
      expect(said({ services: [{ ...service, name }] })).toEqual([]);
    }
    expect(said({ services: [{ ...service, name: 'Ведение дел' }] })).toHaveLength(1);
  });

  it('warns of a licence of an unknown shape, an expiring and an ended one', () => {
    expect(said({ licences: [{ ...licence, number: 'LO-77' }] })).toEqual([['licence.number', 'KD-2136', 'warning']]);
    const until = (endDate: string) => said({ licences: [{ ...licence, endDate }] });
    expect(until('2027-02-19')).toEqual([['licence.endDate', 'KD-2243', 'warning']]);
    expect(until('2027-02-20')).toEqual([]);
    expect(until('2026-11-21')).toEqual([['licence.endDate', 'KD-2243', 'warning']]);
    expect(until('2026-11-20')).toContainEqual(['licence.endDate', 'KD-2244', 'warning']);
  });
});

describe('addresses', () => {
  it.each([
    ['г. Учебный, ул. Главная, д. 1', '101000, город Учебный, улица Главная, дом 1', true],
    ['Учебный, Главная ул., 1', 'ул. Главная 1, г. Учебный', true],
    ['г. Учебный, ул. Главная, д. 1', 'г. Учебный, ул. Главная, д. 11', false],
    ['г. Учебный, ул. Главная, д. 1, корп. 2', 'г. Учебный, ул. Главная, д. 1', false],
  ])('%s · %s', (a, b, same) => {
    expect(isSameAddress(a, b)).toBe(same);
  });
});

describe('what is missing for an active organisation', () => {
  const missing = (
    changed: Partial<OrganisationFile>,
    attached: readonly AttachmentKind[] = ORGANISATION_DOCUMENTS,
  ) => {
    const whole = { ...file, ...changed };
    const found = missingForActive(whole, attached, context);
    return {
      status: statusOf(whole.organisation, found, today),
      fields: found.map(({ field, code }) => [field, code]),
    };
  };

  it('is nothing in a whole file', () => {
    expect(missing({})).toEqual({ status: 'active', fields: [] });
  });

  it.each(['oid', 'inn', 'kpp', 'ogrn', 'address', 'headPersonId'] as const)('needs %s', (field) => {
    const found = missing({ organisation: { ...organisation, [field]: null } });
    expect(found).toEqual({ status: 'incomplete', fields: [[field, 'KD-2001']] });
  });

  it('only misses a site, and does not ask an entrepreneur for a КПП', () => {
    expect(missing({ organisation: { ...organisation, site: null } })).toEqual({
      status: 'active',
      fields: [['site', 'KD-2001']],
    });
    const entrepreneur = { ...organisation, inn: '500100732259', ogrn: '304500116000157', kpp: null };
    expect(missing({ organisation: entrepreneur }).status).toBe('active');
  });

  it.each(ORGANISATION_DOCUMENTS)('needs its %s attached', (document) => {
    const others = ORGANISATION_DOCUMENTS.filter((other) => other !== document);
    expect(missing({}, [...others, 'other'])).toEqual({ status: 'incomplete', fields: [[document, 'KD-2249']] });
  });

  it('needs a licence in force, a building and an open division', () => {
    expect(missing({ licences: [{ ...licence, endDate: '2026-11-20' }] }).fields).toEqual([['licences', 'KD-2245']]);
    const gone = { ...building, liquidationDate: '2026-11-20' };
    expect(missing({ buildings: [gone] }).fields).toEqual([['buildings', 'KD-2246']]);
    expect(missing({ divisions: [] })).toEqual({ status: 'incomplete', fields: [['divisions', 'KD-2247']] });
  });

  it('is not whole with a wrong number, and closed after its last day', () => {
    const wrong = { ...organisation, inn: '7707083894' };
    expect(missing({ organisation: wrong })).toEqual({ status: 'incomplete', fields: [['inn', 'KD-2111']] });
    expect(missing({ organisation: { ...organisation, liquidationDate: '2026-11-20' } }).status).toBe('closed');
    expect(missing({ organisation: { ...organisation, liquidationDate: today } }).status).toBe('active');
  });
});

it('an activity is typed in its shape, and chosen where ОКВЭД is loaded', () => {
  const check = (value: string, dictionary?: FieldContext['dictionary']) =>
    checkField('organisation', 'okved', value, dictionary === undefined ? {} : { dictionary })?.code ?? null;
  const loaded = (_oid: string, code: string) => (code === '86.10' ? { group: false, closedOn: null } : null);
  expect([check('86.10'), check('86.21'), check('8.10')]).toEqual([null, null, 'KD-2135']);
  expect([check('86.10', loaded), check('86.21', loaded), check('8.10', loaded)]).toEqual([null, 'KD-2004', 'KD-2135']);
});
