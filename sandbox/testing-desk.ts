import { readFileSync } from 'node:fs';
import { systemClock } from '../electron/core/clock.ts';
import { createFhirRegistry } from '../electron/core/registry/fhir/adapter.ts';
import type { Registry } from '../electron/core/registry/port.ts';
import { createPkcs12Provider } from '../electron/core/signing/pkcs12.ts';
import { verifySignature } from '../electron/core/signing/verify.ts';
import { openSyncDesk, quiet, type SyncDesk, type SyncDeskOptions } from '../electron/core/sync/testing/desk.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import { Policy } from '../shared/contract/policy.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * A desk that exchanges with this registry over HTTP and really signs; its approver owns the signing container.
 *
 * @param token of whom the exchange is done for; the editor's by default
 */
export function openDeskAt(
  sandbox: Sandbox,
  token: () => Promise<string> = editorOf(sandbox),
  { endpoints = [sandbox.fhir], ask = fetch, through = (registry) => registry, ...options }: AtOptions = {},
): SyncDesk {
  return openSyncDesk({
    registry: through(
      createFhirRegistry({
        fetch: ask,
        endpoints,
        accessToken: token,
        clock: options.clock ?? systemClock(),
        log: quiet,
      }),
    ),
    books: {
      host: {
        openFile: async () => sandbox.signing.container,
        saveFile: async () => null,
        openFolder: async () => null,
        printToPdf: async () => new Uint8Array(),
        showPdf: async () => undefined,
        draftMail: async () => undefined,
      },
      signing: createPkcs12Provider(),
      verify: verifySignature,
      bulletinPublishers: Policy.parse(JSON.parse(readFileSync(sandbox.policyFile, 'utf8'))).bulletinPublishers,
      policy: () => ({ signingAuthorities: [readFileSync(sandbox.signing.ca, 'utf8')], authorMayApprove: false }),
    },
    password: sandbox.signing.password,
    now: new Date().toISOString(),
    approverSnils: clinicSource({ people: sandbox.people }).personAt(0).person.snils,
    ...options,
  });
}

/** How the desk reaches the registry, and its time. */
interface AtOptions extends Pick<SyncDeskOptions, 'clock' | 'everySeconds' | 'random'> {
  /** What stands between the desk and the registry. */
  readonly through?: (registry: Registry) => Registry;
  readonly endpoints?: readonly string[];
  readonly ask?: typeof fetch;
}

function editorOf(sandbox: Sandbox): () => Promise<string> {
  let token: Promise<string> | undefined;
  return () => {
    token ??= sandbox.token('kadrovik');
    return token;
  };
}
