import { z } from 'zod';
import type { Registry } from '../fhir/registry.ts';
import { type Answer, jsonAnswer } from '../http/exchange.ts';
import type { Oidc } from '../oidc/provider.ts';
import { FaultRule, type Faults } from './faults.ts';

export interface ControlParts {
  readonly faults: Faults;
  readonly settings: { historyOrder: 'oldest-first' | 'newest-first' };
  readonly oidc: Pick<Oidc, 'issueToken'>;
  readonly registry: Registry;
}

const Rules = z.union([z.array(FaultRule), FaultRule.transform((rule) => [rule])]);
const SettingsInput = z.strictObject({ historyOrder: z.enum(['oldest-first', 'newest-first']) });

/** The test door: no sign-in, loopback only, never part of what a desk may call. */
export function controlDoor({ faults, settings, oidc, registry }: ControlParts) {
  return async (method: string, url: string, body: unknown): Promise<Answer> => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const [, area, name, id] = pathname.split('/');
    const action = `${method} ${area}`;
    if (action === 'POST _fault' && name === 'reset') {
      faults.reset();
      return jsonAnswer(200, faults.list());
    }
    if (action === 'POST _fault' && name === undefined) {
      const parsed = Rules.safeParse(body);
      if (!parsed.success) return jsonAnswer(400, { error: z.prettifyError(parsed.error) });
      for (const rule of parsed.data) faults.add(rule);
      return jsonAnswer(200, faults.list());
    }
    if (action === 'GET _fault') return jsonAnswer(200, faults.list());
    if (action === 'POST _settings') {
      const parsed = SettingsInput.safeParse(body);
      if (!parsed.success) return jsonAnswer(400, { error: z.prettifyError(parsed.error) });
      Object.assign(settings, parsed.data);
      return jsonAnswer(200, settings);
    }
    if (action === 'GET _token') {
      const token = await oidc.issueToken(searchParams.get('login') ?? '');
      return token === undefined ? jsonAnswer(404, { error: 'no such user' }) : jsonAnswer(200, { accessToken: token });
    }
    if (action === 'GET _state') return jsonAnswer(200, stateOf(registry, name, id));
    return jsonAnswer(404, { error: 'not found' });
  };
}

/** Newest versions of a type, one resource, or the number of each type. */
function stateOf(registry: Registry, type: string | undefined, id: string | undefined): unknown {
  if (type === undefined || type === '') {
    return Object.fromEntries([...registry.types()].map((one) => [one, registry.idsOf(one).size]));
  }
  const read = (one: string): unknown => {
    const json = registry.newest(type, one)?.json;
    return typeof json === 'string' ? JSON.parse(json) : null;
  };
  return id === undefined ? [...registry.idsOf(type)].map(read) : read(id);
}
