import { createHash, timingSafeEqual, verify } from 'node:crypto';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { certificateView, fingerprint, readPem } from './certificate.ts';
import { checkChain } from './chain.ts';
import { DATA_CONTENT, type DetachedCms, readDetachedCms } from './cms.ts';
import type { SignatureCheck, SignatureVerdict } from './port.ts';

const DIGEST: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Algorithms of a signature by the kind of key: PKCS#1 v1.5 and ECDSA, alone or with their digest. */
const SIGNATURE: Readonly<Record<string, readonly string[]>> = {
  rsa: ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
  ec: ['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
};

/**
 * Checks a detached signature: the content, the signature over its attributes, the certificate that was meant, the chain
 * to an authority of the policy, validity at the moment, and that the signer is the person who approved. All reasons are
 * named, the worst first. Revocation is not checked: the workstation may be without a network.
 */
export async function verifySignature(check: SignatureCheck): Promise<SignatureVerdict> {
  let cms: DetachedCms;
  try {
    cms = readDetachedCms(check.cms);
  } catch {
    return { verdict: 'invalid', reasons: ['KD-3106'], certificate: new Uint8Array(), view: null, signedAt: null };
  }
  const view = certificateView(cms.signer);
  const chain = checkChain(cms.signer, cms.certificates, readPem(check.authorities), check.at);
  const reasons: ErrorCode[] = [];
  if (!holds(cms, check.content)) reasons.push('KD-3106');
  if (!chain.valid) reasons.push('KD-3103');
  if (!chain.trusted) reasons.push('KD-3105');
  if (check.signerSnils === null || view.snils !== check.signerSnils) reasons.push('KD-3104');
  return {
    verdict: reasons.length === 0 ? 'valid' : 'invalid',
    reasons,
    certificate: cms.signer.der,
    view,
    signedAt: cms.signedAt?.toISOString() ?? null,
  };
}

/** Whether the signature is over this content, by the certificate that was meant. */
export function holds(cms: DetachedCms, content: Uint8Array): boolean {
  const digest = DIGEST[cms.digestAlgorithm];
  if (digest === undefined || cms.contentType !== DATA_CONTENT || cms.contentInfoType !== DATA_CONTENT) return false;
  const { messageDigest, certificateHash, signatureAlgorithm } = cms;
  if (messageDigest === null || !equal(messageDigest, createHash(digest).update(content).digest())) return false;
  if (certificateHash === null || !equal(certificateHash, fingerprint(cms.signer))) return false;
  try {
    const { publicKey } = cms.signer.platform;
    if (SIGNATURE[publicKey.asymmetricKeyType ?? '']?.includes(signatureAlgorithm) !== true) return false;
    return verify(digest, cms.signedBytes, publicKey, cms.signature);
  } catch {
    return false;
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
