import type { EventBody, EventName } from '#shared/contract/events.ts';
import type { CoreStart, FromCore, HostService, HostServices, ToCore } from '#shared/contract/host.ts';
import { DeskError, type Failure, type Result } from '#shared/contract/result.ts';
import type { Log } from './log.ts';

/** What is used of Electron's utility process. */
export interface CoreProcess {
  postMessage(message: ToCore): void;
  kill(): boolean;
  on(event: 'message', listener: (message: FromCore) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface CoreHostParts {
  readonly fork: () => CoreProcess;
  readonly start: Omit<CoreStart, 'session'>;
  readonly services: Omit<HostServices, 'keepSession'>;
  readonly log: Log;
  readonly newId: () => string;
  /** Milliseconds that no wall clock moves. */
  readonly monotonic: () => number;
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  readonly onEvent: <E extends EventName>(name: E, body: EventBody<E>) => void;
}

/** What a call carries besides its input, see {@link ToCore}. */
export interface CallOptions {
  readonly jobId?: string;
  readonly sessionId?: string;
}

export interface CoreHost {
  /** Never rejects. Waits while core starts; KD-9004 while it is down or going down. */
  call(method: string, input: unknown, options?: CallOptions): Promise<Result<unknown>>;
  reportFile(runId: string): Promise<Result<string | null>>;
  online(online: boolean): void;
  lock(cause: 'idle' | 'screen' | 'suspend'): void;
  /** Refuses new calls, waits for running ones, then lets core take everything down. */
  stop(): Promise<void>;
}

/** Pause before the n-th start in a row that ended early, in milliseconds; the last one repeats. */
const BACK_OFF = [0, 250, 500, 1_000, 2_000];
/** A core that lived this long did not die of its start. */
const LONG_ENOUGH = 60_000;
/** Patience at the end of the program: running calls, then the taking down. What was answered is on disk anyway. */
const PATIENCE = 15_000;

type Phase = 'starting' | 'running' | 'down' | 'stopping' | 'stopped';
interface Pending {
  readonly settle: (result: Result<unknown>) => void;
  readonly jobId: string | undefined;
}

/** Keeps one core alive and carries messages to and from it. */
export function createCoreHost(parts: CoreHostParts): CoreHost {
  const { log } = parts;
  const pending = new Map<number, Pending>();
  let unsent: ToCore[] = [];
  let phase: Phase = 'down';
  let child: CoreProcess | undefined;
  let session: Uint8Array<ArrayBuffer> | null = null;
  let isOnline = true;
  let lastId = 0;
  let starts = 0;
  let deaths = 0;
  let readyAt = 0;
  let atChange: (() => void)[] = [];

  const failure = (): Failure => ({ code: 'KD-9004', correlationId: parts.newId() });

  /** Calls back once `holds`, looked at whenever a call ends or core does. */
  function until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const cancel = parts.after(PATIENCE, resolve);
      const look = () => {
        if (!holds()) return void atChange.push(look);
        cancel();
        resolve();
      };
      look();
    });
  }

  function changed(): void {
    const looks = atChange;
    atChange = [];
    for (const look of looks) look();
  }

  function launch(): void {
    phase = 'starting';
    starts += 1;
    const launched = parts.fork();
    child = launched;
    launched.on('message', (message) => {
      if (child === launched) receive(message);
    });
    launched.on('exit', (code) => {
      if (child === launched) died(code);
    });
    launched.postMessage({ type: 'start', start: { ...parts.start, session } });
  }

  function receive(message: FromCore): void {
    switch (message.type) {
      case 'ready':
        ready();
        break;
      case 'answer':
        settle(message.id, message.result as Result<unknown>);
        break;
      case 'event':
        parts.onEvent(message.name, message.body as never);
        break;
      case 'hostCall':
        void serve(message.id, message.service, message.input);
        break;
      case 'log':
        log.write(message.level, message.event, message.fields);
        break;
      case 'stopped':
        phase = 'stopped';
        changed();
        break;
    }
  }

  function ready(): void {
    if (phase !== 'starting') return;
    phase = 'running';
    readyAt = parts.monotonic();
    child?.postMessage({ type: 'online', online: isOnline });
    const waiting = unsent;
    unsent = [];
    for (const message of waiting) child?.postMessage(message);
    log.write('info', 'core.ready', { start: starts });
    if (starts > 1) parts.onEvent('core.restarted', { failure: failure() });
  }

  function settle(id: number, result: Result<unknown>): void {
    const call = pending.get(id);
    pending.delete(id);
    call?.settle(result);
    changed();
  }

  function died(code: number): void {
    const wasUp = phase === 'running' && parts.monotonic() - readyAt >= LONG_ENOUGH;
    const stopping = phase === 'stopping' || phase === 'stopped';
    child = undefined;
    unsent = [];
    phase = stopping ? 'stopped' : 'down';
    const calls = abandon();
    if (stopping) return;
    log.write('error', 'core.died', { code, start: starts, calls });
    deaths = wasUp ? 0 : deaths;
    const pause = BACK_OFF[Math.min(deaths, BACK_OFF.length - 1)] ?? 0;
    deaths += 1;
    if (pause === 0) launch();
    else
      parts.after(pause, () => {
        if (phase === 'down') launch();
      });
  }

  /** Nobody will answer the calls that run: tells their callers, and how many there were. */
  function abandon(): number {
    const calls = [...pending.values()];
    pending.clear();
    for (const call of calls) call.settle({ ok: false, error: failure() });
    changed();
    return calls.length;
  }

  async function serve(id: number, service: HostService, input: unknown): Promise<void> {
    const asked = child;
    try {
      const value = await perform(service, input);
      if (child === asked) asked?.postMessage({ type: 'hostAnswer', id, ok: true, value });
    } catch (error) {
      const code = error instanceof DeskError ? error.code : 'KD-9001';
      log.write('warn', 'host.refused', { service, code });
      if (child === asked) asked?.postMessage({ type: 'hostAnswer', id, ok: false, value: code });
    }
  }

  function perform(service: HostService, input: unknown): unknown {
    if (service === 'keepSession') {
      const { blob } = input as { blob: Uint8Array | null };
      session = blob && new Uint8Array(blob);
      return undefined;
    }
    const services: Readonly<Record<string, (input: never) => Promise<unknown>>> = parts.services;
    if (!Object.hasOwn(services, service)) throw new DeskError('KD-9002');
    return services[service]?.(input as never);
  }

  function send(message: ToCore): void {
    if (phase === 'running') child?.postMessage(message);
    else unsent.push(message);
  }

  function ask<T>(jobId: string | undefined, messageOf: (id: number) => ToCore): Promise<Result<T>> {
    if (phase !== 'running' && phase !== 'starting') return Promise.resolve({ ok: false, error: failure() });
    return new Promise((resolve) => {
      lastId += 1;
      pending.set(lastId, { settle: (result) => resolve(result as Result<T>), jobId });
      send(messageOf(lastId));
    });
  }

  function callMessage(method: string, input: unknown, options: CallOptions = {}) {
    return (id: number): ToCore => ({ ...options, type: 'call', id, method, input });
  }

  launch();
  return {
    call: (method, input, options) => ask(options?.jobId, callMessage(method, input, options)),
    reportFile: (runId) => ask(undefined, (id) => ({ type: 'reportFile', id, runId })),
    online(online) {
      isOnline = online;
      if (phase === 'running') child?.postMessage({ type: 'online', online });
    },
    lock(cause) {
      if (phase === 'running') child?.postMessage({ type: 'lock', cause });
      // The next core must not open what the workstation's user has locked meanwhile.
      else session = null;
      if (phase === 'starting') unsent.push({ type: 'lock', cause });
    },
    async stop() {
      if (phase === 'stopping' || phase === 'stopped') return;
      const jobs = [...pending.values()].flatMap(({ jobId }) => (jobId === undefined ? [] : [jobId]));
      for (const jobId of jobs) void ask(undefined, callMessage('jobs.cancel', { jobId }));
      const wasRunning = phase === 'running';
      phase = 'stopping';
      if (wasRunning) {
        await until(() => pending.size === 0);
        child?.postMessage({ type: 'stop' });
        await until(() => phase === 'stopped');
      }
      child?.kill();
      abandon();
      phase = 'stopped';
      log.write('info', 'core.stopped', {});
    },
  };
}
