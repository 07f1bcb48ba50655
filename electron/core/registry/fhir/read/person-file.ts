import { CREDENTIAL_KINDS, type DOCUMENT_STANDINGS, EDUCATION_KINDS } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { RemoteChild } from '../../port.ts';
import {
  childRemoteId,
  documentKeys,
  findCoding,
  findExtension,
  findNumber,
  ownId,
  periodKeys,
  qualificationKeys,
} from '../elements.ts';
import { CODES, EXTENSION } from '../profile.ts';
import type { Practitioner, PractitionerRole } from '../schema.ts';
import { dayOf, integerOf, textOf, yearOf, yesNoOf } from './values.ts';

type Qualification = NonNullable<Practitioner['qualification']>[number];
type Fields = Readonly<Record<string, FieldValue>>;

/** Certificates, accreditations, education, categories and awards; qualifications of other kinds stay as they are. */
export function readQualifications({ id, qualification = [] }: Practitioner): RemoteChild[] {
  const keys = qualificationKeys(qualification);
  return qualification.flatMap((element, index) => {
    const read = readQualification(element);
    return read === null ? [] : [childOf(read.kind, id, keys[index] ?? String(index), element.id, read.fields)];
  });
}

function readQualification(element: Qualification): { kind: RemoteChild['kind']; fields: Fields } | null {
  const { identifier, code, period, issuer, extension } = element;
  const concepts = code === undefined ? [] : [code];
  const codeIn = (aliases: readonly string[]): string | null => textOf(findCoding(concepts, aliases)?.coding.code);
  const number = textOf(findNumber(identifier)?.value);
  const credentialKind = CREDENTIAL_KINDS.find((known) => known === codeIn(CODES.credentialKind));
  if (credentialKind !== undefined) {
    const parts = findExtension(extension, EXTENSION.credential)?.extension;
    const part = (name: string): string | null => textOf(findExtension(parts, name)?.valueString);
    return {
      kind: 'credential',
      fields: {
        credentialKind,
        specialtyCode: codeIn(CODES.specialty),
        number,
        issuer: textOf(issuer?.display),
        issuedOn: dayOf(period?.start),
        expiresOn: dayOf(period?.end),
        accreditationKind: part('kind'),
        series: part('series'),
        registrationNumber: part('registration'),
        protocolNumber: part('protocol'),
        protocolDate: dayOf(findExtension(parts, 'protocolDate')?.valueDate),
        extended: yesNoOf(findExtension(parts, 'extended')?.valueBoolean),
      },
    };
  }
  const educationKind = EDUCATION_KINDS.find((known) => known === codeIn(CODES.educationKind));
  if (educationKind !== undefined) {
    const parts = findExtension(extension, EXTENSION.education)?.extension;
    const part = (name: string): string | null => textOf(findExtension(parts, name)?.valueString);
    return {
      kind: 'education',
      fields: {
        educationKind,
        level: part('level'),
        institution: textOf(issuer?.display),
        documentSeries: part('series'),
        documentNumber: number,
        documentDate: dayOf(findExtension(parts, 'date')?.valueDate),
        beginYear: yearOf(period?.start),
        endYear: yearOf(period?.end),
        specialty: part('specialty'),
        qualification: part('qualification'),
        theme: part('theme'),
        hours: integerOf(findExtension(parts, 'hours')?.valueInteger),
        degree: part('degree'),
        scienceBranch: part('branch'),
        country: part('country'),
        recognitionNumber: part('recognition'),
        recognitionDate: dayOf(findExtension(parts, 'recognitionDate')?.valueDate),
        targeted: yesNoOf(findExtension(parts, 'targeted')?.valueBoolean),
        customerInn: part('customerInn'),
        customerOgrn: part('customerOgrn'),
        dutyMonths: integerOf(findExtension(parts, 'duty')?.valueInteger),
      },
    };
  }
  const categoryCode = codeIn(CODES.category);
  if (categoryCode !== null) {
    const order = findExtension(extension, EXTENSION.order)?.extension;
    return {
      kind: 'category',
      fields: {
        categoryCode,
        specialtyCode: codeIn(CODES.specialty),
        beginDate: dayOf(period?.start),
        endDate: dayOf(period?.end),
        orderNumber: textOf(findExtension(order, 'number')?.valueString),
        orderDate: dayOf(findExtension(order, 'date')?.valueDate),
        extended: yesNoOf(findExtension(order, 'extended')?.valueBoolean),
      },
    };
  }
  if (codeIn(CODES.award) === null) return null;
  return { kind: 'award', fields: { name: textOf(code?.text), number, awardDate: dayOf(period?.start) } };
}

/** Identifiers whose type is a document of НСИ 99.2.48. */
export function readDocuments({ id, identifier = [] }: Practitioner): RemoteChild[] {
  const keys = documentKeys(identifier);
  return identifier.flatMap((element, index) => {
    const { type, value, period, assigner, use, extension } = element;
    const typeCode = textOf(findCoding(type === undefined ? [] : [type], CODES.identityDocument)?.coding.code);
    if (typeCode === null) return [];
    const parts = findExtension(extension, EXTENSION.document)?.extension;
    const fields: Fields = {
      typeCode,
      series: textOf(findExtension(parts, 'series')?.valueString),
      number: textOf(value),
      issuedOn: dayOf(period?.start),
      issuedBy: textOf(assigner?.display),
      departmentCode: textOf(findExtension(parts, 'department')?.valueString),
      standing: standingOf(use),
    };
    return [childOf('document', id, keys[index] ?? String(index), element.id, fields)];
  });
}

function standingOf(use: string | undefined): (typeof DOCUMENT_STANDINGS)[number] {
  if (use === 'official') return 'main';
  return use === 'old' ? 'former' : 'other';
}

/** Addresses that say which kind of НСИ 11.1504 they are. */
export function readAddresses({ id, address = [] }: Practitioner): RemoteChild[] {
  const keys = periodKeys(address);
  return address.flatMap((element, index) => {
    const { text, period, extension } = element;
    const typeCode = textOf(findExtension(extension, EXTENSION.addressType)?.valueCoding?.code);
    if (typeCode === null) return [];
    const fields: Fields = {
      typeCode,
      addressText: textOf(text),
      regionCode: textOf(findExtension(extension, EXTENSION.region)?.valueCoding?.code),
      garGuid: textOf(findExtension(extension, EXTENSION.garGuid)?.valueString),
      beginDate: dayOf(period?.start),
      endDate: dayOf(period?.end),
    };
    return [childOf('address', id, keys[index] ?? String(index), element.id, fields)];
  });
}

/** Absences that say our reason. */
export function readLeaves({ id, notAvailable = [] }: PractitionerRole): RemoteChild[] {
  const keys = periodKeys(notAvailable);
  return notAvailable.flatMap((element, index) => {
    const leaveReason = textOf(findExtension(element.extension, EXTENSION.leaveReason)?.valueCode);
    if (leaveReason === null) return [];
    const { during } = element;
    const fields: Fields = { leaveReason, beginDate: dayOf(during?.start), endDate: dayOf(during?.end) };
    return [childOf('leave', id, keys[index] ?? String(index), element.id, fields)];
  });
}

function childOf(
  kind: RemoteChild['kind'],
  ownerId: string,
  key: string,
  elementId: string | undefined,
  fields: Fields,
): RemoteChild {
  return { kind, remoteId: childRemoteId(ownerId, key), localId: ownId(elementId), fields };
}
