import { z } from 'zod';
import { readMessage } from '../../../changes/messages.ts';
import type { SharedBulletin, SharedMessage, SharedNote } from '../../desks.ts';
import type { Json } from '../json.ts';
import { CODES, SYSTEM } from '../profile.ts';
import { coded, partyOf, requestIdentifier } from './shared-task.ts';

const CONTENT = 'application/json';
const SIGNATURE = 'application/pkcs7-signature';
/** Characters of base64; what is longer is none of ours. */
const LARGEST = 200_000;

const text = z.string().optional();
const Coded = z.object({ coding: z.array(z.object({ system: text, code: text })).optional() });
const Communication = z.object({
  resourceType: z.literal('Communication'),
  identifier: z.array(z.object({ system: text, value: text })).optional(),
  category: z.array(Coded).optional(),
  payload: z
    .array(
      z.object({
        contentAttachment: z.object({ contentType: text, data: z.base64().max(LARGEST).optional() }).optional(),
      }),
    )
    .optional(),
});

/** A message as a Communication: its words for whoever reads the registry, the whole of it for desks. */
export function communicationOf({ messageId, message }: SharedMessage): Json {
  const read = readMessage(message);
  if (read === null) throw new SyntaxError('No message');
  const data = Buffer.from(message).toString('base64');
  return {
    resourceType: 'Communication',
    identifier: [{ system: SYSTEM.messageId[0], value: messageId }],
    status: 'completed',
    category: [coded('communication', 'message')],
    about: [{ type: 'Task', identifier: requestIdentifier(read.requestId) }],
    sent: read.sentAt,
    sender: partyOf(read.sender),
    payload: [{ contentString: read.text }, { contentAttachment: { contentType: CONTENT, data } }],
  };
}

/** A bulletin as a Communication, as a registry that passes it on has it. @param title for whoever reads the registry */
export function bulletinCommunication({ content, cms }: SharedBulletin, title: string): Json {
  const attachment = (contentType: string, bytes: Uint8Array) => ({
    contentAttachment: { contentType, data: Buffer.from(bytes).toString('base64') },
  });
  return {
    resourceType: 'Communication',
    status: 'completed',
    category: [coded('communication', 'bulletin')],
    payload: [{ contentString: title }, attachment(CONTENT, content), attachment(SIGNATURE, cms)],
  };
}

/** @returns null for a Communication that is neither a message of a desk nor a bulletin */
export function readCommunication(raw: string): SharedNote | null {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  const found = Communication.safeParse(value).data;
  if (found === undefined) return null;
  const [content, cms] = [CONTENT, SIGNATURE].map((type) => attached(found, type));
  if (content === undefined) return null;
  if (isA(found, 'bulletin')) return cms === undefined ? null : { kind: 'bulletin', content, cms };
  const known: readonly string[] = SYSTEM.messageId;
  const messageId = found.identifier?.find(({ system }) => known.includes(system ?? ''))?.value;
  if (!isA(found, 'message') || messageId === undefined) return null;
  return { kind: 'message', messageId, message: content.toString() };
}

function isA({ category }: z.infer<typeof Communication>, code: 'message' | 'bulletin'): boolean {
  const own: readonly string[] = CODES.communication;
  return (
    category?.some(({ coding }) => coding?.some((one) => own.includes(one.system ?? '') && one.code === code)) === true
  );
}

function attached({ payload }: z.infer<typeof Communication>, type: string): Buffer | undefined {
  const found = payload?.find(({ contentAttachment }) => contentAttachment?.contentType === type);
  const data = found?.contentAttachment?.data;
  return data === undefined ? undefined : Buffer.from(data, 'base64');
}
