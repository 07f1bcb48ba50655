import { readFileSync } from 'node:fs';
import type { Policy } from '#shared/contract/policy.ts';

/** By which a TLS server knows this workstation; both PEM. */
export interface ClientCertificate {
  /** With those above it, if any. */
  readonly cert: string;
  readonly key: string;
}

/** @param failed told of files that cannot be read: the server will say what it thinks of that @returns null when there is none */
export function readClientCertificate(
  policy: Pick<Policy, 'tlsClient'> | null,
  failed: (cause: unknown) => void,
): ClientCertificate | null {
  const files = policy?.tlsClient;
  if (files === undefined) return null;
  try {
    return { cert: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') };
  } catch (cause) {
    failed(cause);
    return null;
  }
}
