import { z } from 'zod';
import type { EntityId } from '#shared/domain/values.ts';
import type { SubmitOutcome } from '../port.ts';
import { splitBundle } from './json.ts';
import { readAgain } from './present.ts';
import { SYSTEM } from './profile.ts';
import { unexpected } from './pull.ts';
import type { Talk } from './talk.ts';
import { isMapped, readWire, typeOf, type WireEntry } from './wire.ts';

const words = z.object({ text: z.string().optional() }).optional();
const Task = z.object({
  resourceType: z.literal('Task'),
  id: z.string().optional(),
  meta: z.object({ versionId: z.string().optional() }).optional(),
  status: z.string().optional(),
  statusReason: words,
  businessStatus: words,
  input: z.array(z.object({ valueBase64Binary: z.string().optional() })).optional(),
});
/** The registry's note of a request: its status tells how far the request has come there. */
export type Task = z.infer<typeof Task>;

/** Written by `submitItems` while a request is sent piece by piece; not a verdict. */
export const UNDER_WAY = 'in-progress';

/**
 * The Task of a request; null when the registry does not know the request.
 *
 * @param condition the search that finds it, as its `ifNoneExist` says
 */
export async function findTask(talk: Talk, condition: string): Promise<Task | null> {
  const answer = await talk.ask({ method: 'GET', path: `Task?${condition}` });
  if (answer.status !== 200) throw unexpected(answer);
  for (const { resource } of splitBundle(answer.body).entries) {
    const task = resource === null ? undefined : Task.safeParse(JSON.parse(resource)).data;
    if (task !== undefined) return task;
  }
  return null;
}

/** Whether another desk has told of the request since the version that its entry is guarded by. */
export async function isTaskMoved(talk: Talk, { request }: WireEntry): Promise<boolean> {
  const answer = await talk.ask({ method: 'GET', path: request.url });
  const task = answer.status === 200 ? Task.safeParse(JSON.parse(answer.body.toString())).data : undefined;
  return `W/"${task?.meta?.versionId ?? ''}"` !== request.ifMatch;
}

/** Whether it stands for these very bytes, as far as it tells, and not for an earlier round of the same request. */
function isOfWire(task: Task, wire: string): boolean {
  const text = readWire(wire).find((entry) => typeOf(entry) === 'Task')?.text ?? 'null';
  const [theirs, ours] = [task, Task.safeParse(JSON.parse(text)).data].map((one) => one?.input?.[0]?.valueBase64Binary);
  return theirs === undefined || theirs === ours;
}

/**
 * After a lost answer: the Task says what became of the request; what it changed is read afresh. Null when the registry
 * does not know it, or has only a part of it.
 */
export async function findSubmitted(talk: Talk, requestId: EntityId, wire: string): Promise<SubmitOutcome | null> {
  const condition = `identifier=${encodeURIComponent(`${SYSTEM.requestId[0]}|${requestId}`)}`;
  const task = await findTask(talk, condition);
  if ((task?.status === 'failed' || task?.status === 'rejected') && isOfWire(task, wire)) {
    const message = task.statusReason?.text ?? task.businessStatus?.text ?? '';
    return { kind: 'refused', code: task.status, message, field: null };
  }
  // What other desks were told of it, or a part that was sent piece by piece, is no verdict.
  if (task?.status !== 'completed') return null;
  const changes = [];
  for (const entry of readWire(wire).filter(isMapped)) {
    changes.push(await readAgain(talk, entry, undefined));
  }
  return { kind: 'accepted', changes };
}
