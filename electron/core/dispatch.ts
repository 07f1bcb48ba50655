import { methodOf } from '#shared/contract/index.ts';
import { DeskError, type Result } from '#shared/contract/result.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { CallContext, Core } from './core.ts';
import { failureOf } from './failures.ts';
import { createJobs } from './jobs.ts';
import type { Clock, Emit, Ids, Log } from './ports.ts';

export interface DispatchParts {
  readonly core: Pick<Core, 'handlers' | 'session' | 'sessionId' | 'stepUp' | 'reportFile' | 'jobEnded'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly emit: Emit;
  /** Hold every answer against its schema (tests and development). */
  readonly checkAnswers: boolean;
}

export interface Call {
  readonly method: string;
  readonly input: unknown;
  readonly jobId?: string | undefined;
  /** The session that the caller means: in another one the call is refused as if nobody had signed in. */
  readonly sessionId?: string | undefined;
}

export interface Dispatcher {
  /** Never throws: every refusal and every bug is a `Result`. */
  call(call: Call): Promise<Result<unknown>>;
  reportFile(runId: string): Result<string | null>;
  /** Tells every running call to give up. */
  abortAll(): void;
}

type AnyHandler = (input: unknown, context: CallContext) => unknown;

/** Method → schema → right → handler → `Result`: the only way into core's services. */
export function createDispatcher(parts: DispatchParts): Dispatcher {
  const { core, ids, log, clock } = parts;
  const jobs = createJobs(clock, parts.emit);
  const handlers = core.handlers as unknown as Readonly<Record<string, Readonly<Record<string, AnyHandler>>>>;

  function handlerOf(method: string): AnyHandler | undefined {
    if (method === 'jobs.cancel') {
      return (input) => {
        jobs.cancel((input as { jobId: string }).jobId);
        return {};
      };
    }
    if (method === 'jobs.running') return () => ({ jobs: jobs.running() });
    const [area = '', name = ''] = method.split('.');
    const methods = Object.hasOwn(handlers, area) ? handlers[area] : undefined;
    const handler = methods?.[name];
    return handler === undefined ? undefined : (input, context) => handler.call(methods, input, context);
  }

  async function perform(call: Call, correlationId: string): Promise<unknown> {
    const method = methodOf(call.method);
    const handler = method && handlerOf(call.method);
    if (method === undefined || handler === undefined) throw new DeskError('KD-9002');
    const isMeant = call.sessionId === undefined || call.sessionId === core.sessionId();
    const user = isMeant ? core.session() : null;
    const refusal = refusalOf(method, user);
    if (refusal !== null) throw new DeskError(refusal);
    const parsed = method.input.safeParse(call.input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const field = issue?.path.map(String).join('.').slice(0, 200) ?? '';
      throw new DeskError('KD-9002', field === '' ? {} : { field });
    }
    const jobId = method.kind === 'job' ? call.jobId : undefined;
    const run = jobs.begin(call.method, jobId);
    try {
      const { signal, progress } = run;
      const context: CallContext = { user, signal, progress, correlationId, stepUp: () => core.stepUp() };
      const answer = await handler(parsed.data, context);
      if (parts.checkAnswers) method.output.parse(answer);
      return answer;
    } catch (error) {
      if (run.signal.aborted && !(error instanceof DeskError)) throw new DeskError('KD-6002', { cause: error });
      throw error;
    } finally {
      run.end();
      if (user !== null && core.session() === null) jobs.abortAll();
    }
  }

  async function answer(call: Call, correlationId: string, since: () => number): Promise<Result<unknown>> {
    try {
      return { ok: true, value: await perform(call, correlationId) };
    } catch (error) {
      const failure = failureOf(error, correlationId);
      const known = methodOf(call.method) !== undefined;
      const fields = {
        method: known ? call.method : '(unknown)',
        code: failure.code,
        correlationId,
        milliseconds: since(),
      };
      if (error instanceof DeskError) log.info('call.refused', fields);
      else log.error('call.failed', { ...fields, ...traceOf(error) });
      return { ok: false, error: failure };
    }
  }

  return {
    async call(call) {
      const begun = clock.monotonic();
      const since = () => Math.round(clock.monotonic() - begun);
      const result = await answer(call, ids.next(), since);
      const { method, jobId } = call;
      if (jobId !== undefined && methodOf(method)?.kind === 'job') {
        parts.emit('jobs.ended', { jobId, failure: result.ok ? null : result.error });
        core.jobEnded({ jobId, method, milliseconds: since(), result });
      }
      return result;
    },
    reportFile(runId) {
      const correlationId = ids.next();
      try {
        if (core.session() === null) throw new DeskError('KD-1001');
        return { ok: true, value: core.reportFile(runId) };
      } catch (error) {
        return { ok: false, error: failureOf(error, correlationId) };
      }
    },
    abortAll: jobs.abortAll,
  };
}
