import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { clinicSource, TRAINING_ORGANISATION, TRAINING_TODAY } from '../electron/core/training/generate.ts';
import type { ClinicOptions, GeneratedOrganisation } from '../electron/core/training/types.ts';
import type { Policy } from '../shared/contract/policy.ts';
import { type BulletinInput, publish } from './control/bulletins.ts';
import { force, stateOf } from './control/door.ts';
import type { ExchangeNote } from './control/exchanges.ts';
import type { FaultInput, Faults } from './control/faults.ts';
import { Settings, type SettingsInput } from './control/settings.ts';
import { baseVersions } from './fhir/base.ts';
import { codeSystemVersions } from './fhir/code-systems.ts';
import { CommitLog } from './fhir/commit-log.ts';
import { Registry } from './fhir/registry.ts';
import { CLIENT_ID } from './oidc/provider.ts';
import { SANATORIUM, SANATORIUM_PEOPLE } from './organisations.ts';
import { FHIR, SPARE, startServer, type TlsFiles } from './server.ts';
import { issuePublisherFiles, issueSigningFiles, readAuthority, type SigningFiles } from './signing/issue.ts';

export interface SandboxOptions {
  /** People of the generated clinic; a folder that holds a clinic already keeps its own number. */
  readonly people?: number;
  readonly port?: number;
  /** Kept between runs; without it a temporary folder is made and removed at `stop`. */
  readonly data?: string;
  readonly tokenSeconds?: number;
  readonly syncEverySeconds?: number;
  readonly log?: (line: string) => void;
  readonly tls?: TlsFiles;
}

export interface Sandbox {
  readonly origin: string;
  readonly issuer: string;
  readonly fhir: string;
  /** A second address of the same registry; a fault of `/fhir` leaves it alone. */
  readonly spare: string;
  /** Address of the test door: `${control}/_fault`, `/_state`, `/_token`, `/_settings`. */
  readonly control: string;
  readonly clientId: string;
  readonly folder: string;
  readonly policyFile: string;
  readonly signing: SigningFiles;
  readonly people: number;
  fault(...rules: readonly FaultInput[]): void;
  /** The rules in force, and how many exchanges each has spoilt. */
  faults(): ReturnType<Faults['list']>;
  resetFaults(): void;
  /** Told of every exchange with the registry and the provider. @returns ends it */
  listen(listener: (note: ExchangeNote) => void): () => void;
  configure(settings: SettingsInput): void;
  /** An access token of a training user, without a browser. */
  token(login: string, organisation?: GeneratedOrganisation): Promise<string>;
  /** Newest versions of all resources of a type as the registry holds them, or one of them. */
  state(type: string, id?: string): unknown;
  /** Commits a resource as another desk would, past every rule. */
  put(resource: object): Promise<unknown>;
  remove(type: string, id: string): Promise<void>;
  /** Lets desks know something, signed by the publisher whom the policy names. */
  publish(bulletin: BulletinInput): Promise<unknown>;
  /** Names a copy of the clinic's registry as it is now, to go back to. */
  copy(): number;
  restore(copy: number): void;
  stop(): Promise<void>;
}

/** What the base is made from; kept, so that a registry started again tomorrow is the same one. */
const BaseFile = z.object({ people: z.number().int().min(3), seed: z.number().int(), today: z.iso.date() });

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const temporary = options.data === undefined;
  const folder = options.data === undefined ? mkdtempSync(join(tmpdir(), 'kartoteka-sandbox-')) : resolve(options.data);
  mkdirSync(folder, { recursive: true });
  const base = baseOf(join(folder, 'clinic.json'), options.people ?? 2000);
  const logs = [
    new CommitLog(join(folder, 'commits.ndjson')),
    new CommitLog(join(folder, 'commits-2.ndjson')),
  ] as const;
  const settings = new Settings();
  // A month back and at a fixed hour: a first pull must not meet the base inside its overlap.
  const since = Date.parse(`${base.today}T06:00:00Z`) - 30 * 86_400_000;
  const registryOf = (log: CommitLog, clinic: ClinicOptions): Registry => {
    const registry = new Registry(log, () => settings.now());
    registry.load(codeSystemVersions(since));
    registry.load(baseVersions(clinicSource(clinic), since));
    registry.load(log.replay());
    return registry;
  };
  const sanatorium = { people: SANATORIUM_PEOPLE, seed: 2, today: base.today, organisation: SANATORIUM };
  const registries = new Map([
    [TRAINING_ORGANISATION.oid ?? '', registryOf(logs[0], base)],
    [SANATORIUM.oid ?? '', registryOf(logs[1], sanatorium)],
  ]);
  const signing = await issueSigningFiles(join(folder, 'signing'));
  const publisher = await issuePublisherFiles(join(folder, 'signing'));
  const server = await startServer({
    registries,
    port: options.port ?? 0,
    folder,
    tokenSeconds: options.tokenSeconds ?? 3600,
    settings,
    publisher: publisher.container,
    log: options.log ?? (() => {}),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
  });
  const { origin } = server;
  const policyFile = join(folder, 'policy.json');
  const policy: z.input<typeof Policy> = {
    contour: 'training',
    issuer: `${origin}/oidc`,
    clientId: CLIENT_ID,
    registryEndpoints: [`${origin}${FHIR}`],
    signingAuthorities: [readAuthority(signing)],
    bulletinPublishers: [readFileSync(publisher.certificate, 'utf8')],
    syncEverySeconds: options.syncEverySeconds ?? 15,
  };
  writeFileSync(policyFile, `${JSON.stringify(policy, null, 2)}\n`);
  return {
    origin,
    issuer: policy.issuer,
    fhir: `${origin}${FHIR}`,
    spare: `${origin}${SPARE}`,
    control: origin,
    clientId: CLIENT_ID,
    folder,
    policyFile,
    signing,
    people: base.people,
    fault: (...rules) => {
      for (const rule of rules) server.faults.add(rule);
    },
    faults: () => server.faults.list(),
    resetFaults: () => server.faults.reset(),
    listen: (listener) => server.exchanges.listen(listener),
    configure: (changes) => settings.change(changes),
    async token(login, organisation) {
      const token = await server.oidc.issueToken(login, organisation);
      if (token === undefined) throw new Error(`No training user ${login}`);
      return token;
    },
    state: (type, id) => stateOf(server.repository, type, id),
    put: (resource) => force(server.repository, resource),
    remove: (type, id) => server.repository.deleteResource(type, id),
    publish: (bulletin) => publish(server.repository, publisher.container, bulletin),
    copy: () => server.repository.registry.size,
    restore: (copy) => server.repository.registry.restore(copy),
    async stop() {
      await server.close();
      for (const log of logs) log.close();
      if (temporary) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function baseOf(file: string, people: number): z.infer<typeof BaseFile> {
  try {
    return BaseFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    const made = { people, seed: 1, today: TRAINING_TODAY };
    writeFileSync(file, JSON.stringify(made));
    return made;
  }
}
