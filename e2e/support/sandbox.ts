import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { BulletinInput } from '../../sandbox/control/bulletins.ts';
import type { ExchangeNote } from '../../sandbox/control/exchanges.ts';
import type { FaultInput } from '../../sandbox/control/faults.ts';

const Ready = z.object({
  ready: z.literal(true),
  policyFile: z.string(),
  issuer: z.string(),
  fhir: z.string(),
  control: z.string(),
  signing: z.object({ container: z.string(), password: z.string(), ca: z.string() }),
});

/** What the registry holds, past every rule. */
export interface Holdings {
  /** Resources of a type as the registry holds them now. */
  resources(type: string): Promise<Record<string, unknown>[]>;
  /** Writes a resource as another desk would. */
  put(resource: Record<string, unknown>): Promise<void>;
}

export interface SandboxProcess extends z.infer<typeof Ready>, Holdings {
  /** Lets desks know something, signed as the policy wants it. */
  publish(bulletin: BulletinInput): Promise<void>;
  /** Spoils exchanges from now on, as `sandbox/control/faults.ts` says. */
  spoil(rules: FaultInput[]): Promise<void>;
  /** Ends all spoiling and lets go of what is held. */
  calm(): Promise<void>;
  /** Tells of every exchange at the moment it happens. @returns ends it */
  watch(listener: (note: ExchangeNote) => void): Promise<() => void>;
  /** Lets the processes of the workstation go first: in life a registry works on a machine of its own. */
  standBack(): void;
  stop(): Promise<void>;
}

interface SandboxStart {
  readonly people: number;
  readonly data: string;
  readonly port?: number;
  /**
   * Files (PEM) to speak TLS with. Whoever asks the test door has to believe them. With an authority of `clients` nobody
   * is let in who shows no certificate of it.
   */
  readonly tls?: { readonly key: string; readonly certificate: string; readonly clients?: string };
}

/**
 * Starts the development registry as a process of its own, as `npm run sandbox` does. The same folder and port again
 * give the same registry with everything that was written to it.
 */
export async function startSandbox({ people, data, port = 0, tls }: SandboxStart): Promise<SandboxProcess> {
  const secure = tls === undefined ? [] : ['--tls-key', tls.key, '--tls-certificate', tls.certificate];
  if (tls?.clients !== undefined) secure.push('--tls-clients', tls.clients);
  const child = spawn(
    process.execPath,
    [...['sandbox/index.ts', '--people', String(people), '--data', data, '--port', String(port), '--quiet'], ...secure],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ready = Ready.parse(JSON.parse(await firstLine(child)));
  return {
    ...ready,
    ...holdingsAt(ready.control),
    publish: (bulletin) => publishAt(ready.control, bulletin),
    async spoil(rules) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${ready.control}/_fault`, { method: 'POST', headers, body: JSON.stringify(rules) });
      if (!answer.ok) throw new Error(`The registry did not take the faults: ${answer.status}`);
    },
    async calm() {
      await fetch(`${ready.control}/_fault/reset`, { method: 'POST' });
    },
    async watch(listener) {
      const stop = new AbortController();
      const { body } = await fetch(`${ready.control}/_watch`, { signal: stop.signal });
      if (body === null) throw new Error('the registry tells nothing');
      // It ends with the registry or with the listener, both in the midst of it.
      tellLines(body, (line) => listener(JSON.parse(line) as ExchangeNote)).catch(() => undefined);
      return () => stop.abort();
    },
    standBack() {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    },
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** @param control of the registry */
export function holdingsAt(control: string): Holdings {
  return {
    async resources(type) {
      const response = await fetch(`${control}/_state/${type}`);
      return (await response.json()) as Record<string, unknown>[];
    },
    async put(resource) {
      const url = `${control}/_state/${String(resource.resourceType)}/${String(resource.id)}`;
      const response = await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(resource),
      });
      if (!response.ok) throw new Error(`The registry did not take ${url}: ${response.status}`);
    },
  };
}

/** The test door of the registry that the policy of a program names. */
export async function controlOf({ policyFile = '' }: { readonly policyFile: string | undefined }): Promise<string> {
  const policy = JSON.parse(await readFile(policyFile, 'utf8')) as { registryEndpoints: string[] };
  return new URL(policy.registryEndpoints[0] ?? '').origin;
}

/** @param control of the registry */
export async function publishAt(control: string, bulletin: BulletinInput): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${control}/_bulletin`, { method: 'POST', headers, body: JSON.stringify(bulletin) });
  if (!answer.ok) throw new Error(`The registry did not take the bulletin: ${answer.status}`);
}

export function portOf(sandbox: SandboxProcess): number {
  return Number(new URL(sandbox.fhir).port);
}

async function tellLines(body: AsyncIterable<Uint8Array>, tell: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) tell(line);
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the sandbox has no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`the sandbox ended before it was ready (exit code ${child.exitCode})`);
}
