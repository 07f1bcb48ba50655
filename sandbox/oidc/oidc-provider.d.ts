/** The part of oidc-provider that this sandbox uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: { readonly client_id: string; readonly scope?: string; readonly login_hint?: string };
    readonly session?: { readonly accountId: string };
    readonly grantId?: string;
  }

  export interface InteractionResult {
    readonly login?: { readonly accountId: string; readonly acr: string; readonly amr: readonly string[] };
    readonly consent?: { readonly grantId: string };
    readonly error?: string;
    readonly error_description?: string;
  }

  interface Token {
    readonly accountId?: string;
    readonly clientId?: string;
    readonly grantId?: string;
    readonly isValid: boolean;
    save(): Promise<string>;
  }
  interface TokenClass {
    new (options: Readonly<Record<string, unknown>>): Token;
    find(value: string): Promise<Token | undefined>;
  }
  interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    readonly resources?: Readonly<Record<string, string>>;
    save(): Promise<string>;
  }
  interface GrantClass {
    new (options: { accountId: string; clientId: string }): Grant;
    find(id: string): Promise<Grant | undefined>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    readonly AccessToken: TokenClass;
    readonly Grant: GrantClass;
    readonly Client: { find(id: string): Promise<object | undefined> };
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: InteractionResult,
      options?: { mergeWithLastSubmission: boolean },
    ): Promise<void>;
    on(event: string, listener: (...values: never[]) => void): this;
  }
}
