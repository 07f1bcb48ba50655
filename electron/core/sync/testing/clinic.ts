import type { FieldValue } from '#shared/domain/values.ts';
import type { RemoteChild } from '../../registry/port.ts';
import { snilsOf } from '../../training/numbers.ts';
import type { FakeRegistry } from './fake-registry.ts';

/** One hospital with two divisions and a few people, each with an employment and an accreditation. */
export function fillRegistry(registry: FakeRegistry, people: number): void {
  registry.put('organisation', 'org', { ...EMPTY.organisation, nameFull: 'Учебная больница', inn: '7707083893' });
  registry.put('division', 'd1', { ...EMPTY.division, parentId: 'org', name: 'Терапия', openDate: '2001-01-01' });
  registry.put('division', 'd2', { ...EMPTY.division, parentId: 'd1', level: 'section', name: 'Палаты' });
  for (let i = 0; i < people; i++) registry.put('person', `p${i}`, personFields(i), [credential(i)]);
  for (let i = 0; i < people; i++) registry.put('employment', `e${i}`, employmentFields(i));
}

export function personFields(i: number): Record<string, FieldValue> {
  return {
    ...EMPTY.person,
    lastName: `Учебнов${'а'.repeat(i % 2)}`,
    firstName: 'Иван',
    patronymic: 'Петрович',
    sex: '1',
    birthDate: '1980-02-29',
    snils: snilsOf(i),
    phone: `+7907${String(1_000_000 + i)}`,
  };
}

export function employmentFields(i: number): Record<string, FieldValue> {
  return {
    ...EMPTY.employment,
    personId: `p${i}`,
    divisionId: 'd1',
    postCode: '71',
    positionType: '1',
    rate: 100,
    personnelNumber: String(i),
    contractNumber: `${i}/20`,
    contractDate: '2020-01-09',
    beginDate: '2020-01-10',
  };
}

export function credential(i: number, fields: Record<string, FieldValue> = {}): RemoteChild {
  return {
    kind: 'credential',
    remoteId: `p${i}/c1`,
    localId: null,
    fields: {
      credentialKind: 'certificate',
      specialtyCode: '27',
      number: `98 ${i}`,
      issuer: 'Учебный центр',
      issuedOn: '2024-01-01',
      expiresOn: '2029-01-01',
      ...fields,
    },
  };
}

const EMPTY = {
  organisation: { oid: null, nameShort: null, kpp: null, ogrn: null, address: null, phone: null, email: null },
  division: { level: 'division', oid: null, typeCode: null, openDate: null, liquidationDate: null },
  person: { patronymic: null, inn: null, citizenshipCode: null, phone: null, email: null },
  employment: { endDate: null, endReason: null, endOrder: null, endOrderDate: null },
} as const satisfies Record<string, Record<string, FieldValue>>;
