import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Building,
  Credential,
  Division,
  Employment,
  ENTITIES,
  Licence,
  Organisation,
  OWNER_OF,
  Person,
  Service,
  StaffingDocument,
  StaffingPosition,
} from '#shared/domain/entities.ts';
import { checkEntity } from '#shared/rules/check-entity.ts';
import { childrenOf, licencesOf } from './children.ts';
import { addYears, dayNumber, dayText } from './days.ts';
import { ADMINISTRATION } from './departments.ts';
import { clinicSource, generateClinic, TRAINING_ORGANISATION, TRAINING_TODAY } from './generate.ts';
import { feminine, latin, patronymicsOf } from './names.ts';
import { POSTS, postOf, SPECIALTIES } from './nsi.ts';
import { ogrnOf, organisationInnOf, personInnOf, snilsControl, snilsOf } from './numbers.ts';

const ID = '0198f000-0000-7000-8000-000000000000';
/** Local ids in the place of remote ones. */
const REFERENCES = {
  id: ID,
  organisationId: ID,
  personId: ID,
  divisionId: ID,
  buildingId: ID,
  headPersonId: ID,
} as const;
const clinic = generateClinic({ people: 2000 });

describe('the generated clinic', () => {
  test('is the same for the same options and another for another seed', () => {
    const options = { people: 60, seed: 7, today: '2026-03-01' };
    expect(generateClinic(options)).toEqual(generateClinic(options));
    expect(generateClinic({ ...options, seed: 8 }).people[5]).not.toEqual(generateClinic(options).people[5]);
  });

  test('makes each person alone and in any order', () => {
    const source = clinicSource({ people: 2000 });
    for (const index of [1999, 0, 1000]) expect(source.personAt(index)).toEqual(clinic.people[index]);
    expect(() => source.personAt(2000)).toThrow(RangeError);
  });

  test.each([
    [40, 12],
    [2000, 60],
    [50_000, 300],
  ])('of %i people has %i divisions', (people, divisions) => {
    expect(clinicSource({ people }).divisions).toHaveLength(divisions);
  });

  test('has the shapes of the domain', () => {
    const uuid = { ...REFERENCES, parentId: ID };
    Organisation.parse({ ...clinic.organisation, ...uuid });
    for (const division of clinic.divisions) Division.parse({ ...division, ...uuid });
    for (const { person, employments, credentials } of clinic.people) {
      Person.parse({ ...person, ...uuid });
      for (const employment of employments) Employment.parse({ ...employment, ...uuid });
      for (const credential of credentials) Credential.parse({ ...credential, ...uuid });
    }
  });

  test('breaks none of the rules that a clerk meets', () => {
    const uuid = { ...REFERENCES, parentId: null };
    const today = TRAINING_TODAY;
    const found = [
      ...checkEntity('organisation', { ...clinic.organisation, ...uuid }, { today }),
      ...clinic.divisions.flatMap((division) => checkEntity('division', { ...division, ...uuid }, { today })),
      ...clinic.people.flatMap((file) => {
        const { person, employments, credentials } = file;
        const jobs = employments.map((one) => ({ ...one, ...uuid, id: one.remoteId }));
        return [
          ...checkEntity('person', { ...person, ...uuid }, { today }),
          ...jobs.flatMap((job) => checkEntity('employment', job, { today, employments: jobs })),
          ...credentials.flatMap((one) => checkEntity('credential', { ...one, ...uuid }, { today })),
          ...childrenOf(file).flatMap(({ kind, remoteId, ownerRemoteId, fields }) => {
            const around = { today, person: { ...person, ...uuid }, employments: jobs };
            const owner = { [OWNER_OF[kind].field]: kind === 'leave' ? ownerRemoteId : ID };
            const record = ENTITIES[kind].parse({
              ...fields,
              ...owner,
              id: ID,
              ...(kind === 'leave' && { employmentId: ID }),
            });
            const found = checkEntity(kind, { ...record, ...owner }, around);
            return found
              .filter(({ code }) => !(kind === 'leave' && code === 'KD-2007'))
              .map((one) => ({ ...one, remoteId }));
          }),
        ];
      }),
    ];
    expect(found).toEqual([]);
  });

  test('has premises, services and a staffing table that break no rule and refer to what is there', () => {
    const today = TRAINING_TODAY;
    const uuid = { id: ID, organisationId: ID, divisionId: ID, documentId: ID };
    const { buildings, services, staffing, licences, organisation } = clinic;
    const found = [
      ...buildings.flatMap((one) => checkEntity('building', Building.parse({ ...one, ...uuid }), { today })),
      ...services.flatMap((one) => checkEntity('service', Service.parse({ ...one, ...uuid }), { today })),
      ...staffing.documents.flatMap((one) =>
        checkEntity('staffingDocument', StaffingDocument.parse({ ...one, ...uuid }), { today }),
      ),
      ...staffing.positions.flatMap((one) =>
        checkEntity('staffingPosition', StaffingPosition.parse({ ...one, ...uuid }), { today }),
      ),
      ...licencesOf(licences, organisation.remoteId).flatMap(({ fields }) =>
        checkEntity('licence', Licence.parse({ ...fields, ...uuid }), { today }),
      ),
    ];
    expect(found).toEqual([]);
    const divisions = new Set(clinic.divisions.map(({ remoteId }) => remoteId));
    const people = new Set(clinic.people.map(({ person }) => person.remoteId));
    const premises = new Set(buildings.map(({ remoteId }) => remoteId));
    for (const { divisionId } of services) expect(divisionId === null || divisions.has(divisionId)).toBe(true);
    for (const { divisionId } of staffing.positions) expect(divisions.has(divisionId ?? '')).toBe(true);
    for (const { buildingId, headPersonId } of clinic.divisions) {
      expect(premises.has(buildingId ?? '')).toBe(true);
      expect(headPersonId === null || people.has(headPersonId)).toBe(true);
    }
    expect(people.has(organisation.headPersonId ?? '')).toBe(true);
    expect(clinic.divisions.filter(({ headPersonId }) => headPersonId !== null).length).toBeGreaterThan(30);
  });

  test('has a staffing table that people fit in, with vacancies and one post too full', () => {
    const taken = new Map<string, number>();
    for (const { divisionRemoteId, postCode, rate, endDate } of clinic.people.flatMap((file) => file.employments)) {
      const key = `${divisionRemoteId} ${postCode}`;
      if (endDate === null) taken.set(key, (taken.get(key) ?? 0) + (rate ?? 0));
    }
    const [former, current] = clinic.staffing.documents;
    expect([former?.staffingStatus, current?.staffingStatus]).toEqual(['archive', 'active']);
    const inForce = clinic.staffing.positions.filter(({ documentId }) => documentId === current?.remoteId);
    const free = inForce.map(
      ({ divisionId, postCode, rate }) => (rate ?? 0) - (taken.get(`${divisionId} ${postCode}`) ?? 0),
    );
    expect(new Set(inForce.map(({ divisionId, postCode }) => `${divisionId} ${postCode}`))).toEqual(
      new Set(taken.keys()),
    );
    expect(free.filter((one) => one < 0)).toHaveLength(1);
    const vacant = free.filter((one) => one > 0).length;
    expect(vacant).toBeGreaterThan(free.length / 10);
    expect(vacant).toBeLessThan(free.length / 4);
  });

  test('has about 1.3 employments and 3 credentials a person', () => {
    const mean = (count: (file: (typeof clinic.people)[number]) => number): number =>
      clinic.people.reduce((sum, file) => sum + count(file), 0) / clinic.people.length;
    expect(mean((file) => file.employments.length)).toBeCloseTo(1.3, 0);
    expect(mean((file) => file.credentials.length)).toBeCloseTo(3, 0);
  });

  test('gives every record its own id and every person an own СНИЛС', () => {
    const ids = clinic.people.flatMap((file) => [
      file.person.remoteId,
      ...file.employments.map((one) => one.remoteId),
      ...file.credentials.map((one) => one.remoteId),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(clinic.people.map(({ person }) => person.snils)).size).toBe(2000);
    expect(new Set(clinic.divisions.map((division) => division.oid)).size).toBe(60);
  });

  test('keeps a sensible tree', () => {
    const known = new Map(clinic.divisions.map((division) => [division.remoteId, division]));
    for (const division of clinic.divisions) {
      const parent = division.parentRemoteId === null ? undefined : known.get(division.parentRemoteId);
      expect(division.parentRemoteId === null || parent !== undefined).toBe(true);
      if (division.level !== 'division') expect(division.oid?.startsWith(`${parent?.oid}.`)).toBe(true);
      expect(division.oid).toMatch(/^1\.2\.643\.5\.1\.13\.13\.12\.2\.98\.999001\.0\.\d{6}(\.\d{6})?$/);
      expect(division.name).toMatch(/^[А-ЯЁ][А-Яа-яЁё0-9 ,.«»№-]*$/);
      expect(division.typeCode === null).toBe(division.name === ADMINISTRATION.name);
    }
    expect(clinic.divisions.filter((division) => division.liquidationDate !== null)).toHaveLength(2);
  });

  test('keeps employments inside the life of person and division', () => {
    const divisions = new Map(clinic.divisions.map((division) => [division.remoteId, division]));
    let dismissed = 0;
    let internal = 0;
    for (const { person, employments } of clinic.people) {
      const open = employments.filter((one) => one.endDate === null);
      expect(open.filter((one) => one.positionType === '1').length).toBeLessThanOrEqual(1);
      if (open.length === 0) dismissed++;
      for (const one of employments) {
        const division = divisions.get(one.divisionRemoteId);
        if (one.positionType === '2') internal++;
        expect((one.beginDate ?? '') >= (division?.openDate ?? '')).toBe(true);
        expect((one.endDate ?? one.beginDate ?? '') >= (one.beginDate ?? '')).toBe(true);
        expect((one.endDate ?? '') <= (division?.liquidationDate ?? TRAINING_TODAY)).toBe(true);
        expect(one.endDate !== null || division?.liquidationDate === null).toBe(true);
        expect((one.beginDate ?? '') > dayText(addYears(dayNumber(person.birthDate ?? ''), 18))).toBe(true);
        expect(one.endDate === null).toBe(one.endReason === null && one.endOrder === null && one.endOrderDate === null);
      }
    }
    expect(dismissed).toBeGreaterThan(40);
    expect(internal).toBeGreaterThan(200);
  });

  test('has documents that are over, that end soon and that last', () => {
    const last = clinic.people.flatMap(({ credentials }) => credentials.at(-1)?.expiresOn ?? []);
    const until = (days: number): string => dayText(dayNumber(TRAINING_TODAY) + days);
    expect(last.filter((day) => day < TRAINING_TODAY).length).toBeGreaterThan(20);
    expect(last.filter((day) => day >= TRAINING_TODAY && day <= until(30)).length).toBeGreaterThan(10);
    expect(last.filter((day) => day > until(90)).length).toBeGreaterThan(1000);
    for (const { credentials } of clinic.people) {
      for (const { credentialKind, issuedOn, expiresOn } of credentials) {
        expect((issuedOn ?? '') < (expiresOn ?? '')).toBe(true);
        expect((issuedOn ?? '') <= TRAINING_TODAY).toBe(true);
        expect(credentialKind).toBe((issuedOn ?? '') <= '2020-12-31' ? 'certificate' : 'accreditation');
      }
    }
  });

  test('agrees names with sex', () => {
    for (const { person } of clinic.people) {
      if (person.patronymic !== null) expect(/(?:на)$/.test(person.patronymic)).toBe(person.sex === '2');
      expect(person.email ?? 'a@clinic.example').toMatch(/^[a-z]+(\.\d+)?@clinic\.example$/);
    }
  });
});

describe('words', () => {
  test.each([
    ['Василий', 'Васильевич', 'Васильевна'],
    ['Дмитрий', 'Дмитриевич', 'Дмитриевна'],
    ['Юрий', 'Юрьевич', 'Юрьевна'],
    ['Алексей', 'Алексеевич', 'Алексеевна'],
    ['Игорь', 'Игоревич', 'Игоревна'],
    ['Илья', 'Ильич', 'Ильинична'],
    ['Пётр', 'Петрович', 'Петровна'],
    ['Артём', 'Артёмович', 'Артёмовна'],
  ])('patronymics of %s', (father, male, female) => {
    expect(patronymicsOf(father)).toEqual([male, female]);
  });

  test.each([
    ['Аксёнов', 'Аксёнова'],
    ['Ильин', 'Ильина'],
    ['Никольский', 'Никольская'],
    ['Бондаренко', 'Бондаренко'],
    ['Долгих', 'Долгих'],
  ])('%s becomes %s', (male, female) => {
    expect(feminine(male)).toBe(female);
  });

  test('Latin letters', () => {
    expect(latin('Щукин-Журавлёв')).toBe('shchukin-zhuravlev');
  });
});

describe('numbers', () => {
  const inn = (digits: string, weights: readonly number[]): string =>
    String((weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11) % 10);

  test('check digits of the published examples', () => {
    for (const valid of ['11223344595', '12345678964', '10020030030', '07712345660', '08765430200', '08765430300']) {
      expect(snilsControl(valid)).toBe(valid.slice(9));
    }
  });

  test('are valid and of nobody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_000_000 }), (index) => {
        const snils = snilsOf(index);
        expect(snils).toMatch(/^9\d{10}$/);
        expect(snilsControl(snils)).toBe(snils.slice(9));
        const person = personInnOf(index);
        expect(person).toMatch(/^98\d{10}$/);
        expect(person[10]).toBe(inn(person, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]));
        expect(person[11]).toBe(inn(person, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]));
      }),
    );
    expect(organisationInnOf(1001)[9]).toBe(inn(organisationInnOf(1001), [2, 4, 10, 3, 5, 9, 4, 6, 8]));
    expect((Number(ogrnOf(2002, 5).slice(0, 12)) % 11) % 10).toBe(Number(ogrnOf(2002, 5).slice(12)));
    expect(TRAINING_ORGANISATION.ogrn).toHaveLength(13);
  });
});

