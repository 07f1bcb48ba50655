import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clinicSource, TRAINING_ORGANISATION } from '../../electron/core/training/generate.ts';
import { personInnOf } from '../../electron/core/training/numbers.ts';
import { certificatePem, type Issued, issueSigner, makeAuthority, type Subject } from './certificates.ts';
import { makeContainer } from './container.ts';

export const CONTAINER_PASSWORD = 'uchebny';
const DAY = 86_400_000;

export interface SigningFiles {
  /** PKCS#12 of the chief doctor, whose СНИЛС is that of the approver's sign-in. */
  readonly container: string;
  readonly password: string;
  /** PEM of the training authority. */
  readonly ca: string;
  /** The same person, the certificate is over. */
  readonly expired: string;
  /** Valid, but of another person. */
  readonly stranger: string;
  /** The chief doctor's name and numbers, under an authority that the policy does not know. */
  readonly untrusted: string;
}

/** Puts training certificates into `folder`, or leaves the ones that are there: a restart must not change the signer. */
export async function issueSigningFiles(folder: string, now = new Date()): Promise<SigningFiles> {
  const files: SigningFiles = {
    container: join(folder, 'glavvrach.p12'),
    password: CONTAINER_PASSWORD,
    ca: join(folder, 'ca.pem'),
    expired: join(folder, 'glavvrach-expired.p12'),
    stranger: join(folder, 'stranger.p12'),
    untrusted: join(folder, 'glavvrach-untrusted.p12'),
  };
  if (existsSync(files.untrusted)) return files;
  mkdirSync(folder, { recursive: true });
  const authority = await makeAuthority(now);
  const other = await makeAuthority(now);
  const valid = { from: new Date(now.getTime() - DAY), to: new Date(now.getTime() + 450 * DAY) };
  const over = { from: new Date(now.getTime() - 460 * DAY), to: new Date(now.getTime() - 5 * DAY) };
  const write = async (file: string, by: Issued, index: number, validity: typeof valid): Promise<void> => {
    const signer = await issueSigner(by, subjectAt(index), validity);
    writeFileSync(file, await makeContainer(signer, by, CONTAINER_PASSWORD), { mode: 0o600 });
  };
  writeFileSync(files.ca, certificatePem(authority));
  await write(files.container, authority, 0, valid);
  await write(files.expired, authority, 0, over);
  await write(files.stranger, authority, 4, valid);
  // Last, because its presence says that the set is whole.
  await write(files.untrusted, other, 0, valid);
  return files;
}

export interface PublisherFiles {
  /** PKCS#12 of whoever signs the bulletins of the registry. */
  readonly container: string;
  /** PEM of their certificate. */
  readonly certificate: string;
}

/** The same for whoever signs the bulletins of the registry. */
export async function issuePublisherFiles(folder: string, now = new Date()): Promise<PublisherFiles> {
  const files = { container: join(folder, 'publisher.p12'), certificate: join(folder, 'publisher.pem') };
  if (existsSync(files.certificate)) return files;
  mkdirSync(folder, { recursive: true });
  const authority = await makeAuthority(now);
  const validity = { from: new Date(now.getTime() - DAY), to: new Date(now.getTime() + 450 * DAY) };
  const publisher = await issueSigner(authority, subjectAt(7), validity);
  writeFileSync(files.container, await makeContainer(publisher, authority, CONTAINER_PASSWORD), { mode: 0o600 });
  // Last, because its presence says that both are there.
  writeFileSync(files.certificate, certificatePem(publisher));
  return files;
}

export function readAuthority(files: SigningFiles): string {
  return readFileSync(files.ca, 'utf8');
}

/** The first person of the clinic is its chief doctor. */
function subjectAt(index: number): Subject {
  const { person } = clinicSource({ people: 40 }).personAt(index);
  return {
    lastName: person.lastName,
    givenNames: [person.firstName, person.patronymic].filter((part) => part !== null).join(' '),
    title: index === 0 ? 'Главный врач' : 'Заведующий отделением',
    organisation: TRAINING_ORGANISATION.nameShort ?? TRAINING_ORGANISATION.nameFull,
    snils: person.snils ?? '',
    inn: person.inn ?? personInnOf(index),
    innOfOrganisation: TRAINING_ORGANISATION.inn ?? '',
    ogrn: TRAINING_ORGANISATION.ogrn ?? '',
  };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'signing' } } });
  console.log(JSON.stringify(await issueSigningFiles(values.out)));
}
