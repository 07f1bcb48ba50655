import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { Sandbox } from './index.ts';

export interface Reply<T = Resource> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A plain FHIR client for tests of the sandbox itself. */
export class TestClient {
  readonly #base: string;
  readonly #token: string | undefined;

  constructor(base: string, token?: string) {
    this.#base = base;
    this.#token = token;
  }

  static async as(sandbox: Sandbox, login: string): Promise<TestClient> {
    return new TestClient(sandbox.fhir, await sandbox.token(login));
  }

  async send<T = Resource>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const response = await fetch(path.startsWith('http') ? path : `${this.#base}/${path}`, {
      method,
      headers: {
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  get<T = Resource>(path: string): Promise<Reply<T>> {
    return this.send<T>('GET', path);
  }

  transaction<T extends Bundle | OperationOutcome = Bundle>(
    entry: Bundle['entry'],
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    return this.send<T>('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }, headers);
  }

  /** All entries of a paged bundle. */
  async pages(path: string): Promise<NonNullable<Bundle['entry']>> {
    const all: NonNullable<Bundle['entry']> = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const { body }: Reply<Bundle> = await this.get<Bundle>(next);
      all.push(...(body.entry ?? []));
      next = body.link?.find((link) => link.relation === 'next')?.url;
    }
    return all;
  }
}

export function expressionOf(reply: Reply<unknown>): string | undefined {
  return issueOf(reply)?.expression?.[0];
}

export function reasonOf(reply: Reply<unknown>): string | undefined {
  return issueOf(reply)?.details?.coding?.[0]?.code;
}

function issueOf({ body }: Reply<unknown>): NonNullable<OperationOutcome['issue']>[number] | undefined {
  const outcome = body as OperationOutcome;
  return outcome.resourceType === 'OperationOutcome' ? outcome.issue?.[0] : undefined;
}
