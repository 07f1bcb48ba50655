import type { EntityKind } from '#shared/domain/entities.ts';
import { sha256Hex } from '../signing/digest.ts';

/** Stands for a record of the registry whose name is not to be kept. */
export function digestOfRemote(kind: EntityKind, remoteId: string): string {
  return sha256Hex(Buffer.from(`${kind}/${remoteId}`, 'utf8'));
}
