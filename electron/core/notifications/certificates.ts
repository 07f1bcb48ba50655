import type { CertificatePurpose } from '#shared/contract/notifications.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { NewNotification } from './facts.ts';

export interface EndingCertificate {
  readonly purpose: CertificatePurpose;
  /** Whom or what it is issued to. */
  readonly subject: string;
  /** ISO 8601. */
  readonly validTo: string;
  /** Whose signature it makes; null for what everybody uses. */
  readonly userId: EntityId | null;
}

const DAY = 86_400_000;
/** Days before the end at which a certificate is spoken of. */
const TERMS = [3, 14, 30] as const;

/** Of each certificate the nearest term that has begun, told once; a renewed one begins anew. */
export function ofCertificates(
  certificates: readonly EndingCertificate[],
  at: string,
): (NewNotification & { readonly userId: EntityId | null })[] {
  return certificates.flatMap(({ purpose, subject, validTo, userId }) => {
    const left = Date.parse(validTo) - Date.parse(at);
    const term = left < 0 ? 0 : TERMS.find((days) => left <= days * DAY);
    if (term === undefined) return [];
    const facts = { purpose, until: validTo.slice(0, 10), ...(purpose === 'signer' ? {} : { name: subject }) };
    const fact = `certificate ${purpose} ${subject} ${validTo} ${term}`;
    return [{ fact, kind: 'certificate' as const, at, subject: null, facts, userId }];
  });
}
