import type { CheckFinding } from '#shared/contract/exchange.ts';

/** Names of network failures in Chromium (ERR_…) and Node, the plainer cause first. */
const NAMES: readonly (readonly [RegExp, CheckFinding])[] = [
  [/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'certificateExpired'],
  [/ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID/, 'certificateOfOther'],
  // An alert of the server: it is ours that is missing or not believed.
  [
    /CERTIFICATE_REQUIRED|CLIENT_AUTH_|ALERT_(BAD_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|HANDSHAKE_FAILURE)/,
    'certificateWanted',
  ],
  [
    /ERR_CERT_|SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_SSL_|ERR_BAD_SSL|ERR_TLS_/,
    'certificateUntrusted',
  ],
  [/ERR_PROXY_|ERR_TUNNEL_|ERR_MANDATORY_PROXY/, 'proxyFailed'],
  [/ERR_NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN/, 'nameUnknown'],
  [/ERR_CONNECTION_REFUSED|ECONNREFUSED/, 'refused'],
  [/TIMED_OUT|ETIMEDOUT|TimeoutError/, 'silent'],
];

/** What a failure of the network means to a person; `failed` where its name is not known. */
export function findingOf(error: unknown): CheckFinding {
  const said: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) {
    said.push(one.name, one.message, String((one as { code?: unknown }).code ?? ''));
  }
  return NAMES.find(([name]) => said.some((text) => name.test(text)))?.[1] ?? 'failed';
}
