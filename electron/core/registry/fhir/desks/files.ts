import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AttachmentType } from '#shared/contract/attachments.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { SharedFile } from '../../desks.ts';
import type { FhirClient } from '../client.ts';
import { splitBundle } from '../json.ts';
import { SYSTEM } from '../profile.ts';
import { unexpected } from '../pull.ts';
import { fileIdentifier } from './shared-task.ts';

const MIME: Readonly<Record<AttachmentType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const DocumentReference = z.object({
  resourceType: z.literal('DocumentReference'),
  content: z.array(z.object({ attachment: z.object({ url: z.string() }) })).min(1),
});
const Made = z.object({ id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/) });
const Binary = z.object({ resourceType: z.literal('Binary'), data: z.base64() });

/** Hands a file over: its bytes as a Binary, what is known of it as a DocumentReference. */
export async function putFile(
  client: FhirClient,
  { sha256, fileName, type }: SharedFile,
  content: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  if ((await addressOf(client, sha256, signal)) !== null) return;
  const data = Buffer.from(content).toString('base64');
  const headers = { prefer: 'return=representation' };
  const binary = { resourceType: 'Binary', contentType: MIME[type], data };
  const made = await client.ask({ method: 'POST', path: 'Binary', headers, body: JSON.stringify(binary) }, signal);
  if (made.status !== 201) throw unexpected(made);
  const { id } = read(Made, made.body.toString(), 'Binary');
  const attachment = {
    contentType: MIME[type],
    url: `Binary/${id}`,
    size: content.length,
    // R4 wants SHA-1 here; what desks go by is the identifier.
    hash: createHash('sha1').update(content).digest('base64'),
    title: fileName,
  };
  const document = {
    resourceType: 'DocumentReference',
    identifier: [fileIdentifier(sha256)],
    status: 'current',
    content: [{ attachment }],
  };
  const condition = { 'if-none-exist': conditionOf(sha256) };
  const body = JSON.stringify(document);
  const answer = await client.ask({ method: 'POST', path: 'DocumentReference', headers: condition, body }, signal);
  if (answer.status >= 300) throw unexpected(answer);
}

/** Null when nobody has handed it over. The digest is the caller's to check. */
export async function getFile(client: FhirClient, sha256: string, signal: AbortSignal): Promise<Uint8Array | null> {
  const path = await addressOf(client, sha256, signal);
  if (path === null) return null;
  const answer = await client.ask({ method: 'GET', path }, signal);
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status !== 200) throw unexpected(answer);
  return Buffer.from(read(Binary, answer.body.toString(), 'Binary').data, 'base64');
}

async function addressOf(client: FhirClient, sha256: string, signal: AbortSignal): Promise<string | null> {
  const path = `DocumentReference?${conditionOf(sha256)}`;
  const answer = await client.ask({ method: 'GET', path }, signal);
  if (answer.status !== 200) throw unexpected(answer);
  const [found] = splitBundle(answer.body).entries.flatMap(({ resource }) => resource ?? []);
  if (found === undefined) return null;
  return read(DocumentReference, found, 'DocumentReference').content[0]?.attachment.url ?? null;
}

function conditionOf(sha256: string): string {
  return `identifier=${encodeURIComponent(`${SYSTEM.fileDigest[0]}|${sha256}`)}`;
}

/** @throws DeskError KD-4003 */
function read<T>(schema: z.ZodType<T>, text: string, detail: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DeskError('KD-4003', { params: { detail }, cause });
  }
}
