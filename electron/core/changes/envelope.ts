import { z } from 'zod';
import { type AttachmentKind, type AttachmentOwner, AttachmentVersion } from '#shared/contract/attachments.ts';
import { TimelineEvent } from '#shared/contract/changes.ts';
import { DeskError } from '#shared/contract/result.ts';
import { ROLES } from '#shared/domain/states.ts';
import { EntityId, Instant } from '#shared/domain/values.ts';
import { canonicalJson } from '../signing/canonical.ts';
import { attachedTo } from './files.ts';
import { asItStands, type ReviewParts } from './review.ts';
import type { Part, SharingStore } from './sharing-store.ts';

/** Somebody who took part in a request, as their sign-in named them. */
export const Party = z.strictObject({
  id: EntityId,
  name: z.string().min(1).max(300),
  /** `sub` of the ID token. */
  login: z.string().min(1).max(300),
  snils: z.string().max(20).nullable(),
  /** As that desk knows it now; who has none any more may have had one. */
  role: z.enum([...ROLES, 'none']),
});
export type Party = z.infer<typeof Party>;

/** What is known of a file; its bytes travel apart, by their digest. */
const EnvelopeFile = AttachmentVersion.extend({
  attachmentId: EntityId,
  fileName: z.string().min(1).max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EnvelopeFile = z.infer<typeof EnvelopeFile>;

/** A file on its way, with the record here that it belongs to. */
export interface AwaitedFile extends EnvelopeFile {
  readonly owner: AttachmentOwner;
  readonly document: AttachmentKind;
}

/** What other desks hear of. On its way to the registry or out is the sender's own affair: that is `approved`. */
export const SHARED_STATES = [
  'draft',
  'submitted',
  'returned',
  'withdrawn',
  'approved',
  'rejected',
  'accepted',
] as const;
export const SharedState = z.enum(SHARED_STATES);
export type SharedState = z.infer<typeof SharedState>;

const Base64 = z.base64().max(2_000_000);

/**
 * A change request on its way between desks, whatever carries it: a registry, a file on a stick. It knows no transport
 * and no desk's own ids: `content` is the frozen text (`content.ts`), whose `names` say which records are meant.
 *
 * - `requestId` is the request's identity everywhere, and the key that makes sending it twice harmless;
 * - `round` counts submissions: with the state and the size of the content it says which of two envelopes is the later
 *   (`later.ts`), so that taking one twice, or an older one after a newer one, changes nothing;
 * - `content` is the canonical JSON (author, items with `from` and `to`, dictionary versions, digests of files), of an
 *   approved request the very text that was signed; null where the author has it back (a draft) or gave it up;
 * - `files` describes what `content.attachments` names by digest;
 * - `approval` holds who approved and the detached CMS (DER) over `content`.
 */
export const Envelope = z.strictObject({
  envelope: z.literal(1),
  requestId: EntityId,
  state: SharedState,
  round: z.number().int().min(1).max(10_000),
  /** Whose books it changes; another clinic's desk leaves it alone. */
  organisation: z.strictObject({ inn: z.string().nullable(), oid: z.string().nullable() }),
  author: Party,
  splitFrom: EntityId.nullable(),
  createdAt: Instant,
  changedAt: Instant,
  /** Why it was returned or refused. */
  reason: z.string().max(10_000).nullable(),
  content: z.string().max(20_000_000).nullable(),
  files: z.array(EnvelopeFile).max(5000),
  history: z.array(TimelineEvent).min(1).max(1000),
  approval: z.strictObject({ approver: Party, cms: Base64, signedAt: Instant }).nullable(),
});
export type Envelope = z.infer<typeof Envelope>;

/** The canonical text of an envelope. */
export function envelopeText(envelope: Envelope): string {
  return canonicalJson(envelope);
}

/** @returns null for what is no envelope that this program knows */
export function readEnvelope(text: string): Envelope | null {
  try {
    return Envelope.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export interface EnvelopeParts extends ReviewParts {
  readonly sharing: SharingStore;
  readonly organisation: () => { readonly inn: string | null; readonly oid: string | null } | null;
}

/** @throws DeskError KD-3008 no such request · KD-3003 never submitted */
export function envelopeOf(parts: EnvelopeParts, requestId: EntityId): Envelope {
  const { store, reader, transitions, sharing } = parts;
  const request = transitions.get(requestId);
  const history = store.events(requestId).filter(({ state }) => state !== 'queued' && state !== 'sent');
  const round = history.filter(({ state }) => state === 'submitted').length;
  if (round === 0) throw new DeskError('KD-3003', { params: { number: request.number, state: request.state } });
  const { inn = null, oid = null } = parts.organisation() ?? {};
  const state = sharedState(request.state);
  const signature = state === 'approved' || state === 'accepted' ? reader.signature(requestId) : null;
  const content = textOf(parts, requestId, state);
  return {
    envelope: 1,
    requestId,
    state,
    round,
    organisation: { inn, oid },
    author: known('author', request.authorId),
    splitFrom: request.splitFrom,
    createdAt: request.createdAt,
    changedAt: request.changedAt,
    reason: request.reason,
    content,
    files: content === null ? [] : files(parts, requestId),
    history: history.map(({ at, state: was, actor, note }) => ({ at, state: was, actor, note })),
    approval: signature && {
      approver: known('approver', request.approverId),
      cms: Buffer.from(signature.cms).toString('base64'),
      signedAt: signature.signedAt,
    },
  };

  function known(part: Part, userId: EntityId | null): Party {
    const party = sharing.party(requestId, part, userId);
    if (party === null) throw new DeskError('KD-3008', { params: { part } });
    return { ...party };
  }
}

function sharedState(state: string): SharedState {
  return SharedState.safeParse(state).data ?? 'approved';
}

/** The frozen text; of a returned request, which is not frozen any more, what its author has back. */
function textOf(parts: EnvelopeParts, requestId: EntityId, state: SharedState): string | null {
  if (state === 'draft' || state === 'withdrawn') return null;
  const request = parts.transitions.get(requestId);
  const canonical = request.canonical ?? asItStands(parts, request, request.changedAt).canonical;
  return new TextDecoder().decode(canonical);
}

function files(parts: EnvelopeParts, requestId: EntityId): EnvelopeFile[] {
  const { canonical } = parts.transitions.get(requestId);
  return attachedTo(parts, { id: requestId, canonical }).map(
    ({ id, version, fileName, type, bytes, pages, sha256, coarse, addedAt, addedBy }) => ({
      attachmentId: id,
      ...{ version, fileName, type, bytes, pages, sha256, coarse, addedAt, addedBy },
    }),
  );
}
