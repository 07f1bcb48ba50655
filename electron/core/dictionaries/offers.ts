import type { DictionaryOffer, DictionaryVersion } from '#shared/contract/dictionaries.ts';
import type { OfferedVersion } from '../registry/dictionaries.ts';

/**
 * Of every dictionary the newest version on offer, where it is newer than the one in use, or where only the part that
 * comes with the program is; by name.
 */
export function newOffers(
  offered: readonly OfferedVersion[],
  inUse: readonly Pick<DictionaryVersion, 'oid' | 'name' | 'version' | 'source'>[],
): DictionaryOffer[] {
  const newest = new Map<string, OfferedVersion>();
  for (const one of offered) {
    const known = newest.get(one.oid);
    if (known === undefined || compareVersions(one.version, known.version) > 0) newest.set(one.oid, one);
  }
  const present = new Map(inUse.map((one) => [one.oid, one]));
  return [...newest.values()]
    .flatMap(({ name, ...offer }) => {
      const here = present.get(offer.oid);
      if (here !== undefined && !isBetter(offer.version, here)) return [];
      return [
        {
          ...offer,
          name: here?.name ?? name ?? offer.oid,
          inUse: here?.version ?? null,
          isPart: here?.source === 'training',
        },
      ];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'ru'));
}

function isBetter(version: string, here: Pick<DictionaryVersion, 'version' | 'source'>): boolean {
  const order = compareVersions(version, here.version);
  return order > 0 || (order === 0 && here.source === 'training');
}

/** By their numbers, part by part: 9.10 is newer than 9.7, and any number than a name without one. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => (version.match(/\d+/g) ?? []).map(Number));
  for (let i = 0; i < Math.max(a?.length ?? 0, b?.length ?? 0); i++) {
    const difference = (a?.[i] ?? -1) - (b?.[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
