import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { account, CLIENT_ID, close, listen } from './provider.ts';

/** What a hostile or broken provider does differently from an honest one. */
export interface Forgery {
  /** Changes of the ID token's claims. */
  claims?: Readonly<Record<string, unknown>>;
  alg?: 'RS256' | 'HS256' | 'none';
  /** Signed with a key that the provider does not publish. */
  foreignKey?: boolean;
  /** Changes of the provider's own description. */
  metadata?: Readonly<Record<string, unknown>>;
  /** Parameters of the answer to the browser; null takes one away. */
  answer?: Readonly<Record<string, string | null>>;
  token?: { readonly status: number; readonly body: string };
  discovery?: { readonly status: number; readonly body: string };
  /** Never answers at this path. */
  silentAt?: string;
}

export interface Forger {
  readonly issuer: string;
  forgery: Forgery;
  /** Codes that were exchanged. */
  readonly exchanged: URLSearchParams[];
  /** Fulfilled when a request came that is never answered. */
  readonly silence: Promise<void>;
  stop(): Promise<void>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A small OpenID provider that can lie in every place; honest by itself. */
export async function startForger(forgery: Forgery = {}): Promise<Forger> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const exchanged: URLSearchParams[] = [];
  const nonces = new Map<string, string>();
  let tellSilence: () => void = () => undefined;
  const silence = new Promise<void>((resolve) => {
    tellSilence = resolve;
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', issuer);
    const json = (status: number, body: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    if (url.pathname === forger.forgery.silentAt) return tellSilence();
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        if (forger.forgery.discovery) return json(forger.forgery.discovery.status, forger.forgery.discovery.body);
        return json(200, JSON.stringify({ ...description(issuer), ...forger.forgery.metadata }));
      case '/jwks':
        return json(
          200,
          JSON.stringify({
            keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
          }),
        );
      case '/auth': {
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        const code = `code-${nonces.size}`;
        nonces.set(code, url.searchParams.get('nonce') ?? '');
        const answer = { code, state: url.searchParams.get('state'), iss: issuer, ...forger.forgery.answer };
        for (const [name, value] of Object.entries(answer)) if (value !== null) back.searchParams.set(name, value);
        return response.writeHead(302, { location: back.href }).end();
      }
      case '/token': {
        let text = '';
        for await (const part of request) text += part;
        const form = new URLSearchParams(text);
        exchanged.push(form);
        if (forger.forgery.token) return json(forger.forgery.token.status, forger.forgery.token.body);
        const nonce = nonces.get(form.get('code') ?? '');
        const key = forger.forgery.foreignKey ? foreign.privateKey : own.privateKey;
        const id = idToken(
          { ...claimsAt(issuer), nonce, ...forger.forgery.claims },
          forger.forgery.alg ?? 'RS256',
          key,
        );
        return json(200, JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 600, id_token: id }));
      }
      default:
        return json(404, '{}');
    }
  });
  const issuer = await listen(server);
  const forger: Forger = { issuer, forgery, exchanged, silence, stop: () => close(server) };
  return forger;
}

function description(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
  };
}

function claimsAt(issuer: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1_000);
  return { ...account('forged', ['editor']), iss: issuer, aud: CLIENT_ID, iat: now, exp: now + 600 };
}

function idToken(claims: Record<string, unknown>, alg: 'RS256' | 'HS256' | 'none', key: KeyObject): string {
  const content = `${encode({ alg, kid: 'k' })}.${encode(claims)}`;
  if (alg === 'none') return `${content}.`;
  // The classic confusion: the public client id as the secret of a symmetric signature.
  if (alg === 'HS256') return `${content}.${createHmac('sha256', CLIENT_ID).update(content).digest('base64url')}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}
