import type { Person } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { hasBegun } from '#shared/rules/on-day.ts';
import type { PersonFile } from './files.ts';

/** Values that fields of people had at the end of a day and lost later, by person; answered by the journal. */
export type FormerValues = (
  personIds: readonly EntityId[],
  onDay: string,
) => ReadonlyMap<EntityId, Readonly<Record<string, FieldValue>>>;

/**
 * A file as it stood on a day. Records have days of their own: those begun by then are there, with what is known of them
 * now. What a person is called has none: it is what stood in the store at the end of that day.
 *
 * @param file read for that day, so that its first employment is the one that stood
 */
export function fileOnDay(
  file: PersonFile,
  onDay: string,
  former: Readonly<Record<string, FieldValue>> = {},
): PersonFile {
  const begun = <T>(records: readonly T[], beginOf: (record: T) => string | null): T[] =>
    records.filter((record) => hasBegun(beginOf(record), onDay));
  return {
    person: { ...file.person, ...(former as Partial<Person>) },
    employments: begun(file.employments, ({ beginDate }) => beginDate),
    credentials: begun(file.credentials, ({ issuedOn }) => issuedOn),
    educations: begun(file.educations, ({ documentDate }) => documentDate),
    categories: begun(file.categories, ({ beginDate }) => beginDate),
    awards: begun(file.awards, ({ awardDate }) => awardDate),
    documents: begun(file.documents, ({ issuedOn }) => issuedOn),
    addresses: begun(file.addresses, ({ beginDate }) => beginDate),
    militaries: begun(file.militaries, ({ beginDate }) => beginDate),
    societies: begun(file.societies, ({ beginDate }) => beginDate),
    policies: file.policies,
    nmos: begun(file.nmos, ({ activityDate }) => activityDate),
    leaves: begun(file.leaves, ({ beginDate }) => beginDate),
  };
}
