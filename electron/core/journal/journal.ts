import type { JournalEntry } from '#shared/contract/areas.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { EntityKind } from '#shared/domain/entities.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { foldedWords } from '#shared/text/fold.ts';
import type { CallContext } from '../core.ts';
import { seenChange } from '../entities/masked.ts';
import { type ReadEntry, readEntry } from './reading.ts';
import type { EntryQuery, EntryRow, JournalStore } from './store.ts';
import { verifyChain } from './verify.ts';

export interface JournalParts {
  readonly store: JournalStore;
  /** Names of people, requests and other things that entries are about. */
  readonly titles: (ids: readonly EntityId[]) => ReadonlyMap<EntityId, string>;
  /** People found by a text, for the filter; at most a few thousand. */
  readonly findSubjects: (text: string) => readonly EntityId[];
}

export function createJournal(parts: JournalParts): Handlers<'journal', CallContext> {
  const { store } = parts;

  /** An entry of several fields is never cut: the page may get a few lines more than it asked for. */
  function titled(rows: readonly EntryRow[], limit: number, role: Role | null): JournalEntry[] {
    const read: ReadEntry[] = [];
    let count = 0;
    for (const row of rows) {
      if (count >= limit) break;
      const entry = readEntry(row);
      read.push(entry);
      count += entry.lines.length;
    }
    const titles = parts.titles([...new Set(read.flatMap(({ subjectId }) => subjectId ?? []))]);
    // Of a card that was erased the values went, the name of who acted among them.
    const actors = new Map(store.actors().map(({ id, name }) => [id, name]));
    return read.flatMap(({ lines, body, subjectId }) => {
      const title = (subjectId === null ? undefined : titles.get(subjectId)) ?? numberOf(body.facts?.number);
      return lines.map((line) => ({
        ...seen(line, role),
        actor: line.actor || (body.actor === undefined ? body.role : (actors.get(body.actor) ?? '')),
        title,
      }));
    });
  }

  /** Text finds entries by the people they are about and by who acted. */
  function matchOf(text: string): EntryQuery['match'] {
    const words = foldedWords(text);
    if (words.length === 0) return null;
    return {
      entities: parts.findSubjects(text),
      actors: store
        .actors()
        .filter(({ name }) => fits(foldedWords(name), words))
        .map(({ id }) => id),
    };
  }

  return {
    list({ before, limit, text }, { user }) {
      const query: EntryQuery = { before, limit, match: matchOf(text) };
      return { entries: titled(store.find(query), limit, user?.role ?? null), total: store.countLines(query) };
    },
    verify: (_, context) => verifyChain(store, context),
  };
}

type Line = ReadEntry['lines'][number];

/** As the role of the reader may see it: the field is `person.snils`. */
function seen(line: Line, role: Role | null): Line {
  const [start, field = ''] = line.field?.split('.') ?? [];
  const kind = EntityKind.safeParse(start);
  return kind.success
    ? { ...line, ...seenChange(kind.data, { field, from: line.from, to: line.to }, role), field: line.field }
    : line;
}

function fits(candidates: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => candidates.some((candidate) => candidate.startsWith(word)));
}

/** Requests that are gone still have their number in the entry. */
function numberOf(number: string | number | boolean | undefined): string | null {
  return number === undefined ? null : `№ ${number}`;
}
