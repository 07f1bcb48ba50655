import { z } from 'zod';
import { type Envelope, readEnvelope, type SharedState } from '../../../changes/envelope.ts';
import type { SharedRequest } from '../../desks.ts';
import type { Json } from '../json.ts';
import { CODES, SYSTEM } from '../profile.ts';

const text = z.string().optional();
const Coded = z.object({ coding: z.array(z.object({ system: text, code: text })).optional() }).optional();
const SharedTask = z.object({
  resourceType: z.literal('Task'),
  id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/),
  meta: z.object({ versionId: z.string().min(1), lastUpdated: z.iso.datetime({ offset: true }).optional() }),
  status: text,
  identifier: z.array(z.object({ system: text, value: text })).optional(),
  input: z.array(z.object({ type: Coded, valueBase64Binary: text })).optional(),
});

/** How far a request has come, in the words of a Task; what exactly is its business status. */
const STATUS: Readonly<Record<SharedState, string>> = {
  draft: 'draft',
  submitted: 'requested',
  returned: 'rejected',
  withdrawn: 'cancelled',
  approved: 'accepted',
  // Only the transaction that applies a request completes its Task.
  accepted: 'accepted',
  rejected: 'failed',
};

/** The input of a Task that desks read. */
const ENVELOPE = 'envelope';

/** A request as a Task. @throws SyntaxError for what is no envelope */
export function sharedTask(envelopeText: string): Json {
  const envelope = readEnvelope(envelopeText);
  if (envelope === null) throw new SyntaxError('No envelope');
  const { requestId, state, author, approval, createdAt, changedAt, reason, content, files } = envelope;
  const signed = approval === null || content === null ? [] : [input('signed-content', content)];
  return {
    resourceType: 'Task',
    identifier: [requestIdentifier(requestId)],
    status: STATUS[state],
    ...(reason === null ? {} : { statusReason: { text: reason } }),
    businessStatus: coded('businessStatus', state),
    intent: 'order',
    code: coded('task', 'change-request'),
    authoredOn: createdAt,
    lastModified: changedAt,
    requester: partyOf(author),
    ...(approval === null ? {} : { owner: partyOf(approval.approver) }),
    input: [
      ...signed,
      input(ENVELOPE, envelopeText),
      ...[...new Set(files.map(({ sha256 }) => sha256))].map((value) => ({
        type: coded('task', 'attachment'),
        valueReference: { type: 'DocumentReference', identifier: fileIdentifier(value) },
      })),
    ],
  };
}

/** The same Task as the transaction completes it that applies the request. */
export function completedTask(envelopeText: string): Json {
  return { ...sharedTask(envelopeText), status: 'completed' };
}

/** @returns null for a Task that is none of a desk's, or cannot be told */
export function readShared(raw: string): SharedRequest | null {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  const task = SharedTask.safeParse(value).data;
  const [known, own]: readonly (readonly string[])[] = [SYSTEM.requestId, CODES.task];
  const requestId = task?.identifier?.find(({ system }) => known?.includes(system ?? ''))?.value;
  const envelope = task?.input?.find(({ type }) =>
    type?.coding?.some(({ system, code }) => own?.includes(system ?? '') && code === ENVELOPE),
  )?.valueBase64Binary;
  if (task === undefined || requestId === undefined || envelope === undefined) return null;
  const { id, meta, status } = task;
  return {
    requestId,
    place: `${id} ${meta.versionId}`,
    envelope: Buffer.from(envelope, 'base64').toString(),
    acceptedAt: status === 'completed' ? new Date(meta.lastUpdated ?? 0).toISOString() : null,
  };
}

/** Where a Task is, and the guard of its version. */
export function guardOf(place: string): { readonly path: string; readonly ifMatch: string } {
  const [id = '', version = ''] = place.split(' ');
  return { path: `Task/${id}`, ifMatch: `W/"${version}"` };
}

/** Why a request was returned or refused, for whoever reads the registry; null where there is nothing to say. */
export function commentOf(envelopeText: string): Json | null {
  const envelope: Envelope | null = readEnvelope(envelopeText);
  if (envelope?.reason == null || (envelope.state !== 'returned' && envelope.state !== 'rejected')) return null;
  const { requestId, state, round, author, history, changedAt, reason } = envelope;
  const [system] = SYSTEM.messageId;
  return {
    resourceType: 'Communication',
    identifier: [{ system, value: `${requestId}:${round}:${state}` }],
    status: 'completed',
    about: [{ type: 'Task', identifier: requestIdentifier(requestId) }],
    sent: changedAt,
    sender: { display: history.at(-1)?.actor ?? '' },
    recipient: [partyOf(author)],
    payload: [{ contentString: reason }],
  };
}

export function fileIdentifier(sha256: string): Json {
  return { system: SYSTEM.fileDigest[0], value: sha256 };
}

export function requestIdentifier(requestId: string): Json {
  return { system: SYSTEM.requestId[0], value: requestId };
}

export function partyOf({ name, snils }: Envelope['author']): Json {
  return {
    type: 'Practitioner',
    display: name,
    ...(snils === null ? {} : { identifier: { system: SYSTEM.snils[0], value: snils } }),
  };
}

function input(code: string, content: string): Json {
  return { type: coded('task', code), valueBase64Binary: Buffer.from(content).toString('base64') };
}

export function coded(system: 'businessStatus' | 'communication' | 'task', code: string): Json {
  return { coding: [{ system: CODES[system][0], code }] };
}
