import Store from 'electron-store';
import { z } from 'zod';
import { KeptPlace, type PlaceOwner } from '#shared/contract/areas.ts';
import { Preferences, USUAL_PREFERENCES } from '#shared/contract/preferences.ts';
import type { EntityId } from '#shared/domain/values.ts';

/** A window as it opens again. */
const WindowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
  /** Which section it shows. */
  section: z.string().max(20).nullable(),
});
export type WindowState = z.infer<typeof WindowState>;

/** What is missing or `undefined` stays as it was. */
export type Part = { readonly [K in keyof Preferences]?: Preferences[K] | undefined };

export interface Settings {
  preferences(): Preferences;
  setPreferences(part: Part): Preferences;
  windows(): readonly WindowState[];
  setWindows(states: readonly WindowState[]): void;
  /** Where a user of the desk was last in an organisation. */
  place(owner: PlaceOwner): KeptPlace | null;
  setPlace(owner: PlaceOwner, place: KeptPlace): void;
  /** Of all users in one organisation. */
  forgetPlaces(storeId: EntityId): void;
}

/** How this user likes the program, in `settings.json`. Never personal data; what cannot be read is the default again. */
export function openSettings(folder: string): Settings {
  const store = new Store({
    name: 'settings',
    cwd: folder,
    clearInvalidConfig: true,
    configFileMode: 0o600,
  });
  function preferences(): Preferences {
    return merge(USUAL_PREFERENCES, Preferences.partial().safeParse(store.get('preferences')).data ?? {});
  }
  return {
    preferences,
    setPreferences(part) {
      const merged = merge(preferences(), part);
      store.set('preferences', merged);
      return merged;
    },
    windows: () => z.array(WindowState).safeParse(store.get('windows')).data ?? [],
    setWindows: (states) => store.set('windows', states),
    place: ({ storeId, userId }) => KeptPlace.safeParse(store.get(`places.${storeId}.${userId}`)).data ?? null,
    setPlace: ({ storeId, userId }, place) => store.set(`places.${storeId}.${userId}`, place),
    forgetPlaces: (storeId) => store.delete(`places.${storeId}` as never),
  };
}

function merge(preferences: Preferences, part: Part): Preferences {
  const given = Object.entries(part).filter(([, value]) => value !== undefined);
  return { ...preferences, ...Object.fromEntries(given) };
}
