import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TlsFiles } from './server.ts';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority of the house, that no system knows. */
export class PrivateAuthority {
  /** PEM. */
  readonly certificate: string;
  readonly #folder: string;
  readonly #name: string;
  readonly #days: number;

  /** @param folder for its files; `days` from now until its end, twice as many as its servers have */
  constructor(folder: string, name: string, days = 20) {
    this.#days = days;
    this.#folder = folder;
    this.#name = name;
    openssl(
      ...[
        'req',
        '-x509',
        ...KEY,
        '-days',
        String(days),
        '-subj',
        `/CN=${name}`,
        '-addext',
        'keyUsage=critical,keyCertSign',
      ],
      ...['-keyout', this.#path('key'), '-out', this.#path('pem')],
    );
    this.certificate = readFileSync(this.#path('pem'), 'utf8');
  }

  /** A server's key and certificate. @param names as in a certificate, e.g. `IP:127.0.0.1` */
  issue(names: string): TlsFiles {
    const { key, certificate } = this.#issue('gateway', `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(certificate, 'utf8') };
  }

  /** A workstation's. @returns the files */
  issueClient(name: string): { readonly key: string; readonly certificate: string } {
    return this.#issue(name, 'extendedKeyUsage=clientAuth\n');
  }

  #issue(name: string, extensions: string) {
    const at = (ending: string) => this.#path(`${name}.${ending}`);
    writeFileSync(at('ext'), extensions);
    openssl('req', '-new', ...KEY, '-subj', `/CN=${name}`, '-keyout', at('key'), '-out', at('csr'));
    openssl(
      ...['x509', '-req', '-in', at('csr'), '-CA', this.#path('pem'), '-CAkey', this.#path('key'), '-CAcreateserial'],
      ...['-days', String(this.#days / 2), '-extfile', at('ext'), '-out', at('pem')],
    );
    return { key: at('key'), certificate: at('pem') };
  }

  #path(ending: string): string {
    return join(this.#folder, `${this.#name}.${ending}`);
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
