import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import Provider, { type Interaction } from 'oidc-provider';
import { TRAINING_ORGANISATION } from '../../electron/core/training/generate.ts';
import type { GeneratedOrganisation } from '../../electron/core/training/types.ts';
import type { Caller } from '../fhir/service.ts';
import { readBody } from '../http/exchange.ts';
import { findOrganisation } from '../organisations.ts';
import { OidcState } from './adapter.ts';
import { keysIn } from './keys.ts';
import { errorPage, loginPage, organisationPage, PAGE_HEADERS } from './login-page.ts';
import { acrOf, CLAIMS, claimsOf, findUser } from './users.ts';

export const CLIENT_ID = 'kartoteka-desktop';
const SCOPE = 'openid profile offline_access kartoteka';
const OID = 'urn:oid:';

export interface Oidc {
  /** Answers a request whose `url` is below the issuer's path. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  findCaller(token: string): Promise<Caller | undefined>;
  /** An access token without a browser, for tests of the registry alone. */
  issueToken(login: string, organisation?: GeneratedOrganisation): Promise<string | undefined>;
  flush(): void;
}

export interface OidcOptions {
  readonly issuer: string;
  readonly folder: string;
  readonly tokenSeconds: number;
}

export function openIdProvider({ issuer, folder, tokenSeconds }: OidcOptions): Oidc {
  const mount = new URL(issuer).pathname;
  const keys = keysIn(join(folder, 'oidc-keys.json'));
  const state = new OidcState(join(folder, 'oidc-state.json'));
  const provider = new Provider(issuer, {
    adapter: state.adapter,
    jwks: keys.jwks,
    cookies: { keys: keys.cookies },
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Картотека',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/cb'],
        post_logout_redirect_uris: [],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        scope: SCOPE,
      },
    ],
    scopes: ['openid', 'offline_access'],
    claims: CLAIMS,
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    // The desk is a public client that must come back without a browser; the provider would ask for `prompt=consent`.
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Grant: 30 * 86_400,
      Interaction: 600,
      RefreshToken: 30 * 86_400,
      Session: 86_400,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: async () => true },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_: unknown, { uid }: Interaction) => `${mount}/interaction/${uid}` },
    findAccount: async (_: unknown, id: string, token?: { readonly grantId?: string }) => {
      const user = findUser(id);
      return user && { accountId: id, claims: async () => claimsOf(user, await organisationOf(token?.grantId)) };
    },
    renderError: (
      context: { type: string; body: string; set(name: string, value: string): void },
      out: { error: string },
    ) => {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) context.set(name, value);
      context.type = 'html';
      context.body = errorPage(`Ошибка входа: ${out.error}`);
    },
  });
  const callback = provider.callback();

  /** Whatever a grant brings speaks for the organisation that was chosen when it was made. */
  async function organisationOf(grantId: string | undefined): Promise<GeneratedOrganisation> {
    const grant = grantId === undefined ? undefined : await provider.Grant.find(grantId);
    const [oid] = Object.keys(grant?.resources ?? {}).map((resource) => resource.slice(OID.length));
    return findOrganisation(oid) ?? TRAINING_ORGANISATION;
  }

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const details = await provider.interactionDetails(request, response);
    const action = `${mount}/interaction/${details.uid}`;
    if (details.prompt.name !== 'login') return consent(request, response, details);
    if (request.method !== 'POST') return html(response, 200, loginPage({ action, login: details.params.login_hint }));
    const form = new URLSearchParams((await readBody(request))?.toString('utf8'));
    const login = form.get('login')?.trim() ?? '';
    const user = findUser(login);
    if (user === undefined || user.password !== form.get('password')) {
      return html(response, 401, loginPage({ action, login, error: 'Неверный логин или пароль' }));
    }
    const result = { login: { accountId: user.login, acr: acrOf(user), amr: user.amr } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  /** Our own program needs nobody's consent, but the provider wants a grant. */
  async function consent(request: IncomingMessage, response: ServerResponse, details: Interaction): Promise<void> {
    const accountId = details.session?.accountId ?? '';
    const organisations = findUser(accountId)?.organisations ?? [];
    const form = new URLSearchParams((await readBody(request))?.toString('utf8'));
    const chosen =
      organisations.length === 1 ? organisations[0] : organisations.find(({ oid }) => oid === form.get('organisation'));
    if (chosen === undefined) {
      return html(response, 200, organisationPage(`${mount}/interaction/${details.uid}`, organisations));
    }
    const grant =
      (details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId)) ??
      new provider.Grant({ accountId, clientId: details.params.client_id });
    grant.addOIDCScope(details.params.scope ?? 'openid');
    grant.addResourceScope(OID + chosen.oid, 'kartoteka');
    const result = { consent: { grantId: await grant.save() } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  }

  return {
    async handle(request, response) {
      if (/^\/interaction\/[^/]+$/.test(request.url?.split('?')[0] ?? '')) {
        await interact(request, response).catch(() =>
          html(response, 400, errorPage('Время входа вышло, или страница открыта в другом браузере.')),
        );
        return;
      }
      // Every sign-in asks who it is: the users of a training desk share one browser.
      if (request.url?.startsWith('/auth?')) forgetSession(request, response);
      callback(request, response);
    },
    async findCaller(token) {
      const found = await provider.AccessToken.find(token);
      if (found === undefined || !found.isValid) return undefined;
      const user = findUser(found.accountId);
      return user && { roles: user.roles, organisation: (await organisationOf(found.grantId)).oid ?? '' };
    },
    async issueToken(login, organisation = TRAINING_ORGANISATION) {
      const user = findUser(login);
      const client = await provider.Client.find(CLIENT_ID);
      if (user === undefined || client === undefined) return undefined;
      const grant = new provider.Grant({ accountId: login, clientId: CLIENT_ID });
      grant.addOIDCScope(SCOPE);
      grant.addResourceScope(OID + organisation.oid, 'kartoteka');
      const grantId = await grant.save();
      return new provider.AccessToken({
        accountId: login,
        client,
        grantId,
        scope: SCOPE,
        gty: 'authorization_code',
      }).save();
    },
    flush: () => state.flush(),
  };
}

function forgetSession(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers.cookie;
  for (const name of ['_session', '_session.sig']) response.appendHeader('set-cookie', `${name}=; path=/; max-age=0`);
}

function html(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...PAGE_HEADERS });
  response.end(text);
}
