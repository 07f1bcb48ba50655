import { addYears, dayNumber, dayText } from './days.ts';
import { SPECIALTIES } from './nsi.ts';
import type { Random } from './random.ts';
import type { GeneratedCredential } from './types.ts';

const SCHOOLS = ['Учебный медицинский университет', 'Учебная академия последипломного образования'];
const COLLEGES = ['Учебный медицинский колледж', 'Учебный колледж повышения квалификации'];
/** Codes of НСИ 1066 from here on belong to middle medical staff. */
const MIDDLE_STAFF = 204;
const CENTRE = 'Учебный центр аккредитации специалистов';

/** Certificates were issued until the end of 2020; accreditation has taken their place. */
const LAST_CERTIFICATE = dayNumber('2020-12-31');

interface CredentialOptions {
  readonly number: string;
  /** None for posts that need no admission. */
  readonly specialty: string | undefined;
  /** First day on which the person could work in the specialty. */
  readonly first: number;
  readonly today: number;
  readonly random: Random;
}

/** A chain of five-year documents up to the current one, oldest first. */
export function credentialsOf({ number, specialty, first, today, random }: CredentialOptions): GeneratedCredential[] {
  if (specialty === undefined || SPECIALTIES[specialty] === undefined) return [];
  const list: GeneratedCredential[] = [];
  const add = (issued: number, expires: number): void => {
    const old = issued <= LAST_CERTIFICATE;
    const ordinal = list.length + 1;
    const serial = String(random.below(100_000_000)).padStart(8, '0');
    list.push({
      remoteId: `cr-${number}-${ordinal}`,
      credentialKind: old ? 'certificate' : 'accreditation',
      specialtyCode: specialty,
      number: old ? `0198${serial}${ordinal}` : `98${dayText(issued).slice(2, 4)} ${serial}${ordinal}`,
      issuer: old ? random.pick(Number(specialty) > MIDDLE_STAFF ? COLLEGES : SCHOOLS) : CENTRE,
      issuedOn: dayText(issued),
      expiresOn: dayText(expires),
      accreditationKind: old ? null : kindOf(list.length, specialty),
      series: null,
      registrationNumber: null,
      protocolNumber: null,
      protocolDate: null,
      extended: null,
    });
  };
  let expires = today + untilExpiry(random);
  const chain: (readonly [issued: number, expires: number])[] = [];
  for (let length = 0; length < 5; length++) {
    const issued = addYears(expires, -5);
    if (issued > today) {
      expires = today - 1;
      continue;
    }
    chain.unshift([issued, expires]);
    // Each renewal came a few weeks before the end of the one it renews.
    expires = issued + 10 + random.below(50);
    if (addYears(expires, -5) < first) break;
  }
  for (const [issued, until] of chain) add(issued, until);
  return list;
}

/** Whoever was admitted before confirms it every five years; a specialist of higher education begins with a specialty. */
function kindOf(before: number, specialty: string): string {
  if (before > 0) return 'periodic';
  return Number(specialty) > MIDDLE_STAFF ? 'primary' : 'primary_specialized';
}

/** Days from today to the end of the current document: some are over, some end soon, most last. */
function untilExpiry(random: Random): number {
  const share = random.next();
  if (share < 0.05) return -1 - random.below(300);
  if (share < 0.08) return random.below(31);
  if (share < 0.12) return 31 + random.below(30);
  if (share < 0.16) return 61 + random.below(30);
  return 91 + random.below(1700);
}
