import type { z } from 'zod';
import { access } from './access.ts';
import { desktop, divisions, jobs, journal, reports, sync } from './areas.ts';
import { attachments } from './attachments.ts';
import { bulk } from './bulk.ts';
import { bulletins } from './bulletins.ts';
import { changes } from './changes.ts';
import { contacts } from './contacts.ts';
import type { Method } from './define.ts';
import { dictionaries } from './dictionaries.ts';
import { edits } from './edits.ts';
import type { EventBody, EventName } from './events.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { lists } from './lists.ts';
import { notices } from './notices.ts';
import { notifications } from './notifications.ts';
import { organisation } from './organisation.ts';
import { packages } from './packages.ts';
import { papers } from './papers.ts';
import type { Result } from './result.ts';
import { search } from './search.ts';
import { staff } from './staff.ts';
import { staffing } from './staffing.ts';
import { worklists } from './worklists.ts';

/** Every call between page and program. Preload, router, client and the test of rights are derived from it. */
export const CONTRACT = {
  access,
  staff,
  organisation,
  divisions,
  staffing,
  dictionaries,
  changes,
  edits,
  attachments,
  bulk,
  bulletins,
  contacts,
  sync,
  packages,
  imports,
  journal,
  history,
  home,
  search,
  lists,
  notices,
  notifications,
  reports,
  papers,
  worklists,
  jobs,
  desktop,
} as const;

export type Contract = typeof CONTRACT;
export type AreaName = keyof Contract;

type InputOf<M> = M extends Method<infer I, z.ZodType> ? z.input<I> : never;
export type OutputOf<M> = M extends Method<z.ZodType, infer O> ? z.output<O> : never;
type ParsedInputOf<M> = M extends Method<infer I, z.ZodType> ? z.output<I> : never;

/** What a call carries besides its input. */
export interface CallOptions {
  /** Chosen by the caller of a job, to follow `jobs.progress` and to cancel. */
  readonly jobId?: string;
}

/** `window.kartoteka`: one function per method, and events. */
export type Api = {
  readonly [A in AreaName]: {
    readonly [M in keyof Contract[A]]: (
      input: InputOf<Contract[A][M]>,
      options?: CallOptions,
    ) => Promise<Result<OutputOf<Contract[A][M]>>>;
  };
} & {
  /**
   * Calls from now on belong to this session: core refuses them with KD-1001 when another one is open by then, so that
   * what a page of one person or organisation still has to say never reaches the store of another.
   */
  readonly inSession: (sessionId: string) => void;
  /** Returns the function that ends the subscription. */
  readonly on: <E extends EventName>(event: E, listener: (body: EventBody<E>) => void) => () => void;
};

/** What a handler of an area must offer; `C` is the caller's context (session, signal, progress). */
export type Handlers<A extends AreaName, C> = {
  readonly [M in keyof Contract[A]]: (
    input: ParsedInputOf<Contract[A][M]>,
    context: C,
  ) => OutputOf<Contract[A][M]> | Promise<OutputOf<Contract[A][M]>>;
};

export type MethodName = { [A in AreaName]: `${A}.${Extract<keyof Contract[A], string>}` }[AreaName];

type JobsOf<A extends AreaName> = {
  [M in keyof Contract[A]]: Contract[A][M] extends { readonly kind: 'job' } ? `${A}.${Extract<M, string>}` : never;
}[keyof Contract[A]];
/** Methods that run long. */
export type JobName = { [A in AreaName]: JobsOf<A> }[AreaName];

/** The method of a dotted name that came from outside, or undefined. */
export function methodOf(name: string): Method | undefined {
  const [area = '', method = '', ...rest] = name.split('.');
  if (rest.length > 0 || !Object.hasOwn(CONTRACT, area)) return undefined;
  const methods: Readonly<Record<string, Method>> = CONTRACT[area as AreaName];
  return Object.hasOwn(methods, method) ? methods[method] : undefined;
}
