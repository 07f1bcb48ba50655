import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import type { Issued } from './certificates.ts';

/** OpenSSL's own number; a training key needs no more, and tests start many sandboxes. */
const ITERATIONS = 2048;

/**
 * A PKCS#12 container with the signer's key and the chain, as a token's software would export it: AES-256 and
 * HMAC-SHA-256, which OpenSSL 3 reads without its legacy provider.
 */
export async function makeContainer(signer: Issued, authority: Issued, password: string): Promise<Buffer> {
  const secret = new TextEncoder().encode(password).buffer;
  const key = pkijs.PrivateKeyInfo.fromBER(await crypto.subtle.exportKey('pkcs8', signer.keys.privateKey));
  const keyId = await crypto.subtle.digest('SHA-1', signer.certificate.toSchema(true).toBER());
  const attributes = (): pkijs.Attribute[] => [
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.21', values: [new asn1.OctetString({ valueHex: keyId })] }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.20', values: [new asn1.BmpString({ value: 'Учебный ключ' })] }),
  ];
  const shrouded = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: key });
  const protection = {
    password: secret,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: crypto.getRandomValues(new Uint8Array(16)) },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: ITERATIONS,
  };
  await shrouded.makeInternalValues(protection);
  const keyBag = new pkijs.SafeBag({
    bagId: '1.2.840.113549.1.12.10.1.2',
    bagValue: shrouded,
    bagAttributes: attributes(),
  });
  const certificates = [signer, authority].map(
    ({ certificate }, index) =>
      new pkijs.SafeBag({
        bagId: '1.2.840.113549.1.12.10.1.3',
        bagValue: new pkijs.CertBag({ parsedValue: certificate }),
        ...(index === 0 ? { bagAttributes: attributes() } : {}),
      }),
  );
  const safe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: new pkijs.SafeContents({ safeBags: [keyBag] }) },
        { privacyMode: 1, value: new pkijs.SafeContents({ safeBags: certificates }) },
      ],
    },
  });
  await safe.makeInternalValues({ safeContents: [{}, protection] });
  const pfx = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await pfx.makeInternalValues({
    password: secret,
    iterations: ITERATIONS,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return Buffer.from(pfx.toSchema().toBER());
}
