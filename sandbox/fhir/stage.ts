import type { Registry } from './registry.ts';
import { tokensOf } from './tokens.ts';
import { contentOf, keyOf, type Version } from './versions.ts';

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

  /** Checks that need the whole transaction: a bundle may name what one of its later entries makes. */
  #checks: (() => void)[] = [];

  checkLater(check: () => void): void {
    this.#checks.push(check);
  }

  takeChecks(): readonly (() => void)[] {
    const taken = this.#checks;
    this.#checks = [];
    return taken;
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
      if (version.type === type && tokensOf(contentOf(version)).has(token)) found.add(version.id);
    }
    return found;
  }
}
