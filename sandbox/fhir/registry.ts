import { tokensOf } from './tokens.ts';
import { type Committed, contentOf, keyOf, type Version } from './versions.ts';

export interface CommitSink {
  append(versions: readonly Version[]): void;
  /** Forgets the last so many versions. */
  drop(count: number): void;
}

/**
 * The committed state: one log in commit order with tombstones, the newest version of every resource, and an index of
 * identifiers and references that is built for a type when it is first asked for.
 */
export class Registry {
  readonly #log: Committed[] = [];
  readonly #byType = new Map<string, Committed[]>();
  readonly #newest = new Map<string, Version>();
  readonly #history = new Map<string, Version[]>();
  readonly #tokens = new Map<string, Map<string, Set<string>>>();
  readonly #ids = new Map<string, Set<string>>();
  readonly #sink: CommitSink | undefined;
  readonly #now: () => number;
  #lastAt = 0;

  constructor(sink?: CommitSink, now: () => number = Date.now) {
    this.#sink = sink;
    this.#now = now;
  }

  /** Time of the next commit: never before the last one, whatever the clock does. */
  nextInstant(): number {
    return Math.max(this.#now(), this.#lastAt + 1);
  }

  commit(versions: readonly Version[]): void {
    if (versions.length === 0) return;
    // Written out first: what cannot be kept is not answered as done.
    this.#sink?.append(versions);
    this.load(versions);
  }

  /** Takes versions that are kept elsewhere: the generated base and the replayed log. */
  load(versions: readonly Version[]): void {
    for (const version of versions) {
      const committed: Committed = { seq: this.#log.length + 1, version };
      const key = keyOf(version.type, version.id);
      this.#log.push(committed);
      listIn(this.#byType, version.type).push(committed);
      const newest = this.#newest.get(key);
      if (newest !== undefined) {
        const history = this.#history.get(key);
        if (history === undefined) this.#history.set(key, [newest, version]);
        else history.push(version);
      }
      this.#newest.set(key, version);
      this.#lastAt = Math.max(this.#lastAt, version.at);
      this.#remember(version);
    }
  }

  /** How many versions there are; names a copy of this moment. */
  get size(): number {
    return this.#log.length;
  }

  /** Goes back to a copy, as after a breakdown: what came later never was. */
  restore(size: number): void {
    const kept = this.#log.slice(0, size).map(({ version }) => version);
    this.#sink?.drop(this.#log.length - kept.length);
    this.#log.length = 0;
    for (const map of [this.#byType, this.#newest, this.#history, this.#tokens, this.#ids]) map.clear();
    this.load(kept);
  }

  newest(type: string, id: string): Version | undefined {
    return this.#newest.get(keyOf(type, id));
  }

  /** Oldest first. */
  historyOf(type: string, id: string): readonly Version[] {
    const key = keyOf(type, id);
    const newest = this.#newest.get(key);
    return this.#history.get(key) ?? (newest === undefined ? [] : [newest]);
  }

  /** The whole log, or that of one type, in commit order. */
  log(type?: string): readonly Committed[] {
    return type === undefined ? this.#log : (this.#byType.get(type) ?? []);
  }

  idsOf(type: string): ReadonlySet<string> {
    return this.#ids.get(type) ?? EMPTY;
  }

  types(): Iterable<string> {
    return this.#byType.keys();
  }

  /** Ids that held `token` (an identifier or a reference) in any version seen; the caller checks the newest one. */
  candidates(type: string, token: string): ReadonlySet<string> {
    let index = this.#tokens.get(type);
    if (index === undefined) {
      index = new Map();
      for (const { version } of this.log(type)) indexVersion(index, version);
      this.#tokens.set(type, index);
    }
    return index.get(token) ?? EMPTY;
  }

  #remember(version: Version): void {
    const index = this.#tokens.get(version.type);
    if (index !== undefined) indexVersion(index, version);
    let ids = this.#ids.get(version.type);
    if (ids === undefined) {
      ids = new Set();
      this.#ids.set(version.type, ids);
    }
    if (version.method === 'DELETE') ids.delete(version.id);
    else ids.add(version.id);
  }
}

const EMPTY: ReadonlySet<string> = new Set();

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (list === undefined) {
    list = [];
    map.set(key, list);
  }
  return list;
}

function indexVersion(index: Map<string, Set<string>>, version: Version): void {
  for (const token of tokensOf(contentOf(version))) {
    let ids = index.get(token);
    if (ids === undefined) {
      ids = new Set();
      index.set(token, ids);
    }
    ids.add(version.id);
  }
}
