import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestAccount {
  readonly sub: string;
  readonly name: string;
  readonly snils?: string;
  readonly trusted?: boolean;
  roles: string[];
  organization: { oid: string; name: string; inn: string; ogrn: string } | null;
}

export const CLINIC = { oid: '1.2.643.5.1.13.13.12.2.77.1', name: 'Поликлиника № 1', inn: '1', ogrn: '2' };

export function account(sub: string, roles: string[], changes: Partial<TestAccount> = {}): TestAccount {
  return {
    sub,
    name: `Фамилия ${sub}`,
    snils: '112-233-445 95',
    trusted: true,
    roles,
    organization: CLINIC,
    ...changes,
  };
}

/** A real OpenID provider on a loopback port; it signs in whoever `account` is without asking. */
export interface TestProvider {
  readonly issuer: string;
  account: TestAccount;
  /** Ends every sign-in with this error instead. */
  refuseWith: string | null;
  /** A refresh token was revoked. */
  onRevoked: () => void;
  stop(): Promise<void>;
}

export const CLIENT_ID = 'kartoteka-test';

interface Interaction {
  readonly prompt: { readonly name: string };
  readonly params: { readonly client_id: string; readonly scope: string };
  readonly session?: { readonly accountId: string };
}
interface Grant {
  addOIDCScope(scope: string): void;
  save(): Promise<string>;
}
interface Provider {
  readonly Grant: new (owner: { accountId: string; clientId: string }) => Grant;
  on(event: string, listener: () => void): void;
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: unknown,
    options: { mergeWithLastSubmission: boolean },
  ): Promise<void>;
}

/** The package brings no types. */
async function providerClass(): Promise<new (issuer: string, configuration: unknown) => Provider> {
  const name = 'oidc-provider';
  const found = (await import(name)) as { default: new (issuer: string, configuration: unknown) => Provider };
  return found.default;
}

export async function startTestProvider(first: TestAccount, tokenSeconds = 600): Promise<TestProvider> {
  const server = createServer();
  const issuer = await listen(server);
  const accounts = new Map<string, TestAccount>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const Provider = await providerClass();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/cb'],
        scope: 'openid profile offline_access kartoteka',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['test'] },
    claims: { openid: ['sub'], profile: ['name'], kartoteka: ['snils', 'trusted', 'roles', 'organization'] },
    conformIdTokenClaims: false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      IdToken: 600,
      Grant: 3600,
      Interaction: 600,
      RefreshToken: 3600,
      Session: 3600,
    },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true, allowedPolicy: async () => true } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string, token?: { readonly grantId?: string }) => ({
      accountId: id,
      claims: async () => accounts.get(token?.grantId ?? ''),
    }),
  });
  const answer = provider.callback();
  const test: TestProvider = {
    issuer,
    account: first,
    refuseWith: null,
    onRevoked: () => undefined,
    stop: () => close(server),
  };

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    let result: unknown = { login: { accountId: test.account.sub } };
    if (test.refuseWith !== null) result = { error: test.refuseWith, error_description: 'не сегодня' };
    else if (prompt.name !== 'login') {
      const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: params.client_id });
      grant.addOIDCScope(params.scope);
      const grantId = await grant.save();
      // A token speaks for one person in the organisation in which they signed in.
      accounts.set(grantId, test.account);
      result = { consent: { grantId } };
    }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: prompt.name !== 'login' });
  }

  provider.on('grant.revoked', () => test.onRevoked());
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(request, response);
    else answer(request, response);
  });
  return test;
}

export async function listen(server: Server): Promise<string> {
  // On a busy machine a kept connection would be closed just when it is used again, and `fetch` does not try twice.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
