import { createPrivateKey, createPublicKey, type KeyObject, sign, webcrypto } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { DeskError } from '#shared/contract/result.ts';
import { type Certificate, certificateView, readCertificate } from './certificate.ts';
import { type KeyKind, makeDetachedCms } from './cms.ts';
import type { SigningProvider } from './port.ts';

const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
} as const;
const PBES2 = '1.2.840.113549.1.5.13';

/** A container that asks for more work than this is made to keep the program busy. OpenSSL writes 2048. */
const MOST_ITERATIONS = 1_000_000;

interface Opened {
  readonly key: KeyObject;
  readonly keyKind: KeyKind;
  readonly signer: Certificate;
  /** The other certificates of the container. */
  readonly chain: readonly Certificate[];
}

/**
 * Signs with a key from a PKCS#12 file (RFC 7292) as OpenSSL 3 and today's systems write it: PBES2 with AES, a SHA-2 MAC,
 * an RSA or ECDSA key. The key lives for one call and goes nowhere.
 */
export function createPkcs12Provider(): SigningProvider {
  return {
    name: 'pkcs12',
    async inspect(container, password) {
      return certificateView((await open(container, password)).signer);
    },
    async sign(container, password, content, at) {
      const { key, keyKind, signer, chain } = await open(container, password);
      return makeDetachedCms({ content, signer, chain, keyKind, at, sign: (bytes) => sign('sha256', bytes, key) });
    },
  };
}

/** @throws DeskError KD-3101 no PKCS#12, damaged, or of a kind that is not read · KD-3102 wrong password */
async function open(container: Uint8Array, password: string): Promise<Opened> {
  const engine = new pkijs.CryptoEngine({ name: 'platform', crypto: webcrypto as unknown as Crypto });
  const secret = new TextEncoder().encode(password).buffer;
  const pfx = readOrRefuse(() => pkijs.PFX.fromBER(new Uint8Array(container)));
  const { macData } = pfx;
  if (macData === undefined || (macData.iterations ?? 1) > MOST_ITERATIONS) throw new DeskError('KD-3101');
  const safe = await authenticatedSafe(pfx, secret, engine);
  const bags = await safeBags(safe, secret, engine);
  return readOrRefuse(() => assemble(bags, password));
}

/** The MAC covers everything: once the structure is read, a MAC that does not fit means another password. */
async function authenticatedSafe(
  pfx: pkijs.PFX,
  password: ArrayBuffer,
  engine: pkijs.CryptoEngine,
): Promise<pkijs.AuthenticatedSafe> {
  try {
    await pfx.parseInternalValues({ password, checkIntegrity: true }, engine);
  } catch (cause) {
    const isMac = cause instanceof Error && cause.message.startsWith('Integrity');
    throw new DeskError(isMac ? 'KD-3102' : 'KD-3101', { cause });
  }
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (safe === undefined) throw new DeskError('KD-3101');
  return safe;
}

async function safeBags(
  safe: pkijs.AuthenticatedSafe,
  password: ArrayBuffer,
  engine: pkijs.CryptoEngine,
): Promise<readonly pkijs.SafeBag[]> {
  try {
    const bags: pkijs.SafeBag[] = [];
    for (const { contentType, content } of safe.safeContents) {
      bags.push(...pkijs.SafeContents.fromBER(await plainContent(contentType, content, password, engine)).safeBags);
    }
    return bags;
  } catch (cause) {
    throw new DeskError('KD-3101', { cause });
  }
}

/** Certificates are encrypted as a whole, keys by themselves inside plain contents. */
async function plainContent(
  contentType: string,
  content: unknown,
  password: ArrayBuffer,
  engine: pkijs.CryptoEngine,
): Promise<ArrayBuffer> {
  if (contentType === pkijs.ContentInfo.DATA && content instanceof asn1.OctetString) return content.getValue();
  if (contentType !== pkijs.ContentInfo.ENCRYPTED_DATA) throw new RangeError('Neither data nor encrypted data');
  const { encryptedContentInfo } = new pkijs.EncryptedData({ schema: content as asn1.BaseBlock });
  checkWork(encryptedContentInfo.contentEncryptionAlgorithm);
  return engine.decryptEncryptedContentInfo({ encryptedContentInfo, password });
}

function assemble(bags: readonly pkijs.SafeBag[], password: string): Opened {
  const [key, ...otherKeys] = bags.flatMap(({ bagId, bagValue }) => {
    if (bagId === BAG.key && bagValue instanceof pkijs.PrivateKeyInfo) return [plainKey(bagValue)];
    if (bagId === BAG.shroudedKey && bagValue instanceof pkijs.PKCS8ShroudedKeyBag)
      return [shroudedKey(bagValue, password)];
    return [];
  });
  if (key === undefined || otherKeys.length > 0) throw new RangeError('Not exactly one key');
  const keyKind = key.asymmetricKeyType;
  if (keyKind !== 'rsa' && keyKind !== 'ec') throw new RangeError('Neither RSA nor ECDSA');
  const certificates = bags.flatMap(({ bagId, bagValue }) => {
    if (bagId !== BAG.certificate || !(bagValue instanceof pkijs.CertBag)) return [];
    const { parsedValue } = bagValue;
    return parsedValue instanceof pkijs.Certificate
      ? [readCertificate(new Uint8Array(parsedValue.toSchema().toBER()))]
      : [];
  });
  const own = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const signer = certificates.find(({ platform }) =>
    own.equals(platform.publicKey.export({ format: 'der', type: 'spki' })),
  );
  if (signer === undefined) throw new RangeError('No certificate of the key');
  return { key, keyKind, signer, chain: certificates.filter((other) => other !== signer) };
}

function plainKey(info: pkijs.PrivateKeyInfo): KeyObject {
  return createPrivateKey({ key: Buffer.from(info.toSchema().toBER()), format: 'der', type: 'pkcs8' });
}

function shroudedKey(bag: pkijs.PKCS8ShroudedKeyBag, passphrase: string): KeyObject {
  checkWork(bag.encryptionAlgorithm);
  // Written anew as DER: Electron's crypto library refuses the constructed strings that BER allows.
  const encryptedData = new asn1.OctetString({ valueHex: bag.encryptedData.getValue() });
  const info = new asn1.Sequence({ value: [bag.encryptionAlgorithm.toSchema(), encryptedData] });
  return createPrivateKey({ key: Buffer.from(info.toBER()), format: 'der', type: 'pkcs8', passphrase });
}

/** Only PBES2 with PBKDF2, and not with a number of rounds that would last for hours. */
function checkWork({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier): void {
  if (algorithmId !== PBES2) throw new RangeError('Not PBES2');
  const { keyDerivationFunc } = new pkijs.PBES2Params({ schema: algorithmParams as asn1.BaseBlock });
  const { iterationCount } = new pkijs.PBKDF2Params({ schema: keyDerivationFunc.algorithmParams as asn1.BaseBlock });
  if (iterationCount > MOST_ITERATIONS) throw new RangeError('Too many iterations');
}

function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof DeskError ? cause : new DeskError('KD-3101', { cause });
  }
}
