import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { bulletinCommunication } from '../../electron/core/registry/fhir/desks/communications.ts';
import { createPkcs12Provider } from '../../electron/core/signing/pkcs12.ts';
import { BULLETIN_SEVERITIES } from '../../shared/contract/bulletins.ts';
import type { RegistryRepository } from '../fhir/repository.ts';
import { CONTAINER_PASSWORD } from '../signing/issue.ts';
import { force } from './door.ts';

/** What a publisher lets the desks know; what is left out is as of a first edition from now for a day. */
export const BulletinInput = z.strictObject({
  id: z.uuid().optional(),
  number: z.number().int().optional(),
  severity: z.enum(BULLETIN_SEVERITIES),
  title: z.string(),
  text: z.string().optional(),
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  withdrawn: z.boolean().optional(),
  /** Changes the words after they were signed. */
  forged: z.boolean().optional(),
});
export type BulletinInput = z.infer<typeof BulletinInput>;

const DAY = 86_400_000;

/** Signs a bulletin with the key of `container` and has the registry pass it on. */
export async function publish(
  repository: RegistryRepository,
  container: string,
  { forged = false, ...given }: BulletinInput,
): Promise<unknown> {
  const now = new Date();
  const bulletin = {
    ...{ bulletin: 1, id: randomUUID(), number: 1, text: '' },
    startsAt: now.toISOString(),
    endsAt: new Date(now.getTime() + DAY).toISOString(),
    ...given,
  };
  const content = Buffer.from(JSON.stringify(bulletin));
  const cms = await createPkcs12Provider().sign(readFileSync(container), CONTAINER_PASSWORD, content, now);
  const sent = forged ? Buffer.from(JSON.stringify({ ...bulletin, title: `${bulletin.title}!` })) : content;
  return force(repository, bulletinCommunication({ content: sent, cms }, bulletin.title));
}
