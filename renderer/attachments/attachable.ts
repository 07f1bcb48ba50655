import { type AttachmentKind, ORGANISATION_DOCUMENTS } from '#shared/contract/attachments.ts';
import type { EntityKind } from '#shared/domain/entities.ts';

/** Records that may have files: a service has its licence, a staffing post its table. */
export type AttachableKind = Exclude<EntityKind, 'service' | 'staffingPosition'>;

/** Files that a record may have, the usual one first. */
export const ATTACHABLE: Readonly<Record<AttachableKind, readonly AttachmentKind[]>> = {
  organisation: [...ORGANISATION_DOCUMENTS, 'order', 'other'],
  licence: ['licence', 'other'],
  building: ['other', 'order'],
  division: ['order', 'other'],
  staffingDocument: ['order', 'other'],
  person: ['application', 'identity', 'contract', 'order', 'diploma', 'certificate', 'other'],
  employment: ['contract', 'order', 'application', 'other'],
  leave: ['order', 'application', 'other'],
  credential: ['certificate', 'other'],
  education: ['diploma', 'other'],
  nmo: ['diploma', 'certificate', 'other'],
  category: ['order', 'certificate', 'other'],
  award: ['order', 'other'],
  society: ['certificate', 'other'],
  document: ['identity', 'other'],
  policy: ['identity', 'other'],
  address: ['identity', 'other'],
  military: ['identity', 'other'],
};
