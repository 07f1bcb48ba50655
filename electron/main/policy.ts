import { readFileSync, statSync } from 'node:fs';
import { Policy } from '#shared/contract/policy.ts';
import { isLoopback } from './addresses.ts';

/** `absent` is normal (training only); the other two are mistakes that somebody must be told of. */
export type PolicyOutcome =
  | { readonly kind: 'applied'; readonly file: string; readonly policy: Policy }
  | { readonly kind: 'absent'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly systemCode: string }
  | { readonly kind: 'rejected'; readonly file: string; readonly fields: readonly string[] };

const MAX_BYTES = 1024 * 1024;

/** Reads and checks the policy; `file` is the place for this system, or the one named in development. */
export function readPolicy(file: string): PolicyOutcome {
  let text: string;
  try {
    if (statSync(file).size > MAX_BYTES) return { kind: 'rejected', file, fields: ['size'] };
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const systemCode = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return systemCode === 'ENOENT' ? { kind: 'absent', file } : { kind: 'unreadable', file, systemCode };
  }
  return judge(file, text);
}

function judge(file: string, text: string): PolicyOutcome {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'rejected', file, fields: ['JSON'] };
  }
  const parsed = Policy.safeParse(json);
  if (!parsed.success) {
    const fields = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'JSON'],
    );
    return { kind: 'rejected', file, fields: [...new Set(fields)] };
  }
  const unsafe = unsafeAddresses(parsed.data);
  return unsafe.length > 0
    ? { kind: 'rejected', file, fields: unsafe }
    : { kind: 'applied', file, policy: parsed.data };
}

/** Plain http only to this very computer; no user names or passwords inside an address. */
function unsafeAddresses(policy: Policy): string[] {
  const addresses: [field: string, address: string][] = [
    ['issuer', policy.issuer],
    ...policy.registryEndpoints.map((url, index): [string, string] => [`registryEndpoints.${index}`, url]),
  ];
  return addresses.filter(([, address]) => !isSafe(new URL(address))).map(([field]) => field);
}

function isSafe(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
