import { z } from 'zod';
import { Contour } from '../domain/states.ts';

/** Anything else would make every connection fail, and nobody would know why. */
const Pem = z.string().regex(/^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/);

/** From the root: the folder that a program is started in says nothing. */
const FilePath = z.string().regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/);

/**
 * What IT sets for a workstation (`/etc/kartoteka/policy.json`, the policy registry of Windows, or `--policy=FILE` in
 * development). It beats every setting of the user. Without a policy only the training clinic can be opened.
 */
export const Policy = z.strictObject({
  contour: Contour,
  /** OpenID provider of the gateway. Plain http is accepted for loopback hosts only. */
  issuer: z.url(),
  clientId: z.string().min(1),
  /** FHIR R4 base addresses in order of preference. */
  registryEndpoints: z.array(z.url()).min(1),
  /** Certificate authorities (PEM) that signers' certificates must chain to. */
  signingAuthorities: z.array(z.string()).default([]),
  /**
   * Authorities of the house (PEM, one certificate each) that the certificates of registry and provider may chain to,
   * beside the well-known ones. With any, or with `tlsClient`, these take the place of the authorities that the system
   * knows.
   */
  tlsAuthorities: z.array(Pem).default([]),
  /**
   * Files (PEM, absolute paths) with the certificate by which this workstation is known to registry and provider, and with
   * its key: for servers that ask for one. Only whoever runs the program should be able to read the key.
   */
  tlsClient: z.strictObject({ certificate: FilePath, key: FilePath }).optional(),
  /** Certificates (PEM) of those who may sign bulletins of the registry: these very ones, no others of their authority. */
  bulletinPublishers: z.array(z.string()).default([]),
  /** Minutes without input before the store locks. */
  idleLockMinutes: z.number().int().min(1).max(60).default(10),
  /** A one-person clinic may let an author approve; it is journalled. */
  authorMayApprove: z.boolean().default(false),
  /** Seconds between automatic exchanges with the registry; 0 means by hand only. */
  syncEverySeconds: z.number().int().min(0).default(300),
});
export type Policy = z.infer<typeof Policy>;
