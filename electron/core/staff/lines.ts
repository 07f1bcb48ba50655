import type { Employment, Person } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { isOpen } from '#shared/rules/check-entity.ts';
import { foldText } from '#shared/text/fold.ts';
import { countFields } from '../changes/marks.ts';
import type { StaffIndex } from '../changes/pending.ts';
import type { PersonFile } from './files.ts';
import { type Look, type LookParts, lookAt } from './look.ts';
import type { Line } from './store.ts';

const BATCH = 500;

/** Keeps lines and search text true; see the interface. */
export class StaffLines implements StaffIndex {
  readonly #parts: LookParts;

  constructor(parts: LookParts) {
    this.#parts = parts;
  }

  refresh(personIds: Iterable<EntityId>): void {
    const ids = [...new Set(personIds)];
    for (let from = 0; from < ids.length; from += BATCH) this.#refresh(ids.slice(from, from + BATCH), true);
  }

  /** The same, and hands over what was seen, so that it need not be read again for an answer. */
  refreshAndLook(personIds: Iterable<EntityId>): Map<EntityId, Look> {
    const ids = [...new Set(personIds)];
    const all = new Map<EntityId, Look>();
    for (let from = 0; from < ids.length; from += BATCH) {
      for (const [id, look] of this.#refresh(ids.slice(from, from + BATCH), true)) all.set(id, look);
    }
    return all;
  }

  /** A number that two people have is an error of both: whoever shares the old or the new number is refreshed too. */
  #refresh(ids: readonly EntityId[], withSharers: boolean): Map<EntityId, Look> {
    const { store, context } = this.#parts;
    const { today } = context();
    const looks = lookAt(this.#parts, ids);
    const known = new Map(store.knownLines(ids).map((line) => [line.personId, line]));
    const left: string[] = [];
    for (const id of ids) {
      const look = looks.get(id);
      const before = known.get(id);
      if (before !== undefined && before.snils !== null && before.snils !== look?.file.person.snils)
        left.push(before.snils);
      if (look === undefined) {
        if (before !== undefined) store.deleteLine(before);
        continue;
      }
      if (before === undefined) store.insertLine(lineOf(look, today));
      else store.updateLine(before, lineOf(look, today));
    }
    if (withSharers) this.#refreshSharers(ids, looks, left);
    return looks;
  }

  #refreshSharers(ids: readonly EntityId[], looks: ReadonlyMap<EntityId, Look>, left: readonly string[]): void {
    const shared = new Set(left);
    for (const { file, issues } of looks.values()) {
      const { snils } = file.person;
      if (snils !== null && issues.some(({ code }) => code === 'KD-2105')) shared.add(snils);
    }
    if (shared.size === 0) return;
    const done = new Set(ids);
    const sharers = new Set(this.#parts.store.peopleBySnils([...shared]).map(({ id }) => id));
    const others = [...sharers].filter((id) => !done.has(id));
    if (others.length > 0) this.#refresh(others, false);
  }
}

function lineOf({ file, issues, marks }: Look, today: string): Line {
  const { person, employments } = file;
  const shown = employments[0];
  return {
    ...personLine(person, employments),
    employmentId: shown?.id ?? null,
    employed: shown !== undefined && isOpen(shown, today) ? 1 : 0,
    divisionId: shown?.divisionId ?? null,
    postCode: shown?.postCode ?? null,
    rate: shown?.rate ?? null,
    personnelKey: shown === undefined || shown.personnelNumber === null ? null : numericKey(shown.personnelNumber),
    beginDate: shown?.beginDate ?? null,
    endDate: shown?.endDate ?? null,
    admittedUntil: admittedUntil(file),
    errors: issues.reduce((sum, { severity }) => (severity === 'error' ? sum + 1 : sum), 0),
    errorPaths: errorPaths(issues, shown?.id),
    changed: countFields(marks),
  };
}

/** What a line has of the person themselves. */
export type PersonLine = Pick<
  Line,
  'personId' | 'nameKey' | 'firstKey' | 'patronymicKey' | 'birthDate' | 'snils' | 'search'
>;

export function personLine(person: Person, employments: readonly Pick<Employment, 'personnelNumber'>[]): PersonLine {
  const first = foldText(person.firstName);
  const patronymic = person.patronymic === null ? null : foldText(person.patronymic);
  const last = foldText(person.lastName);
  return {
    personId: person.id,
    nameKey: nameKeyOf(last, first, patronymic),
    firstKey: first,
    patronymicKey: patronymic,
    birthDate: person.birthDate,
    snils: person.snils,
    search: searchText(last, first, patronymic, person.snils, employments),
  };
}

/** Of the person and of the employment that the row shows; other records are on the card. */
function errorPaths(issues: Look['issues'], shownId: EntityId | undefined): string {
  const paths = issues.flatMap(({ kind, id, field, severity }) =>
    severity === 'error' && (kind === 'person' || id === shownId) ? [`${kind}.${field}`] : [],
  );
  return paths.length === 0 ? '' : ` ${paths.join(' ')} `;
}

/** Latest end of a certificate or accreditation, null when there is none. */
export function admittedUntil({ credentials }: PersonFile): string | null {
  let latest: string | null = null;
  for (const { expiresOn } of credentials) {
    if (expiresOn !== null && (latest === null || expiresOn > latest)) latest = expiresOn;
  }
  return latest;
}

/** Orders by last name, then first name, then patronymic: the separator stands before every letter. */
function nameKeyOf(last: string, first: string, patronymic: string | null): string {
  return `${last}\u0001${first}\u0001${patronymic ?? ''}`;
}

/** «12/3» after «2/10»: runs of digits are padded, so that text order is number order. */
export function numericKey(value: string): string {
  return foldText(value).replaceAll(/\d+/g, (digits) => digits.padStart(12, '0'));
}

function searchText(
  last: string,
  first: string,
  patronymic: string | null,
  snils: string | null,
  employments: readonly Pick<Employment, 'personnelNumber'>[],
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
