import {
  createContext,
  type ReactNode,
  type SetStateAction,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react';
import { KeptPlace, type ReportParameters } from '#shared/contract/areas.ts';
import type { ExchangeTab } from '#shared/contract/exchange.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { ViewChoice } from '#shared/contract/staff-views.ts';
import type { ExpiringBucket, WorkList } from '#shared/contract/worklists.ts';
import { SECTIONS, type Section } from '#shared/domain/sections.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { CardFocus } from './card-focus.ts';

/** What a section may be opened with. */
export interface SectionParameters {
  readonly home: Record<string, never>;
  readonly staff: {
    readonly filter?: Partial<StaffFilter>;
    readonly view?: ViewChoice;
    readonly personId?: string;
    /** Where in the card of that person to begin. */
    readonly focus?: CardFocus;
  };
  readonly divisions: { readonly divisionId?: string };
  readonly staffing: { readonly documentId?: string; readonly divisionId?: string };
  readonly organisation: Record<string, never>;
  readonly dictionaries: Record<string, never>;
  readonly requests: {
    readonly requestId?: string;
    readonly states?: readonly RequestState[];
    /** Only the requests of the user at work. */
    readonly mine?: boolean;
  };
  readonly documents: Record<string, never>;
  readonly worklists: { readonly list?: WorkList; readonly bucket?: ExpiringBucket };
  readonly reports: { readonly reportId?: ReportParameters['reportId'] };
  readonly imports: { readonly offerId?: string };
  readonly exchange: { readonly tab?: ExchangeTab };
  readonly journal: { readonly text?: string };
  readonly settings: Record<string, never>;
}

export interface Place<S extends Section = Section> {
  readonly section: S;
  readonly parameters: SectionParameters[S];
  /** What the page had when it was left, by names of its own; see {@link usePlaceMemory}. */
  readonly memory: Map<string, unknown>;
}

/** Where the user was, is, and came back from; the nearest last in `before` and first in `after`. */
interface Trail {
  readonly before: readonly Place[];
  readonly place: Place;
  readonly after: readonly Place[];
}

export interface Navigation extends Place {
  /** Something was put into the memory of the place. */
  readonly remembered: () => void;
  /** Grows with every move, also within a section: a key for pages that start anew. */
  readonly visit: number;
  readonly go: <S extends Section>(section: S, parameters?: SectionParameters[S]) => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** Longer trails forget their beginning. */
const TRAIL_LENGTH = 50;

const NavigationContext = createContext<Navigation | null>(null);

function placeOf<S extends Section>(section: S, parameters: SectionParameters[S] = {}): Place<S> {
  return { section, parameters, memory: new Map() };
}

/** A window opens at the section that its address names, with what this user looked at there last. */
function startOf(kept: KeptPlace | null): Trail {
  const section = SECTIONS.find((one) => window.location.hash === `#${one}`) ?? 'home';
  // As {@link keptPlaceOf} made them for this section.
  const parameters = kept?.section === section ? (kept.parameters as SectionParameters[Section]) : {};
  return { before: [], place: placeOf(section, parameters), after: [] };
}

/** What a page remembers under these names is what it would be opened with. */
const OPENED_WITH: Readonly<Partial<Record<Section, readonly [parameter: string, memory: string]>>> = {
  staff: ['personId', 'card'],
  divisions: ['divisionId', 'selected'],
  staffing: ['documentId', 'document'],
  requests: ['requestId', 'chosen'],
  worklists: ['list', 'list'],
  reports: ['reportId', 'report'],
};

function keptPlaceOf({ section, parameters, memory }: Place): KeptPlace {
  const [name = '', remembered = ''] = OPENED_WITH[section] ?? [];
  const given: Readonly<Record<string, unknown>> = { ...parameters };
  const value = memory.has(remembered) ? memory.get(remembered) : given[name];
  const kept = KeptPlace.safeParse({ section, parameters: { [name]: value ?? undefined } });
  return kept.success ? kept.data : { section, parameters: {} };
}

function gone({ before, place }: Trail, next: Place): Trail {
  return { before: [...before, place].slice(-TRAIL_LENGTH), place: next, after: [] };
}

function wentBack(trail: Trail): Trail {
  const place = trail.before.at(-1);
  return place === undefined
    ? trail
    : { before: trail.before.slice(0, -1), place, after: [trail.place, ...trail.after] };
}

function wentForward(trail: Trail): Trail {
  const [place, ...after] = trail.after;
  return place === undefined ? trail : { before: [...trail.before, trail.place], place, after };
}

interface NavigationProviderProps {
  /** Where this user was last. */
  readonly kept: KeptPlace | null;
  /** Told whenever the user is somewhere else, or looks at something else there. */
  readonly onPlace: (place: KeptPlace) => void;
  readonly children: ReactNode;
}

/** Where the user is; of it only the section stands in the address. The trail is gone at a lock. */
export function NavigationProvider({ kept, onPlace, children }: NavigationProviderProps) {
  const [trail, setTrail] = useState(() => startOf(kept));
  const [visit, setVisit] = useState(0);
  const step = useCallback((change: (trail: Trail) => Trail) => {
    setTrail(change);
    setVisit((count) => count + 1);
  }, []);
  const go = useCallback(
    <S extends Section>(section: S, parameters?: SectionParameters[S]) =>
      step((current) => gone(current, placeOf(section, parameters))),
    [step],
  );
  const back = useCallback(() => step(wentBack), [step]);
  const forward = useCallback(() => step(wentForward), [step]);

  useEffect(() => {
    // The two buttons at the side of a mouse.
    const onButton = ({ button }: MouseEvent) => {
      if (button === 3) back();
      else if (button === 4) forward();
    };
    window.addEventListener('mouseup', onButton);
    return () => window.removeEventListener('mouseup', onButton);
  }, [back, forward]);

  const { place } = trail;
  const { section } = place;
  useEffect(() => {
    window.history.replaceState(null, '', `#${section}`);
    // Whoever comes in after a lock begins at home.
    return () => window.history.replaceState(null, '', '#');
  }, [section]);
  const tell = useEffectEvent(() => onPlace(keptPlaceOf(place)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: of every place
  useEffect(() => tell(), [place]);
  const remembered = useCallback(() => onPlace(keptPlaceOf(place)), [place, onPlace]);
  const navigation = useMemo(
    () => ({
      ...trail.place,
      remembered,
      visit,
      go,
      back,
      forward,
      canGoBack: trail.before.length > 0,
      canGoForward: trail.after.length > 0,
    }),
    [trail, remembered, visit, go, back, forward],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('NavigationProvider is missing');
  return navigation;
}

/** What the section was opened with, for the page of that section. */
export function useParameters<S extends Section>(section: S): SectionParameters[S] {
  const navigation = useNavigation();
  return navigation.section === section ? (navigation.parameters as SectionParameters[S]) : {};
}

/**
 * A state that is there again when the user comes back to the place: a filter, an order, where a list was scrolled to.
 *
 * @param name of its own within the page
 */
export function usePlaceMemory<T>(
  name: string,
  initial: T | (() => T),
): readonly [T, (value: SetStateAction<T>) => void] {
  const { memory, remembered } = useNavigation();
  const [value, setValue] = useState<T>(() => {
    if (!memory.has(name)) memory.set(name, resolved(initial, undefined));
    return memory.get(name) as T;
  });
  const remember = useCallback(
    (next: SetStateAction<T>) => {
      memory.set(name, resolved(next, memory.get(name)));
      setValue(() => memory.get(name) as T);
      remembered();
    },
    [memory, name, remembered],
  );
  return [value, remember];
}

function resolved(given: unknown, before: unknown): unknown {
  return typeof given === 'function' ? given(before) : given;
}
