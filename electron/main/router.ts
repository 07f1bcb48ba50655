import { AccessState } from '#shared/contract/access.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { type Contract, type Handlers, methodOf, type OutputOf } from '#shared/contract/index.ts';
import { DeskError, type Result } from '#shared/contract/result.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import type { CallOptions, CoreHost } from './core-host.ts';
import type { Log } from './log.ts';
import { measure } from './measure.ts';

export type DesktopHandlers = Handlers<'desktop', null>;

export interface RouterParts {
  readonly core: Pick<CoreHost, 'call'>;
  readonly desktop: DesktopHandlers;
  readonly log: Log;
  readonly newId: () => string;
  readonly maxBytes?: number;
}

export interface Router {
  /** What a page asked for; `ours` tells whether the page is one of the program's own. Never rejects. */
  call(ours: boolean, payload: unknown): Promise<Result<unknown>>;
}

/** A whole clinic pasted at once is a few megabytes. */
const TWENTY_MEGABYTES = 20 * 1024 * 1024;

/** First door of every call: sender, shape, size; area `desktop` is answered here, everything else by core. */
export function createRouter(parts: RouterParts): Router {
  const { core, desktop, log, newId, maxBytes = TWENTY_MEGABYTES } = parts;

  function refuse(code: ErrorCode, method: string): Result<never> {
    const correlationId = newId();
    log.write('warn', 'call.refused', { method, code, correlationId });
    return { ok: false, error: { code, correlationId } };
  }

  /** Who is signed in, as core says: main keeps no session of its own. */
  async function user({ sessionId }: CallOptions) {
    const answer = await core.call('access.state', {});
    const state = answer.ok ? AccessState.safeParse(answer.value).data : undefined;
    if (state?.stage !== 'open') return null;
    return sessionId === undefined || sessionId === state.sessionId ? state.user : null;
  }

  async function callDesktop(name: string, input: unknown, options: CallOptions): Promise<Result<unknown>> {
    const method = methodOf(name);
    const parsed = method?.input.safeParse(input);
    if (method === undefined || !parsed?.success) return refuse('KD-9002', name);
    const refusal = method.access === 'anyone' ? null : refusalOf(method, await user(options));
    if (refusal !== null) return refuse(refusal, name);
    const own = name.slice('desktop.'.length) as keyof Contract['desktop'];
    try {
      const handler = desktop[own] as (
        input: unknown,
        context: null,
      ) => Promise<OutputOf<Contract['desktop'][typeof own]>>;
      return { ok: true, value: await handler(parsed.data, null) };
    } catch (error) {
      return refuse(error instanceof DeskError ? error.code : 'KD-9001', name);
    }
  }

  return {
    async call(ours, payload) {
      if (!ours) return refuse('KD-9003', '(not read)');
      const size = measure(payload, maxBytes);
      if (size === 'too-large') return refuse('KD-9005', '(not read)');
      if (size === 'foreign' || typeof payload !== 'object' || payload === null) return refuse('KD-9002', '(not read)');
      const { method, input, jobId, sessionId } = payload as Readonly<Record<string, unknown>>;
      if (typeof method !== 'string' || methodOf(method) === undefined) return refuse('KD-9002', '(unknown)');
      if (!isId(jobId) || !isId(sessionId)) return refuse('KD-9002', method);
      const options = { ...(jobId === undefined ? {} : { jobId }), ...(sessionId === undefined ? {} : { sessionId }) };
      return method.startsWith('desktop.') ? callDesktop(method, input, options) : core.call(method, input, options);
    },
  };
}

function isId(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= 100);
}
