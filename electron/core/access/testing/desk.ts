import type { AccessState } from '#shared/contract/access.ts';
import type { Policy } from '#shared/contract/policy.ts';
import type { CallContext } from '../../core.ts';
import { type Access, type AccessHooks, createAccess, type OpenSession } from '../access.ts';
import { Browser } from './browser.ts';
import { TEXTS, type TestPorts, testPorts } from './fakes.ts';
import { CLIENT_ID } from './provider.ts';

/** Cheap on purpose: what a PIN costs is another test's business. */
const KDF_COST = { log2N: 13, r: 8, p: 1 } as const;
const CONTEXT: CallContext = {
  user: null,
  signal: new AbortController().signal,
  progress: () => undefined,
  correlationId: 'test',
  stepUp: () => undefined,
};

export const PIN = '904173';

export function policyOf(issuer: string, changes: Partial<Policy> = {}): Policy {
  return {
    contour: 'test',
    issuer,
    clientId: CLIENT_ID,
    registryEndpoints: ['http://127.0.0.1:1/fhir'],
    signingAuthorities: [],
    tlsAuthorities: [],
    bulletinPublishers: [],
    idleLockMinutes: 10,
    authorMayApprove: false,
    syncEverySeconds: 0,
    ...changes,
  };
}

type Calls = Access['handlers'];
type StateAt<S extends AccessState['stage']> = Extract<AccessState, { stage: S }>;

/** The way in of a workstation, with a browser that signs in by itself. */
export interface Desk {
  readonly ports: TestPorts;
  readonly access: Access;
  /** What the rest of core was told. */
  readonly sessions: OpenSession[];
  readonly closed: OpenSession[];
  call<M extends keyof Calls>(method: M, input: Parameters<Calls[M]>[0]): Promise<AccessState>;
  state(): Promise<AccessState>;
  /** Waits until the pages are told of this stage, and gives what they were told. */
  until<S extends AccessState['stage']>(stage: S): Promise<StateAt<S>>;
  /** Begins to sign in and waits for the stage that the browser's answer leads to. */
  signIn<S extends AccessState['stage']>(stage: S): Promise<StateAt<S>>;
  /** A clean first run up to the open store. @returns the recovery key */
  firstRun(pin?: string): Promise<string>;
}

export interface DeskOptions {
  readonly issuer: string | null;
  /** The same machine before: its files and its keystore are still there. */
  readonly earlier?: Desk;
  readonly session?: Uint8Array | null;
  readonly policy?: Policy;
  readonly hooks?: Partial<AccessHooks>;
  readonly offline?: boolean;
}

export function startDesk({ issuer, earlier, session = null, policy, hooks = {}, offline = false }: DeskOptions): Desk {
  const sessions: OpenSession[] = [];
  const closed: OpenSession[] = [];
  const waiting = new Set<(state: AccessState) => void>();
  const base = testPorts(earlier?.ports);
  const ports: TestPorts = {
    ...base,
    ...(offline ? { fetch: () => Promise.reject(new TypeError('fetch failed')) } : {}),
    emit: (event, body) => {
      base.emit(event, body);
      for (const heard of waiting) heard(body as AccessState);
    },
  };
  ports.host.browse = (url) => void new Browser().open(url).catch(() => undefined);
  const access = createAccess(ports, {
    policy: policy ?? (issuer === null ? null : policyOf(issuer)),
    session,
    texts: TEXTS,
    training: { userName: 'Учебный пользователь', organisation: 'Учебная клиника' },
    kdfCost: KDF_COST,
    hooks: {
      async onOpen(opened) {
        await hooks.onOpen?.(opened);
        sessions.push(opened);
      },
      async onClose() {
        await hooks.onClose?.();
        const last = sessions.at(-1);
        if (last) closed.push(last);
      },
    },
  });

  const desk: Desk = {
    ports,
    access,
    sessions,
    closed,
    async call(method, input) {
      const handler = access.handlers[method] as (given: unknown, context: CallContext) => AccessState;
      return handler(input, CONTEXT);
    },
    state: () => desk.call('state', {}),
    until(stage) {
      return new Promise((resolve) => {
        const heard = (state: AccessState): void => {
          if (state.stage !== stage) return;
          waiting.delete(heard);
          resolve(state as StateAt<typeof stage>);
        };
        // Listens before it asks: what is told in between would be heard by nobody.
        waiting.add(heard);
        void desk.state().then(heard);
      });
    },
    async signIn(stage) {
      await desk.call('beginSignIn', {});
      return desk.until(stage);
    },
    async firstRun(pin = PIN) {
      await desk.signIn('set-pin');
      const shown = await desk.call('setPin', { pin });
      await desk.call('recoveryKeySaved', {});
      return shown.stage === 'recovery-key' ? shown.recoveryKey : '';
    },
  };
  return desk;
}

/** The program ends in good order and is started again on the same machine. */
export async function restart(desk: Desk, options: DeskOptions): Promise<Desk> {
  await desk.access.dispose();
  return startDesk({ ...options, earlier: desk });
}

/** Fails unless the state is at this stage. */
export function at<S extends AccessState['stage']>(state: AccessState, stage: S): StateAt<S> {
  if (state.stage !== stage) throw new Error(`at ${state.stage} instead of ${stage}`);
  return state as StateAt<S>;
}
