import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import {
  type ConflictRow,
  type ConflictSides,
  READINESS_CODES,
  type ReadinessCode,
  type WorkList,
} from '#shared/contract/worklists.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { fullName } from '#shared/rules/names.ts';
import { listedSnils } from '#shared/rules/snils.ts';
import { foldedWords } from '#shared/text/fold.ts';
import { type Actor, actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Dictionaries } from '../dictionaries/dictionaries.ts';
import { seenValue } from '../entities/masked.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Emit } from '../ports.ts';
import { AdmissionRules } from './admission.ts';
import { AdmissionStore } from './admission-store.ts';
import { gapsOf } from './completeness-fields.ts';
import { CompletenessStore } from './completeness-store.ts';
import { DifferencesStore } from './differences-store.ts';
import { type FoundPair, findDuplicates } from './duplicates.ts';
import { DuplicatesStore, type TwinRow } from './duplicates-store.ts';
import { type ExpiringDays, type ExpiringFound, ExpiringStore } from './expiring-store.ts';
import { countLackingNmo, lackingNmo } from './nmo.ts';
import { NmoStore } from './nmo-store.ts';
import { ReadinessStore } from './readiness-store.ts';
import { RemovedStore } from './removed-store.ts';
import { named } from './subjects.ts';

/** A field changed here and in the registry, as the exchange keeps it. */
export interface OpenConflict {
  readonly id: EntityId;
  readonly kind: EntityKind;
  readonly entityId: EntityId;
  readonly field: string;
  readonly base: FieldValue;
  readonly mine: FieldValue;
  readonly theirs: FieldValue;
}

/** What the exchange wants decided. */
export interface Deciding {
  /** The oldest first. */
  conflicts(): readonly OpenConflict[];
  sidesOf(kind: EntityKind, id: EntityId, field: string): ConflictSides | null;
  /** @throws DeskError KD-3008 · KD-3003 · KD-4007 */
  decide(conflictId: EntityId, choice: 'mine' | 'theirs', by: Actor): void;
  /** @returns how many decisions were made, and how many still have to be */
  decideAll(
    conflictIds: readonly EntityId[],
    choice: 'mine' | 'theirs',
    by: Actor,
  ): { readonly decided: number; readonly left: number };
}

export interface WorklistParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly dictionaries: Dictionaries;
  readonly journal: Journal;
  readonly exchange: Deciding;
}

type WorklistHandlers = Handlers<'worklists', CallContext>;
type Everything = { readonly text: string; readonly offset: number; readonly limit: number };
const EVERYTHING: Everything = { text: '', offset: 0, limit: 1 };

