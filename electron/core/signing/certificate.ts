import { createHash, X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import type { CertificateView } from '#shared/contract/changes.ts';

/** Attributes of a subject: X.520, and those of the order on qualified certificates (ФСБ № 795). */
const OID = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  givenName: '2.5.4.42',
  organisation: '2.5.4.10',
  snils: '1.2.643.100.3',
  innOfOrganisation: '1.2.643.100.4',
} as const;

/** ГОСТ Р 34.10-2012; a qualified certificate has no other key. */
const GOST_KEYS = '1.2.643.7.1.1.1.';

/** A certificate read two ways: its fields, and what the platform's cryptography can do with it. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly fields: pkijs.Certificate;
  readonly platform: X509Certificate;
}

/** @throws when the bytes are no certificate */
export function readCertificate(der: Uint8Array): Certificate {
  return { der, fields: pkijs.Certificate.fromBER(new Uint8Array(der)), platform: new X509Certificate(der) };
}

/** All certificates of PEM texts; blocks that cannot be read are left out, so that one bad line does not take all away. */
export function readPem(texts: readonly string[]): Certificate[] {
  const found: Certificate[] = [];
  for (const text of texts) {
    for (const [, body = ''] of text.matchAll(
      /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g,
    )) {
      try {
        found.push(readCertificate(Buffer.from(body, 'base64')));
      } catch {}
    }
  }
  return found;
}

export function certificateView({ fields }: Certificate): CertificateView {
  const { subject, issuer, serialNumber, notBefore, notAfter, subjectPublicKeyInfo } = fields;
  const person = [attribute(subject, OID.surname), attribute(subject, OID.givenName)].filter((part) => part !== null);
  return {
    subject: person.length === 2 ? person.join(' ') : (attribute(subject, OID.commonName) ?? ''),
    snils: attribute(subject, OID.snils),
    organisationInn: attribute(subject, OID.innOfOrganisation),
    issuer: attribute(issuer, OID.commonName) ?? attribute(issuer, OID.organisation) ?? '',
    serialNumber: Buffer.from(serialNumber.valueBlock.valueHexView).toString('hex'),
    validFrom: notBefore.value.toISOString(),
    validTo: notAfter.value.toISOString(),
    qualified: subjectPublicKeyInfo.algorithm.algorithmId.startsWith(GOST_KEYS),
  };
}

/** @param at a moment; both ends of the validity belong to it */
export function isValidAt({ fields }: Certificate, at: Date): boolean {
  return fields.notBefore.value <= at && at <= fields.notAfter.value;
}

export function fingerprint({ der }: Certificate): Buffer {
  return createHash('sha256').update(der).digest();
}

function attribute(name: pkijs.RelativeDistinguishedNames, oid: string): string | null {
  const found = name.typesAndValues.find(({ type }) => type === oid);
  const value: unknown = found?.value.valueBlock.value;
  return typeof value === 'string' && value !== '' ? value : null;
}
