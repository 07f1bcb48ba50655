import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReportParameters } from '#shared/contract/areas.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { ExpiringBucket, WorkList } from '#shared/contract/worklists.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { CardFocus } from './card-focus.ts';

/** In the order of the left menu; Ctrl+1 … Ctrl+9 open them. */
export const SECTIONS = [
  'home',
  'staff',
  'divisions',
  'organisation',
  'staffing',
  'dictionaries',
  'requests',
  'documents',
  'worklists',
  'reports',
  'imports',
  'journal',
  'settings',
] as const;
export type Section = (typeof SECTIONS)[number];

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
}

interface Trail {
  readonly places: readonly Place[];
  readonly at: number;
}

export interface Navigation {
  readonly section: Section;
  readonly parameters: SectionParameters[Section];
  /** Grows with every move, also within a section: a key for pages that start anew. */
  readonly visit: number;
  readonly go: <S extends Section>(section: S, parameters?: SectionParameters[S]) => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

const HOME: Place = { section: 'home', parameters: {} };
const START: Trail = { places: [HOME], at: 0 };
/** Longer trails forget their beginning. */
const TRAIL_LENGTH = 50;

const NavigationContext = createContext<Navigation | null>(null);

function moved(trail: Trail, steps: number): Trail {
  const at = trail.at + steps;
  return at < 0 || at >= trail.places.length ? trail : { ...trail, at };
}

/** Where the user is; kept in memory, no address, nothing survives a lock. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [trail, setTrail] = useState(START);
  const [visit, setVisit] = useState(0);
  const step = useCallback((change: (trail: Trail) => Trail) => {
    setTrail(change);
    setVisit((count) => count + 1);
  }, []);
  const go = useCallback(
    <S extends Section>(section: S, parameters?: SectionParameters[S]) =>
      step(({ places, at }) => {
        const place: Place = { section, parameters: parameters ?? {} };
        const kept = [...places.slice(0, at + 1), place].slice(-TRAIL_LENGTH);
        return { places: kept, at: kept.length - 1 };
      }),
    [step],
  );
  const back = useCallback(() => step((current) => moved(current, -1)), [step]);
  const forward = useCallback(() => step((current) => moved(current, 1)), [step]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey && !event.ctrlKey && !event.shiftKey && event.key === 'ArrowLeft') back();
      else if (event.altKey && !event.ctrlKey && !event.shiftKey && event.key === 'ArrowRight') forward();
      else if (event.ctrlKey && !event.altKey && !event.shiftKey && /^Digit[1-9]$/.test(event.code)) {
        const section = SECTIONS[Number(event.code.slice(-1)) - 1];
        if (section !== undefined) go(section);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [back, forward, go]);

  const place = trail.places[trail.at] ?? HOME;
  const navigation = useMemo(
    () => ({
      ...place,
      visit,
      go,
      back,
      forward,
      canGoBack: trail.at > 0,
      canGoForward: trail.at < trail.places.length - 1,
    }),
    [place, visit, go, back, forward, trail],
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
