import type { Registry } from './registry.ts';
import { readTokens } from './tokens.ts';
import { keyOf, type Version } from './versions.ts';

/** A view of the registry with the writes of an open transaction on top; dropping it is the rollback. */
export class Stage {
  readonly at: number;
  readonly versions: Version[] = [];
  readonly #registry: Registry;
  readonly #newest = new Map<string, Version>();

  constructor(registry: Registry) {
    this.#registry = registry;
    this.at = registry.nextInstant();
  }

  put(version: Version): void {
    this.versions.push(version);
    this.#newest.set(keyOf(version.type, version.id), version);
  }

  newest(type: string, id: string): Version | undefined {
    return this.#newest.get(keyOf(type, id)) ?? this.#registry.newest(type, id);
  }

  *idsOf(type: string): Iterable<string> {
    const own = new Set<string>();
    for (const version of this.#newest.values()) if (version.type === type) own.add(version.id);
    for (const id of this.#registry.idsOf(type)) if (!own.has(id)) yield id;
    yield* own;
  }

  candidates(type: string, token: string): ReadonlySet<string> {
    const found = new Set(this.#registry.candidates(type, token));
    for (const version of this.#newest.values()) {
      if (version.type === type && readTokens(version.json).has(token)) found.add(version.id);
    }
    return found;
  }
}
