import type { FieldValue } from '#shared/domain/values.ts';
import type { RemoteKind } from '../../port.ts';
import type { Json } from '../json.ts';
import { setReference } from './edit.ts';

export type Values = Readonly<Record<string, FieldValue>>;
export type FieldWriters = Readonly<Record<string, (node: Json, value: FieldValue) => void>>;

/** Fields without a writer have no element of their own (an owner, a reference written elsewhere). */
export function writeFields(writers: FieldWriters, node: Json, values: Values): void {
  for (const [field, value] of Object.entries(values)) {
    if (Object.hasOwn(writers, field)) writers[field]?.(node, value);
  }
}

/** Text of the reference to a local entity. */
export type Refer = (kind: RemoteKind, id: string) => string;

/** Sets what a resource belongs to. @param id undefined leaves it as it is */
export function setOwner(
  resource: Json,
  element: string,
  kind: RemoteKind,
  id: FieldValue | undefined,
  refer: Refer,
): void {
  if (id !== undefined) setReference(resource, element, typeof id === 'string' ? refer(kind, id) : null);
}

/** Sets the division that a resource belongs to, or the organisation where it belongs to none. */
export function setUnit(
  resource: Json,
  element: string,
  divisionId: FieldValue | undefined,
  organisationId: FieldValue,
  refer: Refer,
): void {
  if (typeof divisionId === 'string') setReference(resource, element, refer('division', divisionId));
  else if (divisionId === null && typeof organisationId === 'string') {
    setReference(resource, element, refer('organisation', organisationId));
  }
}

/** Its parts spelled the old address; the post index is a field of its own. */
export function spellAddress(address: Json, text: FieldValue): void {
  if (text === null || text === '') delete address.text;
  else address.text = text;
  for (const old of ['line', '_line', 'city', 'district', 'state']) delete address[old];
}

/** Hundredths to a share of a full-time post. */
export function shareOf(value: FieldValue): number | null {
  return typeof value === 'number' ? value / 100 : null;
}
