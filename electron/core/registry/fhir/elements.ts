import { EXTENSION, SYSTEM } from './profile.ts';

/**
 * Which element stands for a field. Reading and writing ask the same questions here, so that what is written is what
 * was read; both pass their own shape of the resource.
 */
type Aliases = readonly string[];

/** The identifier with one of these systems that is not said to be old. */
export function findIdentifier<T extends { system?: unknown; use?: unknown }>(
  list: readonly T[] | undefined,
  aliases: Aliases,
): T | undefined {
  return list?.find(({ system, use }) => typeof system === 'string' && aliases.includes(system) && use !== 'old');
}

const URI_SYSTEM = 'urn:ietf:rfc:3986';
const URN_OID = 'urn:oid:';

/** The OID of an organisation; with the general system for addresses only `urn:oid:` is one. */
export function findOid<T extends { system?: unknown; use?: unknown; value?: unknown }>(
  list: readonly T[] | undefined,
): T | undefined {
  return list?.find(
    ({ system, use, value }) =>
      typeof system === 'string' &&
      (SYSTEM.frmoOid as Aliases).includes(system) &&
      use !== 'old' &&
      (system !== URI_SYSTEM || (typeof value === 'string' && value.startsWith(URN_OID))),
  );
}

export function plainOid(value: string): string {
  return value.startsWith(URN_OID) ? value.slice(URN_OID.length) : value;
}

export function findExtension<T extends { url?: unknown }>(list: readonly T[] | undefined, url: string): T | undefined {
  return list?.find((extension) => extension.url === url);
}

/** All of them, where a fact may come several times. */
export function findExtensions<T extends { url?: unknown }>(list: readonly T[] | undefined, url: string): T[] {
  return list?.filter((extension) => extension.url === url) ?? [];
}

/** The name in use: the official one, else the usual one, else the first that is neither old nor a maiden name. */
export function findName<T extends { use?: unknown }>(list: readonly T[] | undefined): T | undefined {
  return (
    list?.find(({ use }) => use === 'official') ??
    list?.find(({ use }) => use === 'usual') ??
    list?.find(({ use }) => use !== 'old' && use !== 'maiden') ??
    list?.[0]
  );
}

export function findContact<T extends { system?: unknown; use?: unknown }>(
  list: readonly T[] | undefined,
  kind: 'phone' | 'email' | 'url',
): T | undefined {
  return list?.find(({ system, use }) => system === kind && use !== 'old');
}

interface AddressLike {
  use?: unknown;
  extension?: readonly { url?: unknown; valueBoolean?: unknown }[] | undefined;
}

/** The address in use: of registration, or where an organisation receives patients. */
export function findAddress<T extends AddressLike>(
  list: readonly T[] | undefined,
  of: 'registration' | 'fact' = 'registration',
): T | undefined {
  return list?.find((address) => address.use !== 'old' && isFactAddress(address) === (of === 'fact'));
}

function isFactAddress({ extension }: AddressLike): boolean {
  return Array.isArray(extension) && findExtension(extension, EXTENSION.factAddress)?.valueBoolean === true;
}

/** The first coding with one of these systems, and the concept it stands in. */
export function findCoding<T extends { coding?: readonly { system?: unknown }[] | undefined }>(
  concepts: readonly T[] | undefined,
  aliases: Aliases,
): { concept: T; coding: NonNullable<T['coding']>[number] } | undefined {
  for (const concept of concepts ?? []) {
    const coding = concept.coding?.find(({ system }) => typeof system === 'string' && aliases.includes(system));
    if (coding !== undefined) return { concept, coding };
  }
  return undefined;
}

/** The number of a credential: with our system, else whatever identifier it has. */
export function findNumber<T extends { system?: unknown; use?: unknown }>(
  list: readonly T[] | undefined,
): T | undefined {
  return findIdentifier(list, SYSTEM.credentialNumber) ?? list?.[0];
}

interface QualificationLike {
  id?: unknown;
  identifier?: readonly { system?: unknown; use?: unknown; value?: unknown }[] | undefined;
  code?: { coding?: readonly { system?: unknown; code?: unknown }[] | undefined } | undefined;
  period?: { start?: unknown } | undefined;
}

