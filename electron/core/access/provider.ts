import { AsyncLocalStorage } from 'node:async_hooks';
import * as oidc from 'openid-client';
import { DeskError } from '#shared/contract/result.ts';
import type { Fetch } from '../ports.ts';
import { type SignInPhase, signInFailure } from './provider-errors.ts';

/** Seconds that one request to the provider may take. */
const TIMEOUT = 30;
/** No answer of a provider is longer. */
const MAX_BODY = 1_048_576;

/** What a sign-in asks for: who it is, their roles at the registry, and leave to go on without the browser. */
const SCOPE = 'openid profile offline_access kartoteka';

export interface TokenSet {
  readonly accessToken: string;
  /** Seconds that the access token lives; null when the provider does not say. */
  readonly expiresIn: number | null;
  readonly refreshToken: string | null;
  /** Claims of a verified ID token; a refresh may bring none. */
  readonly claims: unknown;
}

/** One-time values of an attempt (RFC 7636, RFC 6749 10.12, OpenID Connect 3.1.2.1). */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The sign-in service of the policy, spoken to with OpenID Connect as a public client. */
export interface Provider {
  readonly issuer: string;
  /** Whether every answer names its issuer (RFC 9207). */
  readonly namesIssuer: boolean;
  authorizationUrl(redirectUri: string, checks: Checks): Promise<string>;
  /** @throws DeskError KD-1101 · KD-1105 · KD-1106 · KD-1107 */
  exchange(answer: URL, checks: Checks, signal: AbortSignal): Promise<TokenSet>;
  refresh(refreshToken: string, signal: AbortSignal): Promise<TokenSet>;
  revoke(refreshToken: string, signal: AbortSignal): Promise<void>;
}

export interface ProviderPolicy {
  readonly issuer: string;
  readonly clientId: string;
}

export function newChecks(): Checks {
  return { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
}

/**
 * Reads the provider's own description. Plain http is spoken with an issuer on this very machine only.
 * @throws DeskError KD-1101 cannot be reached · KD-1107 says it is somebody else
 */
export async function discoverProvider(policy: ProviderPolicy, fetch: Fetch, signal: AbortSignal): Promise<Provider> {
  const issuer = new URL(policy.issuer);
  const insecure = issuer.protocol === 'http:' && isLoopback(issuer);
  const signals = new AsyncLocalStorage<AbortSignal>();
  const request: oidc.CustomFetch = (url, options) => guardedFetch(fetch, url, options, signals.getStore());
  const execute = [oidc.enableNonRepudiationChecks, ...(insecure ? [oidc.allowInsecureRequests] : [])];
  const fail = signInFailure(issuer.host);
  /** openid-client takes no signal of the caller's: the requests of a piece of work find it here. */
  const during = <T>(phase: SignInPhase, own: AbortSignal, work: () => Promise<T>): Promise<T> =>
    signals.run(own, work).catch(fail(phase, own));
  const config = await during('discovery', signal, () =>
    oidc.discovery(issuer, policy.clientId, undefined, oidc.None(), {
      [oidc.customFetch]: request,
      timeout: TIMEOUT,
      execute,
    }),
  );

  const server = config.serverMetadata();
  const page = URL.canParse(server.authorization_endpoint ?? '') ? new URL(server.authorization_endpoint ?? '') : null;
  if (page === null || !isSafe(page)) throw new DeskError('KD-1107', { params: { claim: 'authorization_endpoint' } });

  return {
    issuer: server.issuer,
    namesIssuer: server.authorization_response_iss_parameter_supported === true,
    async authorizationUrl(redirectUri, { state, nonce, verifier }) {
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // A workstation is shared: who is signed in to the browser is not asked. Offline access needs consent (Core, 11).
        prompt: 'login consent',
      });
      return url.href;
    },
    exchange: (answer, { state, nonce, verifier }, own) =>
      during('exchange', own, async () =>
        tokenSet(
          await oidc.authorizationCodeGrant(config, answer, {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
          }),
        ),
      ),
    refresh: (refreshToken, own) =>
      during('refresh', own, async () => tokenSet(await oidc.refreshTokenGrant(config, refreshToken))),
    revoke: (refreshToken, own) =>
      during('refresh', own, () => oidc.tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' })),
  };
}

function tokenSet(answer: Awaited<ReturnType<typeof oidc.refreshTokenGrant>>): TokenSet {
  return {
    accessToken: answer.access_token,
    expiresIn: answer.expiresIn() ?? null,
    refreshToken: answer.refresh_token ?? null,
    claims: answer.claims() ?? null,
  };
}

/** The names by which a machine calls itself. */
export function isLoopback(url: URL): boolean {
  return url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost';
}

function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** Keeps what the provider's description names within https (or this machine), and answers within bounds. */
async function guardedFetch(
  fetch: Fetch,
  url: string,
  options: oidc.CustomFetchOptions,
  signal: AbortSignal | undefined,
): Promise<Response> {
  if (!isSafe(new URL(url))) throw new DeskError('KD-1107', { params: { claim: 'endpoint' } });
  const signals = [signal, options.signal].filter((each) => each !== undefined);
  // openid-client never streams a body, so `duplex` is not needed.
  const { method, headers, body, redirect } = options;
  const init = { method, headers, redirect, signal: AbortSignal.any(signals), ...(body ? { body: bodyOf(body) } : {}) };
  const response = await fetch(url, init);
  const content = await readWithin(response, MAX_BODY);
  const { status, statusText } = response;
  return new Response(status === 204 || status === 304 ? null : content, {
    status,
    statusText,
    headers: response.headers,
  });
}

function bodyOf(body: NonNullable<oidc.FetchBody>): string {
  if (body instanceof URLSearchParams) return body.toString();
  if (typeof body === 'string') return body;
  throw new TypeError('a sign-in request carries a form');
}

async function readWithin(response: Response, limit: number): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > limit) throw new DeskError('KD-1107', { params: { claim: 'length' } });
    parts.push(part);
  }
  return new Blob(parts).arrayBuffer();
}
