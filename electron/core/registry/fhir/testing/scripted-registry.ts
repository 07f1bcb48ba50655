import { systemClock } from '../../../clock.ts';
import type { Log } from '../../../ports.ts';
import type { Registry } from '../../port.ts';
import { createFhirRegistry } from '../adapter.ts';
import type { ClientParts } from '../client.ts';
import { type Asked, CAPABLE, type Reply, type Scripted, startScripted } from './server.ts';

/** A registry whose server says what a test wants. */
export interface ScriptedRegistry {
  readonly server: Scripted;
  /** What went into the log as a warning. */
  readonly warnings: { event: string; fields: unknown }[];
  /** Given out one after the other, each when the one before was refused. */
  tokens: string[];
  registry(parts?: Partial<ClientParts>): Registry;
  /** Answers the capability statement by itself. */
  answers(answer: (asked: Asked) => ReturnType<Scripted['answer']>): void;
}

export async function scriptRegistry(): Promise<ScriptedRegistry> {
  const server = await startScripted();
  const scripted: ScriptedRegistry = {
    server,
    warnings: [],
    tokens: ['first', 'second'],
    registry(parts = {}) {
      const log: Log = {
        info: () => {},
        error: () => {},
        warn: (event, fields) => scripted.warnings.push({ event, fields }),
      };
      const { tokens } = scripted;
      return createFhirRegistry({
        fetch,
        endpoints: [server.base],
        accessToken: async (_signal, refused) =>
          tokens[refused === undefined ? 0 : tokens.indexOf(refused) + 1] ?? 'none',
        clock: systemClock(),
        log,
        ...parts,
      });
    },
    answers(answer) {
      server.answer = (asked) => (asked.path === 'metadata' ? { json: CAPABLE } : answer(asked));
    },
  };
  return scripted;
}

export function practitioner(id: string, versionId = '1'): Record<string, unknown> {
  return { resourceType: 'Practitioner', id, meta: { versionId }, name: [{ family: 'Учебнова', given: ['Анна'] }] };
}

export function page(entries: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): Reply {
  return { json: { resourceType: 'Bundle', type: 'history', entry: entries, ...more } };
}
