import type { ChildKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { GeneratedFile, GeneratedLicence } from './types.ts';

/** A generated record of any kind, with the remote id of whose it is. */
export interface GeneratedChild {
  readonly kind: ChildKind;
  readonly remoteId: string;
  readonly ownerRemoteId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Every record of a person's file as one list: those of the person first, then the absences of employments. */
export function childrenOf({ person, credentials, records, leaves }: GeneratedFile): GeneratedChild[] {
  const ownerRemoteId = person.remoteId;
  const own = (kind: ChildKind, list: readonly { readonly remoteId: string }[]): GeneratedChild[] =>
    list.map(({ remoteId, ...fields }) => ({ kind, remoteId, ownerRemoteId, fields }));
  return [
    ...own('credential', credentials),
    ...own('education', records.educations),
    ...own('category', records.categories),
    ...own('award', records.awards),
    ...own('document', records.documents),
    ...own('address', records.addresses),
    ...own('military', records.military),
    ...own('society', records.societies),
    ...leaves.map(({ remoteId, employmentRemoteId, ...fields }) => ({
      kind: 'leave' as const,
      remoteId,
      ownerRemoteId: employmentRemoteId,
      fields,
    })),
  ];
}

/** The licences of an organisation as records of its own. */
export function licencesOf(licences: readonly GeneratedLicence[], ownerRemoteId: string): GeneratedChild[] {
  return licences.map(({ remoteId, ...fields }) => ({ kind: 'licence', remoteId, ownerRemoteId, fields }));
}
