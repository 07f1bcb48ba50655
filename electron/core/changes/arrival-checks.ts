import type { ErrorCode } from '#shared/contract/errors.ts';
import { ENTITIES, type EntityKind, isOwnKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { canonicalJson } from '../signing/canonical.ts';
import type { SignatureVerdict } from '../signing/port.ts';
import type { ApprovalParts } from './approve.ts';
import { type FrozenBeside, type FrozenContent, type FrozenItem, readContent } from './content.ts';
import type { Envelope, EnvelopeParts, Party } from './envelope.ts';

export interface CheckedEnvelope {
  readonly envelope: Envelope;
  readonly content: FrozenContent | null;
  /** Of an approved request. */
  readonly signature: SignatureVerdict | null;
}

/**
 * Whether an envelope may be taken at all. Who approved must have had the right: their certificate is theirs, is of this
 * organisation (or of somebody who approves at this desk, too), and they are not the author.
 *
 * @returns KD-1009 another organisation · KD-3006 the content is not what it says · KD-1002 no approver ·
 *   KD-3004 the author · KD-3101 … KD-3106 of the signature
 */
export async function checkEnvelope(
  parts: EnvelopeParts & Pick<ApprovalParts, 'verify' | 'policy'>,
  envelope: Envelope,
): Promise<CheckedEnvelope | ErrorCode> {
  const { organisation, content: text, requestId, author } = envelope;
  const ours = parts.organisation();
  if (ours === null || !sameOrganisation(ours, organisation)) return 'KD-1009';
  if (text === null) return { envelope, content: null, signature: null };
  const content = readContent(Buffer.from(text));
  if (content === null || !isCanonical(text) || !content.items.every(isWellFormed)) return 'KD-3006';
  if (!(content.beside ?? []).every(isKnown)) return 'KD-3006';
  if (content.requestId !== requestId || content.author.id !== author.id || content.author.name !== author.name) {
    return 'KD-3006';
  }
  const signature = await checkApproval(parts, envelope, content, ours.inn);
  return typeof signature === 'string' ? signature : { envelope, content, signature };
}

async function checkApproval(
  parts: EnvelopeParts & Pick<ApprovalParts, 'verify' | 'policy'>,
  { state, approval, author, content: text }: Envelope,
  { approver }: FrozenContent,
  inn: string | null,
): Promise<SignatureVerdict | ErrorCode | null> {
  if (approval === null) return state === 'approved' || state === 'accepted' ? 'KD-3106' : null;
  const { approver: party, cms, signedAt } = approval;
  if (approver?.id !== party.id || approver.name !== party.name) return 'KD-3006';
  if (isSamePerson(party, author) && !parts.policy().authorMayApprove) return 'KD-3004';
  const check = await parts.verify({
    content: Buffer.from(text ?? ''),
    cms: Buffer.from(cms, 'base64'),
    authorities: parts.policy().signingAuthorities,
    signerSnils: party.snils,
    at: new Date(signedAt),
  });
  const [reason] = check.reasons;
  if (reason !== undefined) return reason;
  const known = parts.sharing.roleOf(party);
  const speaksForUs = inn !== null && check.view?.organisationInn === inn;
  return party.role === 'approver' && (known ?? (speaksForUs ? 'approver' : 'none')) === 'approver' ? check : 'KD-1002';
}

function isSamePerson(one: Party, other: Party): boolean {
  return one.id === other.id || one.login === other.login || (one.snils !== null && one.snils === other.snils);
}

function sameOrganisation(ours: Envelope['organisation'], theirs: Envelope['organisation']): boolean {
  return ours.inn === null ? ours.oid !== null && ours.oid === theirs.oid : ours.inn === theirs.inn;
}

function isCanonical(text: string): boolean {
  return canonicalJson(JSON.parse(text)) === text;
}

/** Known fields of the right shape, none of them the registry's own. */
function isWellFormed({ entity, operation, fields }: FrozenItem): boolean {
  if (isOwnKind(entity)) return false;
  return Object.entries(fields).every(([field, { from, to }]) => {
    const definition = fieldDefinition(entity, field);
    if (definition === undefined) return false;
    if (operation === 'delete') return to === null;
    if (operation === 'create' ? from !== null : definition.owner === 'registry') return false;
    return hasShape(entity, field, to);
  });
}

function isKnown({ entity, fields }: FrozenBeside): boolean {
  return !isOwnKind(entity) && Object.entries(fields).every(([field, value]) => hasShape(entity, field, value));
}

/** Also that there is such a field. */
function hasShape(kind: EntityKind, field: string, value: FieldValue): boolean {
  const shape: Readonly<Record<string, { safeParse(value: FieldValue): { success: boolean } }>> = ENTITIES[kind].shape;
  return fieldDefinition(kind, field) !== undefined && shape[field]?.safeParse(value).success === true;
}
