import { z } from 'zod';
import {
  Award,
  Category,
  Credential,
  Education,
  Employment,
  IdentityDocument,
  InsurancePolicy,
  Leave,
  Military,
  NmoRecord,
  Person,
  PersonAddress,
  Society,
} from './people.ts';
import { Building, Division, Licence, Organisation, Service, StaffingDocument, StaffingPosition } from './units.ts';

export * from './people.ts';
export * from './units.ts';

/**
 * The entities of the desk. Values that came from a registry are kept as they are even where a rule calls them
 * impossible, so the schemas describe shapes (string, day, integer) and the rules live in `shared/rules`.
 */
export const ENTITIES = {
  organisation: Organisation,
  licence: Licence,
  building: Building,
  division: Division,
  service: Service,
  staffingDocument: StaffingDocument,
  staffingPosition: StaffingPosition,
  person: Person,
  employment: Employment,
  credential: Credential,
  education: Education,
  category: Category,
  award: Award,
  document: IdentityDocument,
  address: PersonAddress,
  military: Military,
  society: Society,
  nmo: NmoRecord,
  policy: InsurancePolicy,
  leave: Leave,
} as const;

export const ENTITY_KINDS = [
  'organisation',
  'licence',
  'building',
  'division',
  'service',
  'staffingDocument',
  'staffingPosition',
  'person',
  'employment',
  'credential',
  'education',
  'category',
  'award',
  'document',
  'address',
  'military',
  'society',
  'nmo',
  'policy',
  'leave',
] as const satisfies (keyof typeof ENTITIES)[];
export const EntityKind = z.enum(ENTITY_KINDS);
export type EntityKind = z.infer<typeof EntityKind>;

export const CHILD_KINDS = [
  'licence',
  'credential',
  'education',
  'category',
  'award',
  'document',
  'address',
  'military',
  'society',
  'nmo',
  'policy',
  'leave',
] as const;
export const ChildKind = z.enum(CHILD_KINDS);
export type ChildKind = z.infer<typeof ChildKind>;

/** Records that the desk keeps in the file of a person. */
export const FileKind = ChildKind.exclude(['licence']);
export type FileKind = z.infer<typeof FileKind>;
export const FILE_KINDS = FileKind.options;

/** Records inside another one's file: whose they are never changes, and they come and go with it. */
export const OWNER_OF = {
  licence: { kind: 'organisation', field: 'organisationId' },
  credential: { kind: 'person', field: 'personId' },
  education: { kind: 'person', field: 'personId' },
  category: { kind: 'person', field: 'personId' },
  award: { kind: 'person', field: 'personId' },
  document: { kind: 'person', field: 'personId' },
  address: { kind: 'person', field: 'personId' },
  military: { kind: 'person', field: 'personId' },
  society: { kind: 'person', field: 'personId' },
  nmo: { kind: 'person', field: 'personId' },
  policy: { kind: 'person', field: 'personId' },
  leave: { kind: 'employment', field: 'employmentId' },
} as const satisfies Record<ChildKind, object>;
export function isChildKind(kind: EntityKind): kind is ChildKind {
  return Object.hasOwn(OWNER_OF, kind);
}

/** The desk's own records: written at once, with no change request, and never sent to a registry. */
export const OWN_KINDS = ['nmo', 'policy'] as const satisfies EntityKind[];
export type OwnKind = (typeof OWN_KINDS)[number];
export function isOwnKind(kind: EntityKind): kind is OwnKind {
  return OWN_KINDS.some((own) => own === kind);
}

export type EntityOf<K extends EntityKind> = z.infer<(typeof ENTITIES)[K]>;
