import type { Snapshot } from '../../port.ts';
import { findContact, findExtension, findName, GENDER } from '../elements.ts';
import { EXTENSION, SYSTEM } from '../profile.ts';
import type { Practitioner } from '../schema.ts';
import { readMilitary, readSocieties } from './extension-records.ts';
import { readAddresses, readDocuments, readQualifications } from './person-file.ts';
import { dayOf, identifierOf, localIdOf, snilsOf, textOf, yesNoOf } from './values.ts';

export function readPerson(resource: Practitioner): Snapshot {
  const { telecom, extension, gender } = resource;
  const name = findName(resource.name);
  const [first, ...others] = name?.given ?? [];
  const worker = findExtension(extension, EXTENSION.worker)?.extension;
  const snils = identifierOf(resource, SYSTEM.snils);
  return {
    localId: localIdOf(resource),
    fields: {
      lastName: name?.family ?? '',
      firstName: first ?? '',
      patronymic: textOf(others.filter((part) => part !== null).join(' ')),
      sex: gender === undefined ? null : (GENDER.find(([, code]) => code === gender)?.[0] ?? gender),
      birthDate: dayOf(resource.birthDate),
      snils: snilsOf(snils ?? undefined),
      inn: identifierOf(resource, SYSTEM.inn),
      citizenshipCode: textOf(findExtension(extension, EXTENSION.citizenship)?.valueCoding?.code),
      countryCode: textOf(findExtension(extension, EXTENSION.country)?.valueCoding?.code),
      militaryRelationCode: textOf(findExtension(extension, EXTENSION.militaryRelation)?.valueCoding?.code),
      isMedical: yesNoOf(findExtension(worker, 'medical')?.valueBoolean),
      isPharmaceutical: yesNoOf(findExtension(worker, 'pharmaceutical')?.valueBoolean),
      isStudent: yesNoOf(findExtension(worker, 'student')?.valueBoolean),
      deathDate: dayOf(findExtension(worker, 'died')?.valueDate),
      phone: textOf(findContact(telecom, 'phone')?.value),
      email: textOf(findContact(telecom, 'email')?.value),
    },
    children: [
      ...readQualifications(resource),
      ...readDocuments(resource),
      ...readAddresses(resource),
      ...readMilitary(resource),
      ...readSocieties(resource),
    ],
  };
}
