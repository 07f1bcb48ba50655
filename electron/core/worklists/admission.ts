import { DeskError } from '#shared/contract/result.ts';
import type { AdmissionRule } from '#shared/contract/worklists.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { Dictionaries } from '../dictionaries/dictionaries.ts';
import type { AdmissionStore } from './admission-store.ts';

type DictionaryRow = ReturnType<Dictionaries['rows']>['rows'][number];

/**
 * Groups of НСИ 1002 whose posts need a certificate or an accreditation (323-ФЗ art. 69): doctors, middle medical staff
 * of both kinds of education, pharmacists of both.
 */
const GROUPS_WITH_ADMISSION = new Set(['10', '143', '546', '223', '229']);

/** Which posts need an admission: what the clinic said, and where it said nothing the group of the dictionary. */
export class AdmissionRules {
  readonly #store: AdmissionStore;
  readonly #dictionaries: Dictionaries;

  constructor(store: AdmissionStore, dictionaries: Dictionaries) {
    this.#store = store;
    this.#dictionaries = dictionaries;
  }

  needed(): string[] {
    const { rows } = this.#dictionaries.rows(DICTIONARY.posts);
    const said = this.#store.needs();
    const byGroup = this.#byGroup(rows);
    const codes = new Set([...byGroup, ...said.keys()]);
    return [...codes].filter((code) => said.get(code) ?? byGroup.has(code));
  }

  rules(today: string): AdmissionRule[] {
    const { rows } = this.#dictionaries.rows(DICTIONARY.posts);
    const byGroup = this.#byGroup(rows);
    const names = new Map(rows.map(({ code, name }) => [code, name]));
    return this.#store
      .rules(today)
      .map(({ needed, specialties, ...rule }) => ({
        ...rule,
        needed: needed === null ? byGroup.has(rule.postCode) : needed === 1,
        // Written by the store as an array of codes.
        specialties: JSON.parse(specialties) as string[],
      }))
      .sort((a, b) => (names.get(a.postCode) ?? '').localeCompare(names.get(b.postCode) ?? '', 'ru'));
  }

  /** @throws DeskError KD-2004 a code that the dictionary lacks or that cannot be chosen */
  set(postCode: string, needed: boolean, specialties: readonly string[]): void {
    this.#check(DICTIONARY.posts, postCode, 'employment.postCode');
    for (const code of specialties) this.#check(DICTIONARY.specialties, code, 'credential.specialtyCode');
    this.#store.putRule(postCode, needed, specialties);
  }

  #check(oid: string, code: string, field: string): void {
    const row = this.#dictionaries.findStored(oid, code);
    if (row === null || row?.group === true) throw new DeskError('KD-2004', { field });
  }

  #byGroup(rows: readonly DictionaryRow[]): Set<string> {
    const parents = new Map(rows.map(({ code, parent }) => [code, parent]));
    const found = new Set<string>();
    for (const { code, group, parent } of rows) {
      if (group) continue;
      const seen = new Set<string>();
      for (let above = parent; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
        seen.add(above);
        if (GROUPS_WITH_ADMISSION.has(above)) found.add(code);
      }
    }
    return found;
  }
}
