import { randomUUID } from 'node:crypto';
import type { Resource } from '@medplum/fhirtypes';
import { z } from 'zod';
import type { RegistryRepository } from '../fhir/repository.ts';
import { versionJson } from '../fhir/versions.ts';
import { type Answer, jsonAnswer } from '../http/exchange.ts';
import type { Oidc } from '../oidc/provider.ts';
import { BulletinInput, publish } from './bulletins.ts';
import { FaultRule, type Faults } from './faults.ts';
import { type Settings, SettingsInput } from './settings.ts';

export interface ControlParts {
  readonly faults: Faults;
  readonly settings: Settings;
  readonly oidc: Pick<Oidc, 'issueToken'>;
  readonly repository: RegistryRepository;
  /** PKCS#12 of whoever signs bulletins. */
  readonly publisher: string;
}

const Rules = z.array(FaultRule);
const CopyInput = z.strictObject({ copy: z.number().int().min(1) });
const ResourceInput = z.looseObject({ resourceType: z.string().min(1) });

type Control = (method: string, url: string, body: unknown) => Promise<Answer>;

/** The test door: no sign-in, loopback only, never part of what a desk may call. */
export function controlDoor({ faults, settings, oidc, repository, publisher }: ControlParts): Control {
  const refused = (error: z.ZodError): Answer => jsonAnswer(400, { error: z.prettifyError(error) });

  async function state(
    method: string,
    type: string | undefined,
    id: string | undefined,
    body: unknown,
  ): Promise<Answer> {
    if (method === 'GET') return jsonAnswer(200, stateOf(repository, type, id));
    if (type === undefined) return jsonAnswer(400, { error: 'no type' });
    if (method === 'DELETE') {
      const known = id !== undefined && repository.registry.newest(type, id) !== undefined;
      if (!known) return jsonAnswer(404, { error: 'no such resource' });
      await repository.deleteResource(type, id);
      return jsonAnswer(200, {});
    }
    const parsed = ResourceInput.safeParse(body);
    if (!parsed.success) return refused(parsed.error);
    return jsonAnswer(200, await force(repository, parsed.data, id));
  }

  return async (method, url, body) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const [, area, name, id] = pathname.split('/');
    switch (`${method} ${area}`) {
      case 'POST _fault': {
        if (name === 'reset') faults.reset();
        else {
          const parsed = Rules.safeParse(Array.isArray(body) ? body : [body]);
          if (!parsed.success) return refused(parsed.error);
          for (const rule of parsed.data) faults.add(rule);
        }
        return jsonAnswer(200, faults.list());
      }
      case 'GET _fault':
        return jsonAnswer(200, faults.list());
      case 'POST _settings': {
        const parsed = SettingsInput.safeParse(body);
        if (!parsed.success) return refused(parsed.error);
        settings.change(parsed.data);
        return jsonAnswer(200, settings);
      }
      case 'POST _bulletin': {
        const parsed = BulletinInput.safeParse(body);
        if (!parsed.success) return refused(parsed.error);
        return jsonAnswer(200, await publish(repository, publisher, parsed.data));
      }
      case 'POST _copy':
        return jsonAnswer(200, { copy: repository.registry.size });
      case 'POST _restore': {
        const parsed = CopyInput.safeParse(body);
        if (!parsed.success) return refused(parsed.error);
        repository.registry.restore(parsed.data.copy);
        return jsonAnswer(200, {});
      }
      case 'GET _token': {
        const token = await oidc.issueToken(searchParams.get('login') ?? '');
        return token === undefined
          ? jsonAnswer(404, { error: 'no such user' })
          : jsonAnswer(200, { accessToken: token });
      }
      case 'GET _state':
      case 'PUT _state':
      case 'POST _state':
      case 'DELETE _state':
        return state(method, name, id, body);
      default:
        return jsonAnswer(404, { error: 'not found' });
    }
  };
}

/** Newest versions of a type, one resource, or the number of each type. */
export function stateOf({ registry }: RegistryRepository, type?: string, id?: string): unknown {
  if (type === undefined || type === '') {
    return Object.fromEntries([...registry.types()].map((one) => [one, registry.idsOf(one).size]));
  }
  const read = (one: string): unknown => {
    const json = registry.newest(type, one)?.json;
    return typeof json === 'string' ? JSON.parse(json) : null;
  };
  return id === undefined ? [...registry.idsOf(type)].map(read) : read(id);
}

/** Commits what another desk or a clerk of the registry might, past every rule; values that our rules refuse included. */
export async function force(repository: RegistryRepository, resource: object, id?: string): Promise<unknown> {
  const given = resource as Resource;
  const own = id ?? given.id ?? randomUUID();
  return repository.transact(async (_, stage) => {
    const current = stage.newest(given.resourceType, own);
    const versionId = (current?.versionId ?? 0) + 1;
    const json = versionJson({ ...given, id: own }, versionId, stage.at);
    const method = current === undefined ? 'POST' : 'PUT';
    stage.put({ type: given.resourceType, id: own, versionId, at: stage.at, method, json });
    return JSON.parse(json);
  });
}
