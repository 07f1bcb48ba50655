import type { EntityId } from '#shared/domain/values.ts';
import { isOpen } from '#shared/rules/check-entity.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { foldText } from '#shared/text/fold.ts';
import type { ChangeMarks } from '../changes/marks.ts';
import type { StaffIndex } from '../changes/pending.ts';
import { issuesOf, type PersonFile, readFiles, snilsOwners } from './files.ts';
import type { KnownLine, Line, StaffStore } from './store.ts';

/** Rules of the store as it is: what a partly known dictionary lacks is not called an error. */
export type StoredContext = () => FieldContext & { readonly today: string };

const BATCH = 500;

/** Keeps lines and search text true; see the interface. */
export class StaffLines implements StaffIndex {
  readonly #store: StaffStore;
  readonly #marks: ChangeMarks;
  readonly #context: StoredContext;

  constructor(store: StaffStore, marks: ChangeMarks, context: StoredContext) {
    this.#store = store;
    this.#marks = marks;
    this.#context = context;
  }

  refresh(personIds: Iterable<EntityId>): void {
    const ids = [...new Set(personIds)];
    for (let from = 0; from < ids.length; from += BATCH) this.#refresh(ids.slice(from, from + BATCH), true);
  }

  /** A number that two people have is an error of both: whoever shares the old or the new number is refreshed too. */
  #refresh(ids: readonly EntityId[], withSharers: boolean): void {
    const context = this.#context();
    const files = readFiles(this.#store, ids, context.today);
    const known = new Map(this.#store.knownLines(ids).map((line) => [line.personId, line]));
    const marks = this.#marks.marksOf(ids);
    const owner = snilsOwners(this.#store, files.values());
    const left: string[] = [];
    for (const id of ids) {
      const file = files.get(id);
      const before = known.get(id);
      if (before?.snils != null && before.snils !== file?.person.snils) left.push(before.snils);
      if (file === undefined) {
        if (before !== undefined) this.#store.deleteLine(before);
        continue;
      }
      const errors = issuesOf(file, context, owner).filter(({ severity }) => severity === 'error').length;
      this.#write(before, lineOf(file, context.today, errors, marks.get(id)?.fields.length ?? 0));
    }
    if (withSharers) this.#refreshSharers(ids, files, left);
  }

  #refreshSharers(ids: readonly EntityId[], files: ReadonlyMap<EntityId, PersonFile>, left: readonly string[]): void {
    const numbers = [...left];
    for (const { person } of files.values()) if (person.snils !== null) numbers.push(person.snils);
    const done = new Set(ids);
    const sharers = this.#store.peopleBySnils(numbers).filter(({ id }) => !done.has(id));
    if (sharers.length > 0) this.#refresh([...new Set(sharers.map(({ id }) => id))], false);
  }

  #write(before: KnownLine | undefined, line: Line): void {
    if (before === undefined) this.#store.insertLine(line);
    else this.#store.updateLine(before, line);
  }
}

function lineOf(
  { person, employments, credentials }: PersonFile,
  today: string,
  errors: number,
  changed: number,
): Line {
  const shown = employments[0];
  const first = foldText(person.firstName);
  const patronymic = person.patronymic === null ? null : foldText(person.patronymic);
  const last = foldText(person.lastName);
  let admittedUntil: string | null = null;
  for (const { expiresOn } of credentials) {
    if (expiresOn !== null && (admittedUntil === null || expiresOn > admittedUntil)) admittedUntil = expiresOn;
  }
  return {
    personId: person.id,
    employmentId: shown?.id ?? null,
    nameKey: nameKeyOf(last, first, patronymic),
    firstKey: first,
    patronymicKey: patronymic,
    birthDate: person.birthDate,
    snils: person.snils,
    employed: shown !== undefined && isOpen(shown, today) ? 1 : 0,
    divisionId: shown?.divisionId ?? null,
    postCode: shown?.postCode ?? null,
    rate: shown?.rate ?? null,
    personnelKey: shown?.personnelNumber == null ? null : numericKey(shown.personnelNumber),
    beginDate: shown?.beginDate ?? null,
    endDate: shown?.endDate ?? null,
    admittedUntil,
    errors,
    changed,
    search: searchText(last, first, patronymic, person.snils, employments),
  };
}

/** Orders by last name, then first name, then patronymic: the separator stands before every letter. */
export function nameKeyOf(last: string, first: string, patronymic: string | null): string {
  return `${last}\u0001${first}\u0001${patronymic ?? ''}`;
}

/** «12/3» after «2/10»: runs of digits are padded, so that text order is number order. */
function numericKey(value: string): string {
  return foldText(value).replaceAll(/\d+/g, (digits) => digits.padStart(12, '0'));
}

function searchText(
  last: string,
  first: string,
  patronymic: string | null,
  snils: string | null,
  employments: PersonFile['employments'],
): string {
  const words = [last, first];
  if (patronymic !== null) words.push(patronymic);
  if (snils !== null) words.push(snils);
  for (const { personnelNumber } of employments) {
    if (personnelNumber === null) continue;
    const folded = foldText(personnelNumber);
    words.push(folded);
    // Also in one piece, as people type it without separators.
    if (folded.includes(' ')) words.push(folded.replaceAll(' ', ''));
  }
  return words.join(' ');
}
