import * as asn1 from 'asn1js';
import type * as pkijs from 'pkijs';
import { type Certificate, isValidAt } from './certificate.ts';

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
/** Critical extensions whose meaning is checked here or does not narrow what is checked. */
const UNDERSTOOD = new Set([BASIC_CONSTRAINTS, KEY_USAGE, '2.5.29.37', '2.5.29.17', '2.5.29.32']);
/** Root, intermediates, signer: longer paths are made to keep a checker busy. */
const LONGEST_PATH = 6;

export interface ChainVerdict {
  /** A path of signatures leads to one of the authorities. */
  readonly trusted: boolean;
  /** Every certificate of such a path was valid at the moment. */
  readonly valid: boolean;
}

/**
 * Looks for a path from the signer to an authority (RFC 5280, the part that a signing certificate needs): names, signatures,
 * CA flag, path length, key usage, no critical extension that is not understood, validity.
 *
 * @param extra certificates that came with the signature; they are believed only as links
 */
export function checkChain(
  signer: Certificate,
  extra: readonly Certificate[],
  authorities: readonly Certificate[],
  at: Date,
): ChainVerdict {
  if (!maySign(signer)) return { trusted: false, valid: isValidAt(signer, at) };
  let trusted = false;
  for (const path of paths(signer, extra, authorities)) {
    trusted = true;
    if (path.every((certificate) => isValidAt(certificate, at))) return { trusted: true, valid: true };
  }
  return { trusted, valid: trusted ? false : isValidAt(signer, at) };
}

function* paths(
  signer: Certificate,
  extra: readonly Certificate[],
  authorities: readonly Certificate[],
  above: readonly Certificate[] = [signer],
): Generator<readonly Certificate[]> {
  const top = above.at(-1);
  if (top === undefined) return;
  for (const authority of authorities) {
    if (same(top, authority)) yield above;
    else if (issued(authority, top, above.length - 1)) yield [...above, authority];
  }
  if (above.length >= LONGEST_PATH) return;
  for (const link of extra) {
    if (above.some((known) => same(known, link)) || !issued(link, top, above.length - 1)) continue;
    yield* paths(signer, extra, authorities, [...above, link]);
  }
}

/** @param below how many certificates of authorities lie between `issuer` and the signer */
function issued(issuer: Certificate, subject: Certificate, below: number): boolean {
  return subject.fields.issuer.isEqual(issuer.fields.subject) && mayIssue(issuer, below) && verifies(issuer, subject);
}

function verifies(issuer: Certificate, subject: Certificate): boolean {
  try {
    return subject.platform.verify(issuer.platform.publicKey);
  } catch {
    return false;
  }
}

function mayIssue(certificate: Certificate, below: number): boolean {
  if (!isUnderstood(certificate)) return false;
  const constraints = extension(certificate, BASIC_CONSTRAINTS)?.parsedValue as pkijs.BasicConstraints | undefined;
  if (constraints?.cA !== true) return false;
  const { pathLenConstraint } = constraints;
  if (typeof pathLenConstraint === 'number' && below > pathLenConstraint) return false;
  return usage(certificate)?.certSign ?? true;
}

function maySign(certificate: Certificate): boolean {
  return isUnderstood(certificate) && (usage(certificate)?.sign ?? true);
}

function isUnderstood({ fields }: Certificate): boolean {
  return (fields.extensions ?? []).every(({ critical, extnID }) => !critical || UNDERSTOOD.has(extnID));
}

/** Bits of RFC 5280 4.2.1.3; null when the certificate does not say. */
function usage(certificate: Certificate): { readonly sign: boolean; readonly certSign: boolean } | null {
  const value = extension(certificate, KEY_USAGE)?.parsedValue as unknown;
  if (!(value instanceof asn1.BitString)) return null;
  const bits = value.valueBlock.valueHexView[0] ?? 0;
  // Digital signature or non-repudiation · certificate signing.
  return { sign: (bits & 0b1100_0000) !== 0, certSign: (bits & 0b0000_0100) !== 0 };
}

function extension({ fields }: Certificate, oid: string): pkijs.Extension | undefined {
  return fields.extensions?.find(({ extnID }) => extnID === oid);
}

function same(a: Certificate, b: Certificate): boolean {
  return Buffer.compare(a.der, b.der) === 0;
}
