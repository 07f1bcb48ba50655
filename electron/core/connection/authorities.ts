import type { Policy } from '#shared/contract/policy.ts';
import type { EndingCertificate } from '../notifications/certificates.ts';
import { certificateView, readPem } from '../signing/certificate.ts';

/** Authorities that the policy names: with their end nothing that they vouch for is believed any more. */
export function authoritiesOf(
  policy: Pick<Policy, 'signingAuthorities' | 'tlsAuthorities'> | null,
): EndingCertificate[] {
  if (policy === null) return [];
  return readPem([...policy.signingAuthorities, ...policy.tlsAuthorities]).map((certificate) => {
    const { subject, validTo } = certificateView(certificate);
    return { purpose: 'authority', subject, validTo, userId: null };
  });
}
