import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DICTIONARY } from '#shared/domain/fields.ts';

/** Excerpts of the state dictionaries that lie beside the repository where they may be kept. */
const NSI = resolve(import.meta.dirname, '../../../../shared/nsi');
export const hasNsi = existsSync(`${NSI}/README.md`);

const FILES: Readonly<Record<string, readonly string[]>> = {
  [DICTIONARY.posts]: ['positions_1002.tsv', 'position_groups_1002.tsv', 'positions_1002_closed.tsv'],
  [DICTIONARY.specialties]: ['specialties_1066.tsv'],
  [DICTIONARY.sex]: ['sex_11.1040.tsv'],
  [DICTIONARY.citizenship]: ['citizenship_99.2.315.tsv'],
  [DICTIONARY.positionTypes]: ['employment_types_2.1.1.209.tsv'],
  [DICTIONARY.divisionTypes]: ['division_types.tsv'],
  [DICTIONARY.divisionKinds]: ['division_kinds_sample.tsv'],
  [DICTIONARY.identityDocuments]: ['identity_documents_99.2.48.tsv'],
  [DICTIONARY.addressTypes]: ['address_types_11.1504.tsv'],
  [DICTIONARY.militaryRelations]: ['military_relation_99.2.314.tsv'],
  [DICTIONARY.regions]: ['regions_99.2.206.tsv'],
  [DICTIONARY.careConditions]: ['care_conditions_99.2.322.tsv'],
  [DICTIONARY.careForms]: ['care_forms_11.1551.tsv'],
  [DICTIONARY.careKinds]: ['care_kinds_11.1034.tsv'],
  [DICTIONARY.disabilityGroups]: ['disability_groups_11.1053.tsv'],
  [DICTIONARY.accreditationKinds]: ['accreditation_kinds.tsv'],
};

/** Lines of an excerpt as texts by its columns. */
export function nsiLines(file: string): Record<string, string>[] {
  const [head = '', ...rest] = readFileSync(`${NSI}/${file}`, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return rest.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [columns[at] ?? '', cell])));
}

/** Rows of a dictionary as the state has published it, by code, as far as they are known. */
export function nsiRows(oid: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const files = FILES[oid];
  if (files === undefined) throw new Error(`Nobody has said which file of ../shared/nsi holds ${oid}`);
  // Our own codes stand where those of the state are not known.
  return new Map(files.flatMap(nsiLines).map((row) => [row.id ?? row.code ?? row.app_code ?? '', row]));
}
