import { DeskError } from '#shared/contract/result.ts';
import type { Clock, Log } from '../ports.ts';
import { orAborted } from './abortable.ts';
import type { Provider, TokenSet } from './provider.ts';
import { isSpent } from './provider-errors.ts';
import type { RefreshStore } from './refresh-store.ts';

/** An access token is renewed so many milliseconds before its end, for the request that is about to carry it. */
const MARGIN = 30_000;
/** How long a token is used whose provider tells no lifetime; the registry may refuse it before. */
const UNTOLD = 300;

export interface Tokens {
  /**
   * A token for the registry, renewed when it is about to end or is the one that was `refused`.
   * @param signal ends the wait, not the renewal
   * @throws DeskError KD-4001 the provider cannot be reached · KD-4004 a new sign-in is needed · whatever `onClaims` throws
   */
  accessToken(signal: AbortSignal, refused?: string): Promise<string>;
  /** Takes what a sign-in brought. */
  adopt(set: TokenSet): Promise<void>;
  /** Drops everything and tells the provider if it can be reached; the next token needs a sign-in. */
  forget(): Promise<void>;
}

export interface TokensParts {
  /** Whose tokens these are in the store of tokens. */
  readonly owner: string;
  readonly store: RefreshStore;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
  readonly provider: (signal: AbortSignal) => Promise<Provider>;
  /** Claims of a renewal, which may bring another role; what it throws ends the renewal. */
  readonly onClaims: (claims: unknown) => void;
}

/** Milliseconds that a goodbye to the provider may take. */
const GOODBYE = 5_000;

export function createTokens(parts: TokensParts): Tokens {
  const { owner, store, clock, log, provider, onClaims } = parts;
  let current: { readonly token: string; readonly until: number } | null = null;
  let renewal: Promise<string> | null = null;
  let forgotten = false;

  async function keep(set: TokenSet): Promise<void> {
    const lifetime = (set.expiresIn ?? UNTOLD) * 1_000;
    current = { token: set.accessToken, until: clock.monotonic() + Math.max(lifetime - MARGIN, lifetime / 2) };
    if (set.refreshToken !== null) await store.save(owner, set.refreshToken);
  }

  async function renew(): Promise<string> {
    const refreshToken = forgotten ? null : await store.load(owner);
    if (refreshToken === null) throw new DeskError('KD-4004');
    const never = new AbortController().signal;
    let set: TokenSet;
    try {
      set = await (await provider(never)).refresh(refreshToken, never);
    } catch (error) {
      throw await refusal(error);
    }
    if (forgotten) {
      if (set.refreshToken !== null) void goodbye(set.refreshToken);
      throw new DeskError('KD-4004');
    }
    // A provider may exchange the refresh token for a new one: it is on disk before anything else happens.
    await keep(set);
    if (set.claims !== null) onClaims(set.claims);
    return set.accessToken;
  }

  async function refusal(error: unknown): Promise<DeskError> {
    const code = error instanceof DeskError ? error.code : null;
    const params = error instanceof DeskError && error.params ? { params: { ...error.params } } : {};
    log.warn('access.renewal.failed', { code });
    if (code === 'KD-1101') return new DeskError('KD-4001', { ...params, cause: error });
    if (isSpent(error)) await store.forget(owner);
    return new DeskError('KD-4004', { cause: error });
  }

  return {
    accessToken(signal, refused) {
      if (current !== null && current.token !== refused && clock.monotonic() < current.until) {
        return Promise.resolve(current.token);
      }
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return orAborted(renewal, signal);
    },
    adopt: keep,
    async forget() {
      forgotten = true;
      current = null;
      const refreshToken = await store.load(owner);
      await store.forget(owner);
      if (refreshToken !== null) void goodbye(refreshToken);
    },
  };

  async function goodbye(refreshToken: string): Promise<void> {
    const signal = AbortSignal.timeout(GOODBYE);
    try {
      await (await provider(signal)).revoke(refreshToken, signal);
    } catch {
      log.info('access.revocation.failed');
    }
  }
}
