import type { z } from 'zod';
import type { Role } from '../domain/states.ts';

/**
 * `query` reads, `command` writes and is answered when it is on disk, `job` runs long: it reports `jobs.progress`, can be
 * cancelled, and is answered at its end.
 */
export type MethodKind = 'query' | 'command' | 'job';

/** Who may call: `anyone` also before sign-in, `signed-in` whatever the role, or the roles named. */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: MethodKind;
  readonly access: Access;
  readonly input: I;
  readonly output: O;
}

export function query<I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O): Method<I, O> {
  return { kind: 'query', access, input, output };
}
export function command<I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O): Method<I, O> {
  return { kind: 'command', access, input, output };
}
/** Its kind is known to the types: every job has a title. */
export type JobMethod<I extends z.ZodType, O extends z.ZodType> = Method<I, O> & { readonly kind: 'job' };
export function job<I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O): JobMethod<I, O> {
  return { kind: 'job', access, input, output };
}
