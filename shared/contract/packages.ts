import { z } from 'zod';
import { Contour, RequestState } from '../domain/states.ts';
import { EntityId, Instant } from '../domain/values.ts';
import { CertificateView } from './changes.ts';
import { command, job, query } from './define.ts';
import { ErrorCode } from './errors.ts';

/**
 * What travels by a stick or a folder where there is no network: `requests` to a desk that reaches the registry,
 * `receipt` back, `registry` the copy of the registry for a desk that cannot pull.
 */
export const PACKAGE_KINDS = ['requests', 'registry', 'receipt'] as const;
export const PackageKind = z.enum(PACKAGE_KINDS);
export type PackageKind = z.infer<typeof PackageKind>;

/** Opens the package; told to the other side by another way than the stick. */
const Passphrase = z.string().min(1).max(200);

/** What anybody may read on a package without its passphrase. */
export const PackageHead = z.object({
  fileId: EntityId,
  fileName: z.string(),
  bytes: z.number().int(),
  kind: PackageKind,
  organisation: z.string(),
  contour: Contour,
  madeAt: Instant,
});
export type PackageHead = z.infer<typeof PackageHead>;

/**
 * `new` comes in · `moves` goes on from its state here · `known` is here already as it is · `waits` is kept until the records
 * that it speaks of come from the registry · `refused` stays outside.
 */
export const PACKAGE_OUTCOMES = ['new', 'moves', 'known', 'waits', 'refused'] as const;
export const PackageOutcome = z.enum(PACKAGE_OUTCOMES);
export type PackageOutcome = z.infer<typeof PackageOutcome>;

export const PackageRequest = z.object({
  requestId: EntityId,
  /** Number on this workstation; null for one that is not here yet. */
  number: z.number().int().nullable(),
  author: z.string(),
  subjects: z.array(z.string()),
  fields: z.number().int(),
  outcome: PackageOutcome,
  /** State here, and the one that it gets. */
  from: RequestState.nullable(),
  to: RequestState.nullable(),
  /** Why it is refused. */
  refusal: ErrorCode.nullable(),
  /** Words of the approver or the registry. */
  note: z.string().nullable(),
});
export type PackageRequest = z.infer<typeof PackageRequest>;

/** What is in a package and what taking it would do; nothing is written for it. */
export const PackagePreview = z.object({
  fileId: EntityId,
  kind: PackageKind,
  madeAt: Instant,
  madeBy: z.string(),
  /** When this very package was taken before. */
  takenAt: Instant.nullable(),
  signer: CertificateView.nullable(),
  requests: z.array(PackageRequest),
  /** Messages about requests: new here, here already. */
  messages: z.object({ new: z.number().int(), known: z.number().int() }),
  /** Bulletins: new here, looked at before, left alone as not believed or over. */
  bulletins: z.object({ new: z.number().int(), known: z.number().int(), refused: z.number().int() }),
  /** Records of the registry: new here, newer than here, here already. */
  records: z.object({ new: z.number().int(), changed: z.number().int(), known: z.number().int() }),
  files: z.number().int(),
  /** Files that were looked into and not taken; known when the package has been. */
  filesRefused: z.number().int(),
});
export type PackagePreview = z.infer<typeof PackagePreview>;

/** Packages written and taken here, the newest first. */
export const PackageNote = z.object({
  id: EntityId,
  direction: z.enum(['written', 'taken']),
  kind: PackageKind,
  at: Instant,
  by: z.string(),
  requests: z.number().int(),
  messages: z.number().int(),
  records: z.number().int(),
});
export type PackageNote = z.infer<typeof PackageNote>;

/** Signs the list of contents: the handle of a chosen container, and its password. */
const Signing = z.object({ containerId: EntityId, password: z.string().max(1000) });
const WORKERS = ['editor', 'approver'] as const;

export const packages = {
  /** How much there is to write, by kind, and what was written and taken. */
  state: query(
    'signed-in',
    z.object({}),
    z.object({
      /** Requests that wait for an approval or for the registry. */
      requests: z.number().int(),
      /** Requests that came in a package and have moved since their last receipt. */
      receipts: z.number().int(),
      /** Messages of which the other side is not known to have heard, about requests that go out and that came in. */
      messages: z.object({ requests: z.number().int(), receipts: z.number().int() }),
      /** Records of the registry that are here. */
      records: z.number().int(),
      notes: z.array(PackageNote),
    }),
  ),
  /** A phrase that nobody guesses. */
  newPassphrase: query(WORKERS, z.object({}), z.object({ passphrase: z.string() })),
  /** Asks for a PKCS#12 file by a dialog; null when the dialog was cancelled. */
  chooseContainer: command(WORKERS, z.object({}), z.object({ containerId: EntityId, fileName: z.string() }).nullable()),
  /** Asks where to save; null when the dialog was cancelled. */
  write: job(
    WORKERS,
    z.object({ kind: PackageKind, passphrase: Passphrase, signing: Signing.nullable().default(null) }),
    z
      .object({ fileName: z.string(), bytes: z.number().int(), requests: z.number().int(), records: z.number().int() })
      .nullable(),
  ),
  /** Asks for a file; null when the dialog was cancelled. */
  choose: command(WORKERS, z.object({}), PackageHead.nullable()),
  /** Opens it and says what would happen. */
  preview: job(WORKERS, z.object({ fileId: EntityId, passphrase: Passphrase }), PackagePreview),
  /** Does what the preview said. The same package twice changes nothing. */
  take: job(WORKERS, z.object({ fileId: EntityId }), PackagePreview),
};
