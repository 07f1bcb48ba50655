import type { CertificatePurpose } from '#shared/contract/notifications.ts';
import type { Policy } from '#shared/contract/policy.ts';
import { readClientCertificate } from '../client-certificate.ts';
import type { EndingCertificate } from '../notifications/certificates.ts';
import { type Certificate, certificateView, readPem } from '../signing/certificate.ts';

/**
 * Certificates that the policy names: with the end of an authority nothing that it vouches for is believed any more, with
 * that of the workstation's own the servers let nobody in.
 */
export function certificatesOf(
  policy: Pick<Policy, 'signingAuthorities' | 'tlsAuthorities' | 'tlsClient'> | null,
): EndingCertificate[] {
  if (policy === null) return [];
  const authorities = readPem([...policy.signingAuthorities, ...policy.tlsAuthorities]);
  // Read anew each time, for it is renewed in its place. That it cannot be read is told where it is used.
  const client = readClientCertificate(policy, () => undefined);
  const [own] = client === null ? [] : readPem([client.cert]);
  return [...authorities.map((one) => ending('authority', one)), ...(own === undefined ? [] : [ending('client', own)])];
}

function ending(purpose: CertificatePurpose, certificate: Certificate): EndingCertificate {
  const { subject, validTo } = certificateView(certificate);
  return { purpose, subject, validTo, userId: null };
}
