import type fc from 'fast-check';
import type { RemoteKind } from '../../port.ts';
import type { Json } from '../json.ts';
import { practitioner, role } from './arbitrary-staff.ts';
import { building, division, organisation, service, staffingDocument, staffingPosition } from './arbitrary-units.ts';

/** A resource of every kind. */
export const RESOURCES: Readonly<Record<RemoteKind, fc.Arbitrary<Json>>> = {
  organisation,
  building,
  service,
  staffingDocument,
  staffingPosition,
  division,
  person: practitioner,
  employment: role,
};