describe('the training dictionary', () => {
  const folder = fileURLToPath(new URL('../../../../shared/nsi/', import.meta.url));
  const rows = (name: string): string[][] =>
    readFileSync(folder + name, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'));

  test('knows the specialty of every post', () => {
    for (const post of POSTS) {
      if (post.specialty !== undefined && post.specialty !== 'profile')
        expect(SPECIALTIES[post.specialty]).toBeDefined();
    }
    expect(() => postOf('0')).toThrow(RangeError);
  });

  // The excerpts of the state dictionaries lie beside the repository and are not part of it.
  test.skipIf(!existsSync(folder))('holds open, selectable rows of НСИ under their own names', () => {
    const posts = new Map(rows('positions_1002.tsv').map(([code, , name]) => [code, name]));
    const closed = new Set(rows('positions_1002_closed.tsv').map(([code]) => code));
    const groups = new Set(rows('position_groups_1002.tsv').map(([code]) => code));
    for (const post of POSTS) {
      expect(posts.get(post.code)).toBe(post.name);
      expect(closed.has(post.code) || groups.has(post.code)).toBe(false);
    }
    const specialties = new Map(
      rows('specialties_1066.tsv').map(([code, parent, name, actual]) => [code, { parent, name, actual }]),
    );
    for (const [code, name] of Object.entries(SPECIALTIES)) {
      expect(specialties.get(code)).toMatchObject({ name, actual: '1' });
      expect(specialties.get(code)?.parent).not.toBe('');
    }
  });
});
