import { z } from 'zod';
import { EntityKind } from '../domain/entities.ts';
import { RequestState } from '../domain/states.ts';
import { EntityId, FieldValue, Instant } from '../domain/values.ts';
import { Attachment } from './attachments.ts';
import { command, query } from './define.ts';
import { requestMessages } from './request-messages.ts';
import { Issue } from './staff.ts';

export const RequestSummary = z.object({
  id: EntityId,
  /** Number on this workstation, shown as «№ 12». */
  number: z.number().int(),
  state: RequestState,
  author: z.string(),
  authorId: EntityId,
  people: z.number().int(),
  fields: z.number().int(),
  createdAt: Instant,
  changedAt: Instant,
  /** When its author last sent it to the approver; null for a draft. */
  filedAt: Instant.nullable(),
  /** Why it was returned or refused. */
  reason: z.string().nullable(),
  /** Of a request that was made at another desk: its author as their sign-in there named them. */
  elsewhere: z.object({ login: z.string(), snils: z.string().nullable() }).optional(),
});
export type RequestSummary = z.infer<typeof RequestSummary>;

/** A deletion lists every value that goes: from what it was to nothing. */
export const ChangeOperation = z.enum(['create', 'update', 'delete']);
export type ChangeOperation = z.infer<typeof ChangeOperation>;

/** «Было → стало» of one entity. */
export const EntityDifference = z.object({
  kind: EntityKind,
  id: EntityId,
  operation: ChangeOperation,
  /** What it is known by where it has no name: the division and post of a contract, of a planned post. */
  place: z.object({ divisionId: EntityId.nullable(), postCode: z.string().nullable() }).optional(),
  fields: z.array(z.object({ field: z.string(), from: FieldValue, to: FieldValue })),
});
/** Everything a request changes about one person (or division, staffing table, the organisation): one card, one decision. */
export const SubjectDifference = z.object({
  subjectId: EntityId,
  subjectKind: z.enum(['person', 'division', 'organisation', 'staffingDocument']),
  title: z.string(),
  entities: z.array(EntityDifference),
  issues: z.array(Issue),
});
export type SubjectDifference = z.infer<typeof SubjectDifference>;

export const TimelineEvent = z.object({
  at: Instant,
  state: RequestState,
  actor: z.string(),
  note: z.string().nullable(),
});

export const SignatureView = z.object({
  signer: z.string(),
  issuer: z.string(),
  validTo: Instant,
  signedAt: Instant,
  digest: z.string(),
  verdict: z.enum(['valid', 'invalid']),
  reasons: z.array(z.string()),
  provider: z.string(),
});

export const RequestView = z.object({
  summary: RequestSummary,
  subjects: z.array(SubjectDifference),
  /** Files of the changed records; of a frozen request exactly those that its bytes name. */
  attachments: z.array(Attachment),
  timeline: z.array(TimelineEvent),
  signature: SignatureView.nullable(),
});
export type RequestView = z.infer<typeof RequestView>;

export const CertificateView = z.object({
  subject: z.string(),
  snils: z.string().nullable(),
  organisationInn: z.string().nullable(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: Instant,
  validTo: Instant,
  /** False for certificates that are no УКЭП (training authority, RSA); shown to the signer. */
  qualified: z.boolean(),
});
export type CertificateView = z.infer<typeof CertificateView>;

const Container = z.object({ containerId: EntityId, password: z.string().max(1000) });

export const changes = {
  /** The newest first; without a page all of them. */
  list: query(
    'signed-in',
    z.object({
      states: z.array(RequestState).nullable().default(null),
      /** Only those of the caller. */
      mine: z.boolean().optional(),
      page: z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }).optional(),
    }),
    z.object({ requests: z.array(RequestSummary), total: z.number().int() }),
  ),
  get: query('signed-in', z.object({ requestId: EntityId }), RequestView),
  /**
   * Freezes the draft: canonical bytes and their digest. KD-1016 where it changes what tells who somebody is: the СНИЛС,
   * the identity document.
   */
  submit: command(['editor'], z.object({ requestId: EntityId }), RequestSummary),
  /** Back to a draft, by its author: from submitted (drops the approval) or returned. */
  reopen: command(['editor'], z.object({ requestId: EntityId }), RequestSummary),
  /** Gives the changes up: every field goes back to what it was. */
  withdraw: command(['editor'], z.object({ requestId: EntityId }), RequestSummary),
  /** Takes back single fields of a draft. */
  revert: command(
    ['editor'],
    z.object({
      requestId: EntityId,
      fields: z.array(z.object({ kind: EntityKind, id: EntityId, field: z.string() })).min(1),
    }),
    z.object({}),
  ),
  /** Returns some subjects (all when null) to the author; they become a request of their own in state `returned`. */
  returnSubjects: command(
    ['approver'],
    z.object({
      requestId: EntityId,
      subjectIds: z.array(EntityId).min(1).nullable(),
      reason: z.string().trim().max(2000),
    }),
    z.object({ returnedRequestId: EntityId }),
  ),
  /** Exactly what will be signed: canonical JSON as text and its SHA-256 in hexadecimal. */
  signingView: query(
    ['approver'],
    z.object({ requestId: EntityId }),
    z.object({ canonical: z.string(), digest: z.string(), people: z.number().int(), fields: z.number().int() }),
  ),
  /** Asks for a PKCS#12 file by a dialog; null when the dialog was cancelled. */
  chooseContainer: command(
    ['approver'],
    z.object({}),
    z.object({ containerId: EntityId, fileName: z.string() }).nullable(),
  ),
  inspectContainer: query(['approver'], Container, CertificateView),
  /** Signs the bytes of `signingView` whose digest the approver saw, verifies, and queues the request. */
  approve: command(['approver'], Container.extend({ requestId: EntityId, digest: z.string() }), RequestSummary),
  ...requestMessages,
};
