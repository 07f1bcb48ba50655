import type { SessionUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';

/** Who does something: a signed-in user, or the exchange with the registry (no id). */
export interface Actor {
  readonly id: EntityId | null;
  readonly name: string;
  readonly role: string;
}

export const REGISTRY_ACTOR: Actor = { id: null, name: 'ФРМР', role: 'registry' };

/** The signed-in user of a call. @throws DeskError KD-1001 */
export function userOf(context: CallContext): SessionUser {
  if (context.user === null) throw new DeskError('KD-1001');
  return context.user;
}

export function actorOf(user: SessionUser): Actor & { readonly id: EntityId } {
  return { id: user.userId, name: user.name, role: user.role };
}
