import { QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { AccessState } from '#shared/contract/access.ts';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import type { Api } from '#shared/contract/index.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import { withJobs } from '../jobs/job-center.ts';
import { withStepUp } from './step-up.ts';

declare global {
  interface Window {
    readonly kartoteka: Api;
  }
}

/** The program behind the page: it asks for the PIN where a call needs it, its jobs are kept in the job centre. */
export const api = (): Api => withJobs(withStepUp(window.kartoteka));

/** A refusal of the program, as it arrives at a query, a mutation or a `catch`. */
export class CallFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'CallFailure';
    this.failure = failure;
  }
}

/** The value of a call; a refusal is thrown as {@link CallFailure}. */
export async function call<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new CallFailure(result.error);
  return result.value;
}

/** Any thrown thing as a failure: what is neither a {@link CallFailure} nor a failure itself is a bug of the page. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallFailure) return error.failure;
  if (isFailure(error)) return error;
  return { code: 'KD-9001', correlationId: 'page' };
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && 'correlationId' in error;
}

/**
 * First elements of query keys, by area: `[keys.staff, 'card', id]`. After `data.changed` the areas that show the
 * entity are read again.
 */
export const keys = {
  access: 'access',
  staff: 'staff',
  divisions: 'divisions',
  organisation: 'organisation',
  packages: 'packages',
  papers: 'papers',
  buildings: 'buildings',
  staffing: 'staffing',
  edits: 'edits',
  bulk: 'bulk',
  bulletins: 'bulletins',
  contacts: 'contacts',
  dictionaries: 'dictionaries',
  changes: 'changes',
  attachments: 'attachments',
  sync: 'sync',
  imports: 'imports',
  journal: 'journal',
  home: 'home',
  lists: 'lists',
  reports: 'reports',
  worklists: 'worklists',
  notifications: 'notifications',
  desktop: 'desktop',
} as const;

/** Where the way in stands, as the program last said. */
export const ACCESS_KEY = [keys.access, 'state'] as const;

/** The grid keeps its own rows and listens to `data.changed` itself; everything else is read again by these. */
const AREAS_SHOWING: Readonly<Record<EventBody<'data.changed'>['kind'], readonly string[]>> = {
  organisation: [keys.organisation, keys.buildings, keys.divisions, keys.changes, keys.journal],
  licence: [keys.organisation],
  building: [keys.organisation, keys.buildings, keys.changes, keys.journal],
  service: [keys.organisation, keys.changes, keys.journal],
  staffingDocument: [keys.staffing, keys.changes, keys.journal, keys.reports],
  staffingPosition: [keys.staffing, keys.changes, keys.journal, keys.reports],
  division: [keys.organisation, keys.staffing, keys.divisions, keys.staff, keys.home, keys.journal, keys.reports],
  person: [keys.organisation, keys.staff, keys.changes, keys.home, keys.journal, keys.reports],
  employment: [
    keys.organisation,
    keys.staffing,
    keys.staff,
    keys.divisions,
    keys.changes,
    keys.home,
    keys.journal,
    keys.reports,
  ],
  credential: [keys.staff, keys.changes, keys.home, keys.journal],
  education: [keys.staff, keys.changes, keys.home, keys.journal],
  category: [keys.staff, keys.changes, keys.home, keys.journal],
  award: [keys.staff, keys.changes, keys.home, keys.journal],
  document: [keys.staff, keys.changes, keys.home, keys.journal],
  address: [keys.staff, keys.changes, keys.home, keys.journal],
  military: [keys.staff, keys.changes, keys.home, keys.journal],
  society: [keys.staff, keys.changes, keys.home, keys.journal],
  nmo: [keys.staff, keys.home, keys.journal],
  policy: [keys.staff, keys.journal],
  leave: [keys.staffing, keys.staff, keys.changes, keys.home, keys.journal],
  bulletin: [keys.bulletins, keys.journal],
  paper: [keys.papers, keys.journal],
  attachment: [keys.attachments, keys.organisation, keys.journal, keys.changes],
  request: [
    keys.organisation,
    keys.packages,
    keys.buildings,
    keys.staffing,
    keys.divisions,
    keys.changes,
    keys.staff,
    keys.home,
    keys.journal,
    keys.sync,
  ],
};

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The program is on this computer: it is asked when it said that something changed, not by the clock.
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: 'always',
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Calls the newest `listener` at every event of the program while the component is mounted. */
export function useEvent<E extends EventName>(event: E, listener: (body: EventBody<E>) => void): void {
  const newest = useEffectEvent(listener);
  useEffect(() => api().on(event, (body) => newest(body)), [event]);
}

/**
 * Calls `listener` when core died, runs again, and has taken the session up again if it could. `state` is where the way
 * in stands now.
 */
export function useCoreBack(listener: (state: AccessState) => void): void {
  const newest = useEffectEvent(listener);
  useEvent('core.restarted', () => {
    void api()
      .access.state({})
      .then((answer) => answer.ok && newest(answer.value));
  });
}

/** Mounted once, in the session gate: what changed is read again where it is shown. */
export function useDataInvalidation(): void {
  const client = useQueryClient();
  useEvent('data.changed', ({ kind }) => {
    for (const area of AREAS_SHOWING[kind]) void client.invalidateQueries({ queryKey: [area] });
    // Every work list looks at all of it.
    void client.invalidateQueries({ queryKey: [keys.worklists] });
  });
  useCoreBack((state) => {
    client.setQueryData(ACCESS_KEY, state);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.access });
  });
}
