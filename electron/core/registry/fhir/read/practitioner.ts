import { CREDENTIAL_KINDS } from '#shared/domain/entities.ts';
import type { RemoteChild, Snapshot } from '../../port.ts';
import {
  childRemoteId,
  findCoding,
  findContact,
  findExtension,
  findName,
  findNumber,
  GENDER,
  ownId,
  qualificationKeys,
} from '../elements.ts';
import { CODES, EXTENSION, SYSTEM } from '../profile.ts';
import type { Practitioner } from '../schema.ts';
import { dayOf, identifierOf, localIdOf, snilsOf, textOf } from './values.ts';

export function readPerson(resource: Practitioner): Snapshot {
  const { telecom, extension, gender } = resource;
  const name = findName(resource.name);
  const [first, ...others] = name?.given ?? [];
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
      phone: textOf(findContact(telecom, 'phone')?.value),
      email: textOf(findContact(telecom, 'email')?.value),
    },
    children: readCredentials(resource),
  };
}

/** Certificates and accreditations; education, categories and awards are kept in the resource and not read yet. */
function readCredentials({ id, qualification }: Practitioner): RemoteChild[] {
  if (qualification === undefined) return [];
  const keys = qualificationKeys(qualification);
  const children: RemoteChild[] = [];
  for (const [index, { id: elementId, identifier, code, period, issuer }] of qualification.entries()) {
    const concepts = code === undefined ? [] : [code];
    const kind = findCoding(concepts, CODES.credentialKind)?.coding.code;
    const credentialKind = CREDENTIAL_KINDS.find((known) => known === kind);
    if (credentialKind === undefined) continue;
    children.push({
      kind: 'credential',
      remoteId: childRemoteId(id, keys[index] ?? String(index)),
      localId: ownId(elementId),
      fields: {
        credentialKind,
        specialtyCode: textOf(findCoding(concepts, CODES.specialty)?.coding.code),
        number: textOf(findNumber(identifier)?.value),
        issuer: textOf(issuer?.display),
        issuedOn: dayOf(period?.start),
        expiresOn: dayOf(period?.end),
      },
    });
  }
  return children;
}
