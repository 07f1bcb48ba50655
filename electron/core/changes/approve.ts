import type { SessionUser } from '#shared/contract/access.ts';
import type { Policy } from '#shared/contract/policy.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { formatDay } from '#shared/rules/dates.ts';
import type { Database } from '../db/open.ts';
import { sha256Hex } from '../signing/digest.ts';
import type { SignatureRecheck, SignatureVerdict, SigningProvider, VerifySignature } from '../signing/port.ts';
import { actorOf } from './actor.ts';
import type { FrozenContent } from './content.ts';
import { attachedTo } from './files.ts';
import { contentOf, type Frozen, freeze } from './freeze.ts';
import { asSigned, meantBy } from './names.ts';
import type { RestoreParts } from './restore.ts';
import type { RequestRow } from './store.ts';
import { subjectsOf } from './take-back.ts';
import { stateError } from './transitions.ts';

export interface ApprovalParts extends RestoreParts {
  readonly db: Database;
  readonly signing: SigningProvider;
  readonly verify: VerifySignature;
  readonly policy: () => Pick<Policy, 'signingAuthorities' | 'authorMayApprove'>;
}

/**
 * Exactly what this approver would sign: the frozen content with the approver in it. The same call gives the same bytes
 * until the request is frozen anew.
 *
 * @throws DeskError KD-3003 not submitted · KD-3004 one's own request · KD-3006 the books do not hold what was frozen ·
 *   KD-3012 a file of it has not come from the other desk yet
 */
export function signingContent(parts: ApprovalParts, user: SessionUser, requestId: EntityId): Frozen {
  const { store, reader, transitions } = parts;
  const request = transitions.get(requestId);
  if (request.state !== 'submitted') throw stateError(request);
  if (!parts.policy().authorMayApprove && reader.isAuthor(requestId, user.userId)) throw new DeskError('KD-3004');
  const author = { id: request.authorId, name: reader.summary(requestId)?.author ?? '' };
  if (request.canonical === null) throw new DeskError('KD-3006');
  const content = contentOf(request.canonical);
  const ids = asSigned(meantBy(parts.entities, content));
  const frozen = freeze(store, request, { author }, content, ids);
  if (frozen.digest !== request.digest) throw new DeskError('KD-3006');
  if (attachedTo(parts, request).length < content.attachments.length) throw new DeskError('KD-3012');
  const approver = { id: user.userId, name: user.name };
  return freeze(store, request, { author, approver }, content, ids);
}

/**
 * Signs, verifies at once, and queues. Nothing is written unless the signature is good.
 *
 * @param digest what the approver was shown
 * @throws DeskError KD-3003 · KD-3004 · KD-3006 the bytes are not those shown · KD-3101 … KD-3106 of the signature
 */
export async function approve(
  parts: ApprovalParts,
  user: SessionUser,
  requestId: EntityId,
  digest: string,
  container: Uint8Array,
  password: string,
): Promise<EntityId[]> {
  const { canonical } = shown(parts, user, requestId, digest);
  const now = new Date(parts.clock.millis());
  const cms = await parts.signing.sign(container, password, canonical, now);
  const check = await parts.verify({ content: canonical, cms, ...trusted(parts, requestId, user.userId), at: now });
  const [reason] = check.reasons;
  if (reason !== undefined) {
    throw new DeskError(reason, reason === 'KD-3103' ? { params: { date: formatDay(parts.clock.today()) } } : {});
  }
  return parts.db
    .transaction(() => {
      // Signing took time: the request may have been edited or returned meanwhile.
      const still = shown(parts, user, requestId, digest);
      record(parts, user, requestId, still, cms, check, now.toISOString());
      return subjectsOf(parts.store.entities(requestId));
    })
    .immediate();
}

function shown(parts: ApprovalParts, user: SessionUser, requestId: EntityId, digest: string): Frozen {
  const content = signingContent(parts, user, requestId);
  if (content.digest !== digest.toLowerCase()) throw new DeskError('KD-3006');
  return content;
}

function record(
  parts: ApprovalParts,
  user: SessionUser,
  requestId: EntityId,
  content: Frozen,
  cms: Uint8Array,
  check: SignatureVerdict,
  at: string,
): void {
  const { reader, store, transitions } = parts;
  reader.putSignature({
    requestId,
    digest: content.digest,
    cms,
    certificate: check.certificate,
    signer: check.view?.subject ?? '',
    issuer: check.view?.issuer ?? '',
    validTo: check.view?.validTo ?? at,
    provider: parts.signing.name,
    signedAt: check.signedAt ?? at,
    verifiedAt: at,
    verdict: check.verdict,
    reasons: check.reasons,
  });
  store.setCanonical(requestId, content.canonical, content.digest, user.userId);
  const actor = actorOf(user);
  const ownRequest = transitions.get(requestId).authorId === user.userId;
  transitions.move(requestId, 'approved', { actor, facts: { digest: content.digest, ownRequest } });
  transitions.move(requestId, 'queued', { actor });
  reader.enqueue(requestId, parts.clock.now());
}

function trusted(
  parts: ApprovalParts,
  requestId: EntityId,
  approverId: EntityId | null,
): { authorities: readonly string[]; signerSnils: string | null } {
  return {
    authorities: parts.policy().signingAuthorities,
    signerSnils: approverId === null ? null : parts.reader.snilsOf(requestId, approverId),
  };
}

/** Looks at stored signatures again: the bytes, the signature and the chain as of the day of signing. */
export function createRecheck(parts: ApprovalParts): SignatureRecheck {
  return {
    async verifyAgain(requestId) {
      const request = parts.transitions.get(requestId);
      const signature = parts.reader.signature(requestId);
      if (signature === null || request.canonical === null) throw new DeskError('KD-3008');
      const check = await parts.verify({
        content: request.canonical,
        cms: signature.cms,
        ...trusted(parts, requestId, request.approverId),
        at: new Date(signature.signedAt),
      });
      const whole = sha256Hex(request.canonical) === signature.digest && holdsWhatWasSigned(parts, request);
      const reasons =
        whole || check.reasons.includes('KD-3106') ? check.reasons : [...check.reasons, 'KD-3106' as const];
      const verdict = reasons.length === 0 ? 'valid' : 'invalid';
      parts.reader.setVerdict(requestId, verdict, reasons, parts.clock.now());
      return { verdict, reasons };
    },
  };
}

/** The lines that will be sent are the lines inside the signed bytes. */
function holdsWhatWasSigned({ store, entities }: ApprovalParts, request: RequestRow): boolean {
  const content: FrozenContent = contentOf(request.canonical ?? new Uint8Array());
  const { author, approver } = content;
  if (approver === undefined) return false;
  const ids = asSigned(meantBy(entities, content));
  return freeze(store, request, { author, approver }, content, ids).digest === request.digest;
}
