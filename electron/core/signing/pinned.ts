import { certificateView, fingerprint, isValidAt, readPem } from './certificate.ts';
import { type DetachedCms, readDetachedCms } from './cms.ts';
import { holds } from './verify.ts';

interface PinnedCheck {
  readonly content: Uint8Array;
  /** Detached CMS, DER. */
  readonly cms: Uint8Array;
  /** PEM of the very certificates that may sign. */
  readonly signers: readonly string[];
  /** The moment at which the certificate must be valid. */
  readonly at: Date;
}

/** `forged` does not verify · `foreign` none of the signers · `expired` the certificate is not valid at the moment. */
export type PinnedVerdict =
  | { readonly verdict: 'valid'; readonly signer: string }
  | { readonly verdict: 'forged' | 'foreign' | 'expired' };

/** Checks a detached signature by one of a few known certificates; no authority vouches for anybody else. */
export function verifyPinned({ content, cms: der, signers, at }: PinnedCheck): PinnedVerdict {
  let cms: DetachedCms;
  try {
    cms = readDetachedCms(der);
  } catch {
    return { verdict: 'forged' };
  }
  const pinned = readPem(signers).some((known) => fingerprint(known).equals(fingerprint(cms.signer)));
  if (!pinned) return { verdict: 'foreign' };
  if (!holds(cms, content)) return { verdict: 'forged' };
  if (!isValidAt(cms.signer, at)) return { verdict: 'expired' };
  return { verdict: 'valid', signer: certificateView(cms.signer).subject };
}
