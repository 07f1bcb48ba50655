import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { DeskError } from '#shared/contract/result.ts';

export type SignInPhase = 'discovery' | 'exchange' | 'refresh';

/** Of openid-client's codes, those that mean «no usable answer», not «an answer that proves nothing». */
const UNREACHABLE = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
]);

/**
 * Turns whatever a request to the provider threw into a refusal with a code; for `catch`.
 * KD-1101 it cannot be reached · KD-1106 it refused, `detail` in its own words · KD-1107 its answer proves nothing.
 */
export function signInFailure(host: string): (phase: SignInPhase, signal: AbortSignal) => (error: unknown) => never {
  return (phase, signal) => (error) => {
    if (signal.aborted && signal.reason instanceof DeskError) throw signal.reason;
    throw refusalOf(error, phase, host);
  };
}

function refusalOf(error: unknown, phase: SignInPhase, host: string): DeskError {
  const own = deskErrorIn(error);
  if (own !== null) return own;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    if (error instanceof ResponseBodyError && (error.status >= 500 || error.status === 429))
      return unreachable(host, error);
    return new DeskError('KD-1106', { params: { detail: wordsOf(error) }, cause: error });
  }
  if (error instanceof ClientError) {
    const foreign = error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
    if (UNREACHABLE.has(error.code ?? '')) return unreachable(host, error);
    // What answers at the address but is no provider at all, say the page of a proxy, is not there for us.
    if (phase === 'discovery' && !foreign) return unreachable(host, error);
    return new DeskError('KD-1107', { params: { claim: error.code ?? '' }, cause: error });
  }
  return unreachable(host, error);
}

function unreachable(host: string, cause: unknown): DeskError {
  return new DeskError('KD-1101', { params: { host }, cause });
}

/** A refusal of our own that went through openid-client, which wraps what it does not know. */
function deskErrorIn(error: unknown): DeskError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DeskError) return cause;
  }
  return null;
}

/** The provider does not know the refresh token any more (RFC 6749, 5.2): it is of no use to anybody. */
export function isSpent(error: unknown): boolean {
  const cause = error instanceof DeskError ? error.cause : null;
  return cause instanceof ResponseBodyError && cause.error === 'invalid_grant';
}

/** At most a line of the other side's text, without control characters. */
function wordsOf(error: AuthorizationResponseError | ResponseBodyError): string {
  const words = error.error_description ? `${error.error}: ${error.error_description}` : error.error;
  return words.replace(/\p{C}+/gu, ' ').slice(0, 200);
}
