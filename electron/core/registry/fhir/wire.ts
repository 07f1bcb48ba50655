import { z } from 'zod';
import { splitBundle } from './json.ts';
import { RESOURCE } from './schema.ts';

const Guarded = z.object({
  fullUrl: z.string().optional(),
  request: z.object({
    method: z.enum(['PUT', 'POST', 'DELETE']),
    url: z.string(),
    ifMatch: z.string().optional(),
    ifNoneExist: z.string().optional(),
  }),
});

/** One guarded entry of a frozen transaction. */
export interface WireEntry extends z.infer<typeof Guarded> {
  /** Text of the resource as it is to be written; null for a deletion. */
  readonly text: string | null;
}

/** The entries of a transaction that this program has frozen. */
export function readWire(wire: string): readonly WireEntry[] {
  return splitBundle(Buffer.from(wire)).entries.map(({ entry, resource }) => ({
    ...Guarded.parse(entry),
    text: resource,
  }));
}

export function typeOf({ request }: WireEntry): string {
  return request.url.split('/')[0] ?? '';
}

const MAPPED: ReadonlySet<string> = new Set(Object.keys(RESOURCE));

/** Whether it holds an entity of the desk, and not the papers of the request. */
export function isMapped(entry: WireEntry): boolean {
  return MAPPED.has(typeOf(entry));
}
