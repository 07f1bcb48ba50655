import type {
  Award,
  Building,
  Category,
  Credential,
  Division,
  Education,
  Employment,
  IdentityDocument,
  Leave,
  Licence,
  Military,
  Organisation,
  Person,
  PersonAddress,
  Service,
  Society,
  StaffingDocument,
  StaffingPosition,
} from '#shared/domain/entities.ts';

/**
 * Entities of the generated clinic: the domain shapes with stable remote ids in the place of local ones, so that the
 * training store and the development registry speak of the same records. A reference that has kept its name
 * (`headPersonId`, `buildingId`) holds a remote id, too.
 */
type Remote<T> = Omit<T, 'id'> & { readonly remoteId: string };

export type GeneratedOrganisation = Remote<Organisation>;
export type GeneratedLicence = Omit<Remote<Licence>, 'organisationId'>;
export type GeneratedBuilding = Remote<Building>;
/** `divisionId` may be null: the organisation as a whole offers it. */
export type GeneratedService = Remote<Service>;
export type GeneratedStaffingDocument = Remote<StaffingDocument>;
export type GeneratedStaffingPosition = Remote<StaffingPosition>;

export interface GeneratedStaffing {
  readonly documents: readonly GeneratedStaffingDocument[];
  readonly positions: readonly GeneratedStaffingPosition[];
}

export type GeneratedDivision = Omit<Division, 'id' | 'organisationId' | 'parentId'> & {
  readonly remoteId: string;
  readonly organisationRemoteId: string;
  readonly parentRemoteId: string | null;
};

export type GeneratedPerson = Remote<Person>;

export type GeneratedEmployment = Omit<Employment, 'id' | 'personId' | 'divisionId'> & {
  readonly remoteId: string;
  readonly divisionRemoteId: string;
};

export type GeneratedCredential = Omit<Credential, 'id' | 'personId'> & { readonly remoteId: string };

type Generated<T> = Omit<T, 'id' | 'personId'> & { readonly remoteId: string };

/** Records of a person besides the credentials. */
export interface GeneratedRecords {
  readonly educations: readonly Generated<Education>[];
  readonly categories: readonly Generated<Category>[];
  readonly awards: readonly Generated<Award>[];
  readonly documents: readonly Generated<IdentityDocument>[];
  readonly addresses: readonly Generated<PersonAddress>[];
  readonly military: readonly Generated<Military>[];
  readonly societies: readonly Generated<Society>[];
}

export type GeneratedLeave = Omit<Leave, 'id' | 'employmentId'> & {
  readonly remoteId: string;
  readonly employmentRemoteId: string;
};

export interface GeneratedFile {
  readonly person: GeneratedPerson;
  readonly employments: readonly GeneratedEmployment[];
  readonly credentials: readonly GeneratedCredential[];
  readonly records: GeneratedRecords;
  readonly leaves: readonly GeneratedLeave[];
}

export interface GeneratedClinic {
  readonly organisation: GeneratedOrganisation;
  readonly licences: readonly GeneratedLicence[];
  readonly buildings: readonly GeneratedBuilding[];
  readonly divisions: readonly GeneratedDivision[];
  readonly services: readonly GeneratedService[];
  readonly staffing: GeneratedStaffing;
  readonly people: readonly GeneratedFile[];
}

export interface ClinicOptions {
  /** How many people; 40, 2,000 and 50,000 are the sizes that tests and benchmarks use. */
  readonly people: number;
  readonly seed?: number;
  /** The calendar day that «expired», «expiring» and «dismissed» are told from, `YYYY-MM-DD`. */
  readonly today?: string;
  /** Whose clinic it is; left out, the training organisation's. */
  readonly organisation?: GeneratedOrganisation;
}
