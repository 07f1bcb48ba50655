import { randomBytes } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DIGEST = 'SHA-256';
const DAY = 86_400_000;

/** The person and the organisation that a certificate speaks of, in the attributes of a Russian qualified one. */
export interface Subject {
  readonly lastName: string;
  readonly givenNames: string;
  readonly title: string;
  readonly organisation: string;
  readonly snils: string;
  readonly inn: string;
  readonly innOfOrganisation: string;
  readonly ogrn: string;
}

export interface Issued {
  readonly certificate: pkijs.Certificate;
  readonly keys: CryptoKeyPair;
}

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const OID = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  organisation: '2.5.4.10',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
  snils: '1.2.643.100.3',
  inn: '1.2.643.3.131.1.1',
  innOfOrganisation: '1.2.643.100.4',
  ogrn: '1.2.643.100.1',
} as const;

type Value = asn1.Utf8String | asn1.NumericString | asn1.PrintableString;
type Name = readonly (readonly [oid: string, value: Value])[];
const text = (value: string): Value => new asn1.Utf8String({ value });
/** The order on qualified certificates asks for NumericString. */
const digits = (value: string): Value => new asn1.NumericString({ value });
const RUSSIA = [OID.country, new asn1.PrintableString({ value: 'RU' })] as const;

/** Nobody may take it for a qualified authority, so its very name says that it is none. */
const AUTHORITY_NAME: Name = [
  [OID.commonName, text('Учебный УЦ (не УКЭП)')],
  [OID.organisation, text('Учебный контур Картотеки')],
  RUSSIA,
];

function subjectName(subject: Subject): Name {
  return [
    [OID.commonName, text(`${subject.lastName} ${subject.givenNames}`)],
    [OID.surname, text(subject.lastName)],
    [OID.givenName, text(subject.givenNames)],
    [OID.title, text(subject.title)],
    [OID.organisation, text(subject.organisation)],
    [OID.locality, text('Учебный')],
    RUSSIA,
    [OID.snils, digits(subject.snils)],
    [OID.inn, digits(subject.inn)],
    [OID.innOfOrganisation, digits(subject.innOfOrganisation)],
    [OID.ogrn, digits(subject.ogrn)],
  ];
}

const USAGE = { signer: 0b1100_0000, authority: 0b0000_0110 } as const;

export async function makeAuthority(now: Date): Promise<Issued> {
  const validity = { from: new Date(now.getTime() - 900 * DAY), to: new Date(now.getTime() + 3650 * DAY) };
  return issue(AUTHORITY_NAME, validity, undefined);
}

export async function issueSigner(authority: Issued, subject: Subject, validity: Validity): Promise<Issued> {
  return issue(subjectName(subject), validity, authority);
}

/** Of a gateway behind TLS, signed by itself. */
export async function makeServer(host: string, validity: Validity): Promise<Issued> {
  const names = new pkijs.GeneralNames({ names: [new pkijs.GeneralName({ type: 2, value: host })] });
  const own = [extension(pkijs.id_SubjectAltName, false, names), keyUsage(USAGE.signer | USAGE.authority)];
  return issue([[OID.commonName, text(host)]], validity, undefined, own);
}

/**
 * Signed by `authority`, or by itself when it is one.
 *
 * @param own what stands in it in the place of the usual usage of its key
 */
async function issue(
  name: Name,
  validity: Validity,
  authority: Issued | undefined,
  own = [keyUsage(authority === undefined ? USAGE.authority : USAGE.signer)],
): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ valueHex: serial() });
  certificate.subject = distinguishedName(name);
  certificate.issuer = authority === undefined ? certificate.subject : authority.certificate.subject;
  certificate.notBefore = new pkijs.Time({ value: validity.from });
  certificate.notAfter = new pkijs.Time({ value: validity.to });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  const ownId = await keyId(certificate);
  const authorityId = authority === undefined ? ownId : await keyId(authority.certificate);
  certificate.extensions = [
    extension(
      pkijs.id_BasicConstraints,
      true,
      authority === undefined
        ? new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 })
        : new pkijs.BasicConstraints(),
    ),
    ...own,
    new pkijs.Extension({
      extnID: pkijs.id_SubjectKeyIdentifier,
      extnValue: new asn1.OctetString({ valueHex: ownId }).toBER(),
    }),
    extension(
      pkijs.id_AuthorityKeyIdentifier,
      false,
      new pkijs.AuthorityKeyIdentifier({ keyIdentifier: new asn1.OctetString({ valueHex: authorityId }) }),
    ),
  ];
  if (authority !== undefined) {
    // E-mail protection and client authentication, as signing certificates have them.
    const purposes = new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.2'] });
    certificate.extensions.push(extension(pkijs.id_ExtKeyUsage, false, purposes));
  }
  await certificate.sign((authority?.keys ?? keys).privateKey, DIGEST);
  return { certificate, keys };
}

/** One attribute in each relative name; the library by itself would put all of them into one set. */
function distinguishedName(name: Name): pkijs.RelativeDistinguishedNames {
  const sets = name.map(
    ([type, value]) =>
      new asn1.Set({ value: [new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: type }), value] })] }),
  );
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1.Sequence({ value: sets }).toBER());
}

function extension(extnID: string, critical: boolean, value: { toSchema(): asn1.BaseBlock }): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toSchema().toBER() });
}

function keyUsage(bits: number): pkijs.Extension {
  const unusedBits = Math.min(31 - Math.clz32(bits & -bits), 7);
  const value = new asn1.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits });
  return new pkijs.Extension({ extnID: pkijs.id_KeyUsage, critical: true, extnValue: value.toBER() });
}

async function keyId(certificate: pkijs.Certificate): Promise<ArrayBuffer> {
  return crypto.subtle.digest(
    'SHA-1',
    certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView.slice(),
  );
}

export function certificatePem({ certificate }: Issued): string {
  const lines =
    Buffer.from(certificate.toSchema(true).toBER())
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** 16 bytes, positive. */
function serial(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.slice().buffer;
}
