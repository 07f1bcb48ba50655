import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { FhirClient } from './client.ts';

const codes = z.array(z.object({ code: z.string().optional() })).optional();
const CapabilityStatement = z.object({
  resourceType: z.literal('CapabilityStatement'),
  rest: z
    .array(
      z.object({
        mode: z.string().optional(),
        resource: z.array(z.object({ type: z.string().optional(), interaction: codes })).optional(),
        interaction: codes,
      }),
    )
    .optional(),
});

export interface Capabilities {
  /** Types whose changes, deletions included, can be asked for; others are searched by time of change. */
  readonly history: ReadonlySet<string>;
  /** Types that the server has. */
  readonly types: ReadonlySet<string>;
  readonly transaction: boolean;
}

/** What the server says it can do. @throws DeskError KD-4003 when it is no FHIR server; failures of the client */
export async function readCapabilities(client: FhirClient, signal: AbortSignal): Promise<Capabilities> {
  const { status, body } = await client.ask({ method: 'GET', path: 'metadata' }, signal);
  if (status !== 200) throw new DeskError('KD-4002', { params: { status } });
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch (error) {
    throw new DeskError('KD-4003', { params: { detail: 'metadata' }, cause: error });
  }
  const parsed = CapabilityStatement.safeParse(value);
  if (!parsed.success) throw new DeskError('KD-4003', { params: { detail: 'metadata' } });
  const servers = (parsed.data.rest ?? []).filter(({ mode }) => mode !== 'client');
  const can = (list: z.infer<typeof codes>, code: string): boolean => list?.some((one) => one.code === code) ?? false;
  const resources = servers.flatMap(({ resource }) => resource ?? []);
  const typesOf = (list: typeof resources) => new Set(list.flatMap(({ type }) => type ?? []));
  return {
    history: typesOf(resources.filter(({ interaction }) => can(interaction, 'history-type'))),
    types: typesOf(resources),
    transaction: servers.some(({ interaction }) => can(interaction, 'transaction')),
  };
}
