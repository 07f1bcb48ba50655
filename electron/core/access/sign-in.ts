import { timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Ports } from '../ports.ts';
import { orAborted } from './abortable.ts';
import { type Identity, identityOf } from './claims.ts';
import { type BrowserTexts, type CallbackParts, listenForCallback } from './loopback.ts';
import {
  type Checks,
  discoverProvider,
  newChecks,
  type Provider,
  type ProviderPolicy,
  type TokenSet,
} from './provider.ts';

/** Milliseconds from the wish to sign in until the tokens must be here. */
export const ATTEMPT_LASTS = 300_000;

export interface SignedIn {
  readonly issuer: string;
  readonly identity: Identity;
  readonly tokens: TokenSet;
}

/** One way through the browser. Attempts share nothing: what comes late to an old one goes nowhere. */
export interface SignInAttempt {
  /** When it gives up by itself. */
  readonly expiresAt: string;
  /** Fulfilled when the browser was asked to show the page; rejected with the same error as `result` when it came not so far. */
  readonly opened: Promise<void>;
  /** @throws DeskError KD-1008 · KD-1101…1107 */
  readonly result: Promise<SignedIn>;
  /** Whether the browser was ever asked to show the page. */
  wasShown(): boolean;
  /** Shows the page once more. @throws DeskError KD-1012 when there is none yet */
  reopen(): Promise<void>;
  /** `result` rejects with KD-1104. */
  cancel(): void;
}

export interface SignInParts extends Pick<Ports, 'clock' | 'fetch' | 'host' | 'log'> {
  readonly policy: ProviderPolicy;
  readonly texts: BrowserTexts;
  readonly listen?: CallbackParts['listen'];
}

/** Begins at once: provider → loopback port → system browser → answer → tokens → who it is. */
export function startSignIn(parts: SignInParts): SignInAttempt {
  const { clock, host } = parts;
  const abort = new AbortController();
  const stopTimer = clock.after(ATTEMPT_LASTS, () => abort.abort(new DeskError('KD-1103')));
  const expiresAt = new Date(clock.millis() + ATTEMPT_LASTS).toISOString();
  let shown: string | null = null;
  let tellOpened: () => void = () => undefined;

  async function show(url: string): Promise<void> {
    await host.openExternal({ url });
    shown = url;
    tellOpened();
  }

  const result = perform(parts, abort.signal, show).finally(stopTimer);
  const opened = Promise.race([
    new Promise<void>((resolve) => {
      tellOpened = resolve;
    }),
    result.then(() => undefined),
  ]);
  // Both are looked at by whoever started this; a rejection before that is not an accident.
  result.catch(() => undefined);
  opened.catch(() => undefined);

  return {
    expiresAt,
    opened,
    result,
    wasShown: () => shown !== null,
    async reopen() {
      if (shown === null || abort.signal.aborted) throw new DeskError('KD-1012');
      await host.openExternal({ url: shown });
    },
    cancel: () => abort.abort(new DeskError('KD-1104')),
  };
}

async function perform(
  parts: SignInParts,
  signal: AbortSignal,
  show: (url: string) => Promise<void>,
): Promise<SignedIn> {
  const provider = await discoverProvider(parts.policy, parts.fetch, signal);
  const checks = newChecks();
  const { texts, log, listen } = parts;
  const check = (answer: URL): ErrorCode | null => (isOurs(answer, checks, provider) ? null : 'KD-1105');
  const listener = await listenForCallback({ check, texts, log, ...(listen ? { listen } : {}) });
  try {
    signal.throwIfAborted();
    await show(await provider.authorizationUrl(listener.redirectUri, checks));
    const answer = await orAborted(listener.answer, signal);
    const tokens = await provider.exchange(answer, checks, signal);
    signal.throwIfAborted();
    return { issuer: provider.issuer, identity: identityOf(tokens.claims), tokens };
  } finally {
    await listener.close();
  }
}

/** The answer carries our state, once, and names the provider that was asked (RFC 9207) if any. */
function isOurs(answer: URL, checks: Checks, provider: Provider): boolean {
  const [state, ...moreStates] = answer.searchParams.getAll('state');
  const [issuer, ...moreIssuers] = answer.searchParams.getAll('iss');
  if (moreStates.length > 0 || moreIssuers.length > 0 || state === undefined) return false;
  if (issuer === undefined ? provider.namesIssuer : issuer !== provider.issuer) return false;
  const given = Buffer.from(state);
  const expected = Buffer.from(checks.state);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
