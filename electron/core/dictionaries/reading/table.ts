/** What a file says of the dictionary itself. */
export interface Passport {
  readonly oid: string | null;
  readonly name: string | null;
  readonly version: string | null;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
}

/** A file as it was read: headers and texts; every record has as many cells as there are columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly records: readonly (readonly string[])[];
  readonly passport: Passport;
}

export const NO_PASSPORT: Passport = { oid: null, name: null, version: null, publishedOn: null };

/** Fills what `first` does not say from `second`. */
export function joinPassports(first: Passport, second: Passport): Passport {
  return {
    oid: first.oid ?? second.oid,
    name: first.name ?? second.name,
    version: first.version ?? second.version,
    publishedOn: first.publishedOn ?? second.publishedOn,
  };
}
