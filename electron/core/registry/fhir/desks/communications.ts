import { z } from 'zod';
import { readMessage } from '../../../changes/messages.ts';
import type { SharedMessage } from '../../desks.ts';
import type { Json } from '../json.ts';
import { CODES, SYSTEM } from '../profile.ts';
import { coded, partyOf, requestIdentifier } from './shared-task.ts';

const MESSAGE_TYPE = 'application/json';

const text = z.string().optional();
const Coded = z.object({ coding: z.array(z.object({ system: text, code: text })).optional() });
const Communication = z.object({
  resourceType: z.literal('Communication'),
  identifier: z.array(z.object({ system: text, value: text })).optional(),
  category: z.array(Coded).optional(),
  payload: z
    .array(z.object({ contentAttachment: z.object({ contentType: text, data: z.base64().optional() }).optional() }))
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
    payload: [{ contentString: read.text }, { contentAttachment: { contentType: MESSAGE_TYPE, data } }],
  };
}

/** @returns null for a Communication that is no message of a desk */
export function readCommunication(raw: string): SharedMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  const found = Communication.safeParse(value).data;
  const [known, own]: readonly (readonly string[])[] = [SYSTEM.messageId, CODES.communication];
  const isMessage = found?.category?.some(({ coding }) =>
    coding?.some(({ system, code }) => own?.includes(system ?? '') && code === 'message'),
  );
  const messageId = found?.identifier?.find(({ system }) => known?.includes(system ?? ''))?.value;
  const data = found?.payload?.find(({ contentAttachment }) => contentAttachment?.contentType === MESSAGE_TYPE)
    ?.contentAttachment?.data;
  if (isMessage !== true || messageId === undefined || data === undefined) return null;
  return { messageId, message: Buffer.from(data, 'base64').toString() };
}
