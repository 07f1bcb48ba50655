import type { CertificateView } from '#shared/contract/changes.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { EntityId } from '#shared/domain/values.ts';

/** Makes signatures. Containers and passwords go through and are not kept. */
export interface SigningProvider {
  /** Stands on the signature's record, e.g. `pkcs12`. */
  readonly name: string;
  /** The signer's certificate of a container. @throws DeskError KD-3101 · KD-3102 */
  inspect(container: Uint8Array, password: string): Promise<CertificateView>;
  /** Detached CMS over the content, DER, CAdES-BES. @throws DeskError KD-3101 · KD-3102 */
  sign(container: Uint8Array, password: string, content: Uint8Array, at: Date): Promise<Uint8Array>;
}

export interface SignatureCheck {
  readonly content: Uint8Array;
  /** Detached CMS, DER. */
  readonly cms: Uint8Array;
  /** PEM certificates that a chain may end in. */
  readonly authorities: readonly string[];
  /** СНИЛС of the person who approved; null when it is not known, which no certificate matches. */
  readonly signerSnils: string | null;
  /** The moment at which the certificates must have been valid. */
  readonly at: Date;
}

/** What a check found. Without reasons the signature is valid. */
export interface SignatureVerdict {
  readonly verdict: 'valid' | 'invalid';
  /** KD-3103 not valid at the moment · KD-3104 another person · KD-3105 unknown authority · KD-3106 does not verify. */
  readonly reasons: readonly ErrorCode[];
  /** The signer's certificate, DER; empty when the CMS cannot be read. */
  readonly certificate: Uint8Array;
  readonly view: CertificateView | null;
  /** From the signed attributes. */
  readonly signedAt: string | null;
}

export type VerifySignature = (check: SignatureCheck) => Promise<SignatureVerdict>;

/** Looks at a stored signature once more, before its request is sent. */
export interface SignatureRecheck {
  /** Writes the new verdict down. @throws DeskError KD-3008 the request has no signature */
  verifyAgain(requestId: EntityId): Promise<Pick<SignatureVerdict, 'verdict' | 'reasons'>>;
}
