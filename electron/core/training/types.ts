import type {
  Award,
  Category,
  Credential,
  Division,
  Education,
  Employment,
  IdentityDocument,
  Leave,
  Organisation,
  Person,
  PersonAddress,
} from '#shared/domain/entities.ts';

/**
 * Entities of the generated clinic: the domain shapes with stable remote ids in the place of local ones, so that the
 * training store and the development registry speak of the same records.
 */
export type GeneratedOrganisation = Omit<Organisation, 'id'> & { readonly remoteId: string };

export type GeneratedDivision = Omit<Division, 'id' | 'organisationId' | 'parentId'> & {
  readonly remoteId: string;
  readonly organisationRemoteId: string;
  readonly parentRemoteId: string | null;
};

export type GeneratedPerson = Omit<Person, 'id'> & { readonly remoteId: string };

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
  readonly divisions: readonly GeneratedDivision[];
  readonly people: readonly GeneratedFile[];
}

export interface ClinicOptions {
  /** How many people; 40, 2,000 and 50,000 are the sizes that tests and benchmarks use. */
  readonly people: number;
  readonly seed?: number;
  /** The calendar day that «expired», «expiring» and «dismissed» are told from, `YYYY-MM-DD`. */
  readonly today?: string;
}