/** Lists of what a clerk has to mend, each read from the store at the moment it is asked for. */
export function createWorklists(parts: WorklistParts): WorklistHandlers {
  const { db, clock, journal } = parts;
  const completeness = new CompletenessStore(db);
  const admission = new AdmissionStore(db);
  const rules = new AdmissionRules(admission, parts.dictionaries);
  const expiring = new ExpiringStore(db);
  const nmo = new NmoStore(db);
  const differences = new DifferencesStore(db);
  const readiness = new ReadinessStore(db);
  const removed = new RemovedStore(db);
  const twins = new DuplicatesStore(db);
  let pairs: { readonly stamp: string; readonly found: readonly FoundPair[] } | null = null;

  /** The finder looks at everybody, so what it found is kept until something is written. */
  function foundPairs(): readonly FoundPair[] {
    const stamp = twins.stamp();
    if (pairs?.stamp !== stamp) {
      const different = twins.different();
      const found = findDuplicates(twins.people()).filter(({ first, second }) => !different.has(`${first} ${second}`));
      pairs = { stamp, found };
    }
    return pairs.found;
  }

  const days = () => termsFrom(clock.today());

  /** Codes of posts that cannot be chosen from some day on, or ever. */
  const closedPosts = () =>
    parts.dictionaries
      .rows(DICTIONARY.posts)
      .rows.filter(({ group, closedOn }) => group || closedOn !== null)
      .map(({ code, group, closedOn }) => [code, group ? null : closedOn] as const);

  const incomplete = (page: Everything, only: 'all' | 'required') =>
    completeness.find({ ...page, only, today: clock.today(), needed: rules.needed() });
  const unready = (text: string, date: string) => readiness.find({ text, date, closedPosts: closedPosts() });

  const COUNT: Readonly<Record<WorkList, (date: string) => number>> = {
    completeness: () => incomplete(EVERYTHING, 'all').total,
    expiring: () => expiring.find(EVERYTHING, null, days()).total,
    admission: (date) => admission.find({ ...EVERYTHING, date, needed: rules.needed() }).total,
    nmo: () => countLackingNmo(nmo, clock.today()),
    duplicates: () => foundPairs().length,
    differences: () => differences.find(EVERYTHING, []).total + parts.exchange.conflicts().length,
    readiness: (date) => unready('', date).length,
    removed: () => removed.count(),
  };

  /** Several pages show the same numbers: each is counted once until something is written. */
  const counted = { stamp: '', totals: new Map<string, number>() };
  function count(list: WorkList, date: string): number {
    const stamp = `${twins.stamp()} ${clock.today()}`;
    if (counted.stamp !== stamp) {
      counted.stamp = stamp;
      counted.totals.clear();
    }
    const key = `${list} ${date}`;
    const total = counted.totals.get(key) ?? COUNT[list](date);
    counted.totals.set(key, total);
    return total;
  }

  /** Every decision to be made about a record whose title has these words. */
  function openConflicts(words: readonly string[]): ConflictRow[] {
    const open = parts.exchange.conflicts().map(({ id, kind, entityId, field, base, mine, theirs }) => ({
      ...{ id, kind, entityId, field, base, mine, theirs },
      personId: differences.personOf(kind, entityId),
    }));
    const titles = differences.titles(open.map(({ personId, entityId }) => personId ?? entityId));
    return open
      .map((row) => ({ ...row, title: titles.get(row.personId ?? row.entityId) ?? '' }))
      .filter(({ title }) => hasWords(title, words));
  }

  return {
    count: ({ list, date }) => ({ total: count(list, date) }),

    completeness({ only, ...page }) {
      const { total, rows } = incomplete(page, only);
      return { total, rows: rows.map(({ mask, ...subject }) => ({ ...named(subject), ...gapsOf(mask) })) };
    },

    expiring({ bucket, ...page }) {
      const around = days();
      const { rows, ...found } = expiring.find(page, bucket, around);
      return {
        ...found,
        rows: rows.map((row) => ({ ...named(row), days: daysBetween(around.today, row.expiresOn) })),
      };
    },

    admission({ date, ...page }) {
      const { total, rows } = admission.find({ ...page, date, needed: rules.needed() });
      return {
        total,
        rows: rows.map(({ documents, valid, ...row }) => ({
          ...named(row),
          reason: documents === 0 ? ('none' as const) : valid > 0 ? ('specialty' as const) : ('expired' as const),
        })),
      };
    },

    nmo: ({ within, ...page }) => lackingNmo(nmo, page, within, clock.today()),

    admissionRules: () => ({ rules: rules.rules(clock.today()) }),

    setAdmissionRule({ postCode, needed, specialties }, context) {
      const actor = actorOf(userOf(context));
      db.transaction(() => {
        rules.set(postCode, needed, specialties);
        journal.append({
          action: 'worklists.admission',
          actorId: actor.id,
          actorName: actor.name,
          role: actor.role,
          facts: { postCode, needed, specialties: specialties.join(' ') },
        });
      }).immediate();
      parts.emit('data.changed', { kind: 'credential', ids: null });
      return {};
    },

    duplicates({ text, offset, limit }, context) {
      const words = foldedWords(text);
      const matching = words.length === 0 ? null : twins.matching(words);
      const all = foundPairs().filter(
        ({ first, second }) => matching === null || matching.has(first) || matching.has(second),
      );
      const page = all.slice(offset, offset + limit);
      const { role } = userOf(context);
      const shown = (row: TwinRow) => ({ ...named(row), snils: listedSnils(row.snils, role) });
      const of = twins.twins(page.flatMap(({ first, second }) => [first, second]));
      return {
        total: all.length,
        pairs: page.flatMap(({ first, second, reason }) => {
          const [a, b] = [of.get(first), of.get(second)];
          return a === undefined || b === undefined ? [] : [{ first: shown(a), second: shown(b), reason }];
        }),
      };
    },

    markDifferent({ personIds }, context) {
      const actor = actorOf(userOf(context));
      const [first = '', second = ''] = [...personIds].sort();
      if (first === second || twins.twins(personIds).size !== 2) throw new DeskError('KD-3008');
      db.transaction(() => {
        if (!twins.markDifferent(first, second, actor.id, clock.now())) return;
        for (const subjectId of [first, second]) {
          journal.append({
            action: 'worklists.different',
            actorId: actor.id,
            actorName: actor.name,
            role: actor.role,
            kind: 'person',
            objectId: subjectId,
          });
        }
      }).immediate();
      parts.emit('data.changed', { kind: 'person', ids: [first, second] });
      return {};
    },

    differences(page, context) {
      const { role } = userOf(context);
      const words = foldedWords(page.text);
      const { total, rows } = differences.find(page, words);
      const named = rows.map(({ subjectKind, subjectId, entityId }) =>
        subjectKind === 'person' ? subjectId : entityId,
      );
      const titles = differences.titles(named);
      const conflicts = page.offset === 0 ? openConflicts(words) : [];
      return {
        total,
        // A screenful of decisions; the rest comes up when these are made.
        conflicts: conflicts.slice(0, page.limit).map((row) => seenSides(row.kind, row, role)),
        rows: rows.map(({ subjectKind, subjectId, ...row }, at) => ({
          ...row,
          mine: seenValue(row.kind, row.field, row.mine, role),
          theirs: seenValue(row.kind, row.field, row.theirs, role),
          personId: subjectKind === 'person' ? subjectId : null,
          title: titles.get(named[at] ?? '') ?? '',
        })),
      };
    },

    decideConflict({ conflictId, choice }, context) {
      parts.exchange.decide(conflictId, choice, actorOf(userOf(context)));
      return {};
    },

    decideConflicts: ({ conflictIds, choice }, context) =>
      parts.exchange.decideAll(conflictIds, choice, actorOf(userOf(context))),

    conflict({ kind, entityId, field }, context) {
      const { role } = userOf(context);
      const sides = parts.exchange.sidesOf(kind, entityId, field);
      if (sides === null) return { conflict: null };
      const personId = differences.personOf(kind, entityId);
      const subject = personId ?? entityId;
      const fields = sides.fields.map((one) => seenSides(kind, one, role));
      return { conflict: { ...sides, fields, personId, title: differences.titles([subject]).get(subject) ?? '' } };
    },

    conflicts({ text, offset, limit }, context) {
      const { role } = userOf(context);
      const all = openConflicts(foldedWords(text));
      const page = all.slice(offset, offset + limit);
      return { total: all.length, rows: page.map((row) => seenSides(row.kind, row, role)) };
    },

    removed({ text, offset, limit }) {
      const words = foldedWords(text);
      const all = removed.rows().filter(({ name }) => hasWords(name, words));
      return { total: all.length, rows: all.slice(offset, offset + limit) };
    },

    readiness({ date, code, text, offset, limit }) {
      const all = unready(text, date);
      const codes = Object.fromEntries(READINESS_CODES.map((known) => [known, 0])) as Record<ReadinessCode, number>;
      for (const one of all) codes[one.code]++;
      const chosen = code === null ? all : all.filter((one) => one.code === code);
      const page = chosen.slice(offset, offset + limit);
      const names = readiness.names(page.flatMap(({ personId }) => (personId === null ? [] : [personId])));
      const rows = page.map(({ nameKey: _, ...row }) => {
        const person = row.personId === null ? undefined : names.get(row.personId);
        return { ...row, name: person === undefined ? '' : fullName(person) };
      });
      return { total: chosen.length, codes, rows };
    },
  };
}