/**
 * Keys that tell the qualifications of one person apart over time: the element's own id, else its number, else what it
 * says; equal ones are counted.
 */
export function qualificationKeys(list: readonly QualificationLike[]): string[] {
  return distinct(list.map(keyOf));
}

interface IdentifierLike {
  id?: unknown;
  type?: { coding?: readonly { system?: unknown; code?: unknown }[] | undefined } | undefined;
  value?: unknown;
}

/** The same for identity documents among identifiers: kind and number. */
export function documentKeys(list: readonly IdentifierLike[]): string[] {
  return distinct(
    list.map(({ id, type, value }) => ownKey(id) ?? `d-${solid([codesOf(type), String(value)].join('-'))}`),
  );
}

interface PeriodLike {
  id?: unknown;
  period?: { start?: unknown } | undefined;
  during?: { start?: unknown } | undefined;
}

/** The same for addresses and absences: their first day. */
export function periodKeys(list: readonly PeriodLike[]): string[] {
  return distinct(list.map(({ id, period, during }) => ownKey(id) ?? `p-${solid(String((period ?? during)?.start))}`));
}

interface RecordLike {
  id?: unknown;
  extension?: unknown;
}

/** The same for records in extensions: their number or name, and their first day. */
export function extensionKeys(list: readonly RecordLike[]): string[] {
  return distinct(
    list.map(({ id, extension }) => {
      const parts = (Array.isArray(extension) ? extension : []) as readonly PartLike[];
      const part = (name: string): PartLike | undefined => findExtension(parts, name);
      const called = part('number')?.valueString ?? part('name')?.valueString;
      return ownKey(id) ?? `e-${solid([called, part('period')?.valuePeriod?.start].map(String).join('-'))}`;
    }),
  );
}

interface PartLike {
  url?: unknown;
  valueString?: unknown;
  valuePeriod?: { start?: unknown };
}

function distinct(keys: readonly string[]): string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    let free = key;
    for (let times = 2; taken.has(free); times++) free = `${key}~${times}`;
    taken.add(free);
    return free;
  });
}

function ownKey(id: unknown): string | null {
  return typeof id === 'string' && id !== '' ? id : null;
}

function codesOf(concept: IdentifierLike['type']): string {
  return (concept?.coding ?? []).map((coding) => String(coding.code)).join('-');
}

function keyOf({ id, identifier, code, period }: QualificationLike): string {
  const own = ownKey(id);
  if (own !== null) return own;
  const number = findNumber(identifier)?.value;
  if (typeof number === 'string' && number !== '') return `n-${solid(number)}`;
  return `c-${solid([codesOf(code), String(period?.start)].join('-'))}`;
}

/** An element's id has no spaces. */
const solid = (text: string): string => text.replace(/\s+/g, '_');

/** Key of a qualification among those of all people. */
export function childRemoteId(personRemoteId: string, key: string): string {
  return `${personRemoteId}/${key}`;
}

export function childKey(remoteId: string): string {
  return remoteId.slice(remoteId.indexOf('/') + 1);
}

const REFERENCE = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/;

/** Id in a literal reference to such a resource, relative or absolute. */
export function referredId(reference: string | undefined, type: string): string | null {
  const found = reference === undefined ? null : REFERENCE.exec(reference);
  return found?.[1] === type ? (found[2] ?? null) : null;
}

/** Whether two literal references, relative or absolute, are to the same resource. */
export function isSameTarget(one: string, other: string): boolean {
  const [, type, id] = REFERENCE.exec(one) ?? [];
  return one === other || (type !== undefined && id !== undefined && referredId(other, type) === id);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Our own id of an entity, where the text is one. */
export function ownId(text: string | undefined): string | null {
  return text !== undefined && UUID.test(text) ? text : null;
}

export const GENDER: readonly (readonly [sex: string, gender: string])[] = [
  ['1', 'male'],
  ['2', 'female'],
  ['3', 'unknown'],
  ['3', 'other'],
];
