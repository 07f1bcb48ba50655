import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PASSWORD = 'Пароль 1';

/** Certificates and containers as a certification authority would give them out, made by the `openssl` command. */
export class TestAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'kartoteka-ca-'));

  constructor() {
    this.write('ca.cnf', CONFIG);
  }

  /** A self-signed authority. @returns its certificate, PEM */
  root(name: string): string {
    this.#key(name, 'ec');
    this.run('req', '-new', '-key', `${name}.key`, '-subj', `/C=RU/CN=${name}`, '-out', `${name}.csr`);
    return this.#certify(name, '20250101000000Z', '20350101000000Z', 'root', ['-selfsign']);
  }

  issue(
    name: string,
    by: string,
    options: {
      readonly key?: 'rsa' | 'ec';
      readonly snils?: string;
      readonly surname?: string;
      readonly extensions?: 'signer' | 'intermediate' | 'strange';
      /** `YYYYMMDDHHMMSSZ`. */
      readonly from?: string;
      readonly to?: string;
    } = {},
  ): string {
    const {
      key = 'ec',
      snils = '11223344595',
      surname = 'Главная',
      extensions = 'signer',
      from = '20260101000000Z',
      to = '20280101000000Z',
    } = options;
    this.#key(name, key);
    const subject = `/C=RU/O=Clinic/title=Chief doctor/SN=${surname}/GN=Мария Петровна/CN=${name}/SNILS=${snils}/INN=500100732259/INNLE=7707083893`;
    this.run('req', '-new', '-utf8', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
    return this.#certify(name, from, to, extensions, ['-cert', `${by}.pem`], by);
  }

  /** PKCS#12 as OpenSSL 3 writes it: PBES2 with AES-256-CBC, SHA-256 MAC. */
  container(name: string, chain: readonly string[] = [], more: readonly string[] = []): Buffer {
    this.write('chain.pem', chain.map((link) => this.read(`${link}.pem`)).join(''));
    const extra = chain.length === 0 ? [] : ['-certfile', 'chain.pem'];
    this.run(
      'pkcs12',
      '-export',
      '-inkey',
      `${name}.key`,
      '-in',
      `${name}.pem`,
      ...extra,
      ...more,
      '-passout',
      `pass:${PASSWORD}`,
      '-out',
      `${name}.p12`,
    );
    return this.read(`${name}.p12`);
  }

  run(...args: readonly string[]): Buffer {
    return execFileSync('openssl', args, {
      cwd: this.folder,
      stdio: 'pipe',
      env: { ...process.env, OPENSSL_CONF: join(this.folder, 'ca.cnf') },
    });
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), content);
  }

  read(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #certify(name: string, from: string, to: string, extensions: string, more: readonly string[], by = name): string {
    this.write('index.txt', '');
    this.write('serial', '0100');
    const options = ['-batch', '-notext', '-utf8', '-extensions', extensions, '-startdate', from, '-enddate', to];
    this.run('ca', ...options, ...more, '-keyfile', `${by}.key`, '-in', `${name}.csr`, '-out', `${name}.pem`);
    return this.read(`${name}.pem`).toString();
  }

  #key(name: string, kind: 'rsa' | 'ec'): void {
    const algorithm =
      kind === 'rsa' ? ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] : ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    this.run('genpkey', '-algorithm', ...algorithm, '-out', `${name}.key`);
  }
}

const CONFIG = `
openssl_conf = init
[init]
oid_section = oids
[oids]
INNLE = 1.2.643.100.4
[req]
distinguished_name = dn
string_mask = utf8only
utf8 = yes
prompt = no
[dn]
CN = overridden
[ca]
default_ca = desk
[root]
basicConstraints = critical,CA:TRUE,pathlen:1
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[desk]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
email_in_dn = no
rand_serial = yes
[any]
C = optional
O = optional
title = optional
SN = optional
GN = optional
CN = supplied
SNILS = optional
INN = optional
INNLE = optional
[intermediate]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
[signer]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
extendedKeyUsage = clientAuth,emailProtection
[strange]
basicConstraints = CA:FALSE
1.2.3.4.5 = critical,ASN1:UTF8String:nobody knows what this means
`;