/** Both sides of a conflict with what they come from, as the role of the reader may see them. */
function seenSides<T extends Pick<ConflictRow, 'field' | 'base' | 'mine' | 'theirs'>>(
  kind: EntityKind,
  sides: T,
  role: Role,
): T {
  const seen = (value: FieldValue): FieldValue => seenValue(kind, sides.field, value, role);
  return { ...sides, base: seen(sides.base), mine: seen(sides.mine), theirs: seen(sides.theirs) };
}

/** Last days of the terms in which a document is spoken of. */
function termsFrom(today: string): ExpiringDays {
  return {
    today,
    in7: addDays(today, 7),
    in30: addDays(today, 30),
    in60: addDays(today, 60),
    in90: addDays(today, 90),
  };
}

/** All that the list «Истекает» holds on that day. */
export function expiringDocuments(db: Database, today: string): Pick<ExpiringFound, 'personId' | 'expiresOn'>[] {
  const everything = { text: '', offset: 0, limit: Number.MAX_SAFE_INTEGER };
  return new ExpiringStore(db).find(everything, null, termsFrom(today)).rows;
}

function hasWords(title: string, words: readonly string[]): boolean {
  const found = foldedWords(title);
  return words.every((word) => found.some((candidate) => candidate.startsWith(word)));
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
