import type { FieldValue } from '#shared/domain/values.ts';
import type { RemoteKind } from '../../port.ts';
import type { Json } from '../json.ts';

export type Values = Readonly<Record<string, FieldValue>>;
export type FieldWriters = Readonly<Record<string, (node: Json, value: FieldValue) => void>>;

/** Fields without a writer have no element of their own (an owner, a reference written elsewhere). */
export function writeFields(writers: FieldWriters, node: Json, values: Values): void {
  for (const [field, value] of Object.entries(values)) {
    if (Object.hasOwn(writers, field)) writers[field]?.(node, value);
  }
}

/** Text of the reference to a local entity. */
export type Refer = (kind: RemoteKind | 'building', id: string) => string;
