import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { type Certificate, fingerprint, readCertificate } from './certificate.ts';
import { sha256 } from './digest.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

export type KeyKind = 'rsa' | 'ec';

/**
 * A detached CMS (RFC 5652) of the CAdES-BES form (ETSI EN 319 122): one signer, SHA-256, signed attributes content type,
 * signing time, message digest and signing-certificate-v2 (RFC 5035). The chain goes along without its root.
 *
 * @param sign signature over the given bytes: PKCS#1 v1.5 or an ECDSA-Sig-Value
 * @returns DER
 */
export function makeDetachedCms(parts: {
  readonly content: Uint8Array;
  readonly signer: Certificate;
  readonly chain: readonly Certificate[];
  readonly keyKind: KeyKind;
  readonly at: Date;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}): Uint8Array {
  const { signer, content, at } = parts;
  const attributes = signedAttributes(signer, content, at);
  const signature = parts.sign(new Uint8Array(setOf(attributes).toBER()));
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: signer.fields.issuer, serialNumber: signer.fields.serialNumber }),
    digestAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm:
      parts.keyKind === 'rsa'
        ? new pkijs.AlgorithmIdentifier({ algorithmId: OID.rsa, algorithmParams: new asn1.Null() })
        : new pkijs.AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 }),
    signature: new asn1.OctetString({ valueHex: bufferOf(signature) }),
  });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 })],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [signer, ...parts.chain].map(({ fields }) => fields),
    signerInfos: [info],
  });
  const wrapped = new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return new Uint8Array(wrapped.toSchema().toBER());
}

function signedAttributes(signer: Certificate, content: Uint8Array, at: Date): pkijs.Attribute[] {
  const seconds = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const time = seconds.getUTCFullYear() < 2050 ? new asn1.UTCTime({ valueDate: seconds }) : generalized(seconds);
  const attribute = (type: string, value: asn1.BaseBlock): pkijs.Attribute =>
    new pkijs.Attribute({ type, values: [value] });
  const attributes = [
    attribute(OID.contentType, new asn1.ObjectIdentifier({ value: OID.data })),
    attribute(OID.signingTime, time),
    attribute(OID.messageDigest, new asn1.OctetString({ valueHex: bufferOf(sha256(content)) })),
    attribute(OID.signingCertificateV2, signingCertificate(signer)),
  ];
  // DER wants the members of a set in the order of their bytes.
  return attributes
    .map((of) => ({ of, der: Buffer.from(of.toSchema().toBER()) }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
    .map(({ of }) => of);
}

/** `SigningCertificateV2` with one `ESSCertIDv2`; SHA-256 is the default and so not written. */
function signingCertificate(signer: Certificate): asn1.Sequence {
  const { issuer, serialNumber } = signer.fields;
  const names = new pkijs.GeneralNames({ names: [new pkijs.GeneralName({ type: 4, value: issuer })] });
  const issuerSerial = new asn1.Sequence({ value: [names.toSchema(), serialNumber] });
  const hash = new asn1.OctetString({ valueHex: bufferOf(fingerprint(signer)) });
  const identifier = new asn1.Sequence({ value: [hash, issuerSerial] });
  return new asn1.Sequence({ value: [new asn1.Sequence({ value: [identifier] })] });
}

function generalized(valueDate: Date): asn1.GeneralizedTime {
  return new asn1.GeneralizedTime({ valueDate });
}

function setOf(attributes: readonly pkijs.Attribute[]): asn1.Set {
  return new asn1.Set({ value: attributes.map((attribute) => attribute.toSchema()) });
}

/** What a detached CMS of one signer says; nothing of it is verified yet. */
export interface DetachedCms {
  readonly signer: Certificate;
  readonly certificates: readonly Certificate[];
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  /** Type of the content as it stands beside the attributes. */
  readonly contentInfoType: string;
  /** The DER set over which the signature goes. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly messageDigest: Uint8Array | null;
  readonly contentType: string | null;
  readonly signedAt: Date | null;
  /** SHA-256 of the certificate that the signer meant; null when the attribute is missing or of another digest. */
  readonly certificateHash: Uint8Array | null;
}

/** @throws when the bytes are no detached CMS with exactly one signer whose certificate is inside */
export function readDetachedCms(der: Uint8Array): DetachedCms {
  const wrapped = pkijs.ContentInfo.fromBER(new Uint8Array(der));
  if (wrapped.contentType !== OID.signedData) throw new RangeError('Not SignedData');
  const signed = new pkijs.SignedData({ schema: wrapped.content as asn1.BaseBlock });
  const [info, ...others] = signed.signerInfos;
  if (info === undefined || others.length > 0) throw new RangeError('Not exactly one signer');
  if (signed.encapContentInfo.eContent !== undefined) throw new RangeError('Not detached');
  if (info.signedAttrs === undefined) throw new RangeError('No signed attributes');
  if (signed.version !== 1 || info.version !== 1) throw new RangeError('Another version');
  const digests = signed.digestAlgorithms.map(({ algorithmId }) => algorithmId);
  if (!digests.includes(info.digestAlgorithm.algorithmId)) throw new RangeError('Digest not announced');
  const certificates = (signed.certificates ?? [])
    .filter((item) => item instanceof pkijs.Certificate)
    .map((item) => readCertificate(new Uint8Array(item.toSchema().toBER())));
  const signer = certificates.find(({ fields }) => names(info.sid, fields));
  if (signer === undefined) throw new RangeError('No certificate of the signer');
  const { attributes, encodedValue } = info.signedAttrs;
  const value = (type: string): unknown => {
    const found = attributes.filter((attribute) => attribute.type === type);
    return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
  };
  const [digest, type, time] = [value(OID.messageDigest), value(OID.contentType), value(OID.signingTime)];
  return {
    signer,
    certificates,
    digestAlgorithm: info.digestAlgorithm.algorithmId,
    signatureAlgorithm: info.signatureAlgorithm.algorithmId,
    contentInfoType: signed.encapContentInfo.eContentType,
    signedBytes: new Uint8Array(encodedValue),
    signature: info.signature.valueBlock.valueHexView,
    messageDigest: digest instanceof asn1.OctetString ? digest.valueBlock.valueHexView : null,
    contentType: type instanceof asn1.ObjectIdentifier ? type.valueBlock.toString() : null,
    signedAt: time instanceof asn1.UTCTime || time instanceof asn1.GeneralizedTime ? time.toDate() : null,
    certificateHash: certificateHash(value(OID.signingCertificateV2)),
  };
}

export const DATA_CONTENT: string = OID.data;

function names(sid: unknown, certificate: pkijs.Certificate): boolean {
  return (
    sid instanceof pkijs.IssuerAndSerialNumber &&
    certificate.issuer.isEqual(sid.issuer) &&
    certificate.serialNumber.isEqual(sid.serialNumber)
  );
}

/** The first `ESSCertIDv2`: [hash algorithm,] hash [, issuer and serial]. */
function certificateHash(value: unknown): Uint8Array | null {
  const list = first(value);
  const identifier = first(list);
  if (!(identifier instanceof asn1.Sequence)) return null;
  const [head, next] = identifier.valueBlock.value;
  if (head instanceof asn1.OctetString) return head.valueBlock.valueHexView;
  const algorithm = first(head);
  const isSha256 = algorithm instanceof asn1.ObjectIdentifier && algorithm.valueBlock.toString() === OID.sha256;
  return isSha256 && next instanceof asn1.OctetString ? next.valueBlock.valueHexView : null;
}

function first(value: unknown): unknown {
  return value instanceof asn1.Sequence ? value.valueBlock.value[0] : undefined;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
