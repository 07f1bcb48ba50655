import { normaliseName } from '#shared/rules/names.ts';
import type { Database, Statement } from '../db/open.ts';
import { certificateView, readCertificate } from '../signing/certificate.ts';

/** Whose signing certificate is known, from the requests that were signed here. */
export interface Signer {
  readonly snils: string;
  /** Surname, given names, as the certificate has them. */
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** One row of each certificate: who signs daily has one a year. */
const CERTIFICATES = 'SELECT certificate FROM signature GROUP BY signer, issuer, valid_to';

export class Signers {
  readonly #statement: Statement;
  readonly #read = new Map<string, Signer | null>();

  constructor(db: Database) {
    this.#statement = db.prepare(CERTIFICATES).pluck();
  }

  /** The latest certificate of each person that is valid on the day. */
  on(day: string): Signer[] {
    const latest = new Map<string, Signer>();
    for (const der of this.#statement.all() as Buffer[]) {
      const signer = this.#signerOf(der);
      if (signer === null || signer.validFrom.slice(0, 10) > day || signer.validTo.slice(0, 10) < day) continue;
      const known = latest.get(signer.snils);
      if (known === undefined || known.validFrom < signer.validFrom) latest.set(signer.snils, signer);
    }
    return [...latest.values()];
  }

  /** Null for one without the СНИЛС of its owner. */
  #signerOf(der: Buffer): Signer | null {
    const key = der.toString('base64');
    let signer = this.#read.get(key);
    if (signer === undefined) {
      const { subject: name, snils, validFrom, validTo } = certificateView(readCertificate(der));
      signer = snils === null ? null : { snils, name, validFrom, validTo };
      this.#read.set(key, signer);
    }
    return signer;
  }
}

/** РЭМД compares letter by letter, but not case or spaces. */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => normaliseName(name.trim().replaceAll(/\s+/g, ' ')).toLowerCase());
  return a === b;
}
