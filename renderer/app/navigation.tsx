import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReportParameters } from '#shared/contract/areas.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { ExpiringBucket, WorkList } from '#shared/contract/worklists.ts';
import { SECTIONS, type Section } from '#shared/domain/sections.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { CardFocus } from './card-focus.ts';

/** What a section may be opened with. */
export interface SectionParameters {
  readonly home: Record<string, never>;
  readonly staff: {
    readonly filter?: Partial<StaffFilter>;
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

/** A window opens at the section that its address names. */
function start(): Trail {
  const named = SECTIONS.find((section) => window.location.hash === `#${section}`);
  return { before: [], place: placeOf(named ?? 'home'), after: [] };
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

/** Where the user is; of it only the section stands in the address, nothing survives a lock. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [trail, setTrail] = useState(start);
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

  const { section } = trail.place;
  useEffect(() => {
    window.history.replaceState(null, '', `#${section}`);
    // Whoever comes in after a lock begins at home.
    return () => window.history.replaceState(null, '', '#');
  }, [section]);
  const navigation = useMemo(
    () => ({
      ...trail.place,
      visit,
      go,
      back,
      forward,
      canGoBack: trail.before.length > 0,
      canGoForward: trail.after.length > 0,
    }),
    [trail, visit, go, back, forward],
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
export function usePlaceMemory<T>(name: string, initial: T | (() => T)): readonly [T, (value: T) => void] {
  const { memory } = useNavigation();
  const [value, setValue] = useState<T>(() => (memory.has(name) ? (memory.get(name) as T) : initialOf(initial)));
  const remember = useCallback(
    (next: T) => {
      memory.set(name, next);
      setValue(next);
    },
    [memory, name],
  );
  return [value, remember];
}

function initialOf<T>(initial: T | (() => T)): T {
  return typeof initial === 'function' ? (initial as () => T)() : initial;
}
