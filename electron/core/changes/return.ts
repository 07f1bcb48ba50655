import type { SessionUser } from '#shared/contract/access.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { actorOf } from './actor.ts';
import type { RestoreParts } from './restore.ts';
import { freezeNow } from './review.ts';
import { subjectsOf } from './take-back.ts';
import { stateError } from './transitions.ts';

/**
 * Gives subjects back to the author with a reason. Some of several become a request of their own; what remains is
 * frozen anew and waits on.
 *
 * @param subjectIds null returns the whole request
 * @returns the returned request, and everybody whose marks changed
 * @throws DeskError KD-3005 no reason · KD-3003 not submitted · KD-3008 a subject that is not in the request
 */
export function returnSubjects(
  parts: RestoreParts,
  user: SessionUser,
  requestId: EntityId,
  subjectIds: readonly EntityId[] | null,
  reason: string,
): { returnedRequestId: EntityId; subjects: EntityId[] } {
  const note = reason.trim();
  if (note === '') throw new DeskError('KD-3005');
  const { store, transitions } = parts;
  const request = transitions.get(requestId);
  if (request.state !== 'submitted') throw stateError(request);
  const entities = store.entities(requestId);
  const all = subjectsOf(entities);
  const chosen = subjectIds === null ? all : [...new Set(subjectIds)];
  if (chosen.some((id) => !all.includes(id))) throw new DeskError('KD-3008');
  const actor = actorOf(user);
  let returnedRequestId = requestId;
  if (chosen.length === all.length) {
    transitions.move(requestId, 'returned', { actor, note });
    store.unfreeze(requestId);
  } else {
    returnedRequestId = parts.ids.next();
    const at = parts.clock.now();
    const number = store.nextNumber();
    const { authorId, elsewhere } = request;
    store.insertRequest({
      id: returnedRequestId,
      number,
      state: 'returned',
      authorId,
      at,
      reason: note,
      splitFrom: requestId,
      elsewhere,
    });
    store.copyStory(requestId, returnedRequestId);
    store.moveSubjects(requestId, returnedRequestId, chosen);
    const facts = { splitFrom: request.number, people: chosen.length };
    transitions.note({ id: returnedRequestId, number }, 'returned', at, { actor, note, facts });
    freezeNow(parts, transitions.get(requestId));
    store.touch(requestId, at);
  }
  return { returnedRequestId, subjects: all };
}
