import { mayBecome, type RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Member } from '../member.ts';
import { hold } from './violation.ts';

interface Step {
  readonly id: EntityId;
  readonly state: RequestState;
}

const ENTRIES = `SELECT json_extract(body, '$.object') AS id, substr(json_extract(body, '$.action'), 9) AS state,
  coalesce(json_extract(body, '$.facts.otherDesk'), 0) AS otherDesk
  FROM journal WHERE json_extract(body, '$.kind') = 'request' ORDER BY seq`;

/** I12: every step of a request is a legal one and has one entry in the journal, whose chain is whole. */
export async function journalIsWhole(member: Member): Promise<void> {
  const { brokenAt } = await member.desk.handlers.journal.verify({}, member.desk.editor);
  hold('I12', brokenAt === null, () => `the chain of entries is broken at ${brokenAt}`);
  const requests = member.ask('SELECT id, state, split_from AS splitFrom FROM change_request').all();
  const entries = member.ask(ENTRIES).all() as (Step & { readonly otherDesk: number })[];
  const foreign = new Set(entries.filter(({ otherDesk }) => otherDesk !== 0).map(({ id }) => id));
  const events = group(member.ask('SELECT request_id AS id, state FROM request_event ORDER BY request_id, seq').all());
  const told = group(entries);
  for (const { id, state, splitFrom } of requests as (Step & { readonly splitFrom: EntityId | null })[]) {
    const [steps, entered] = [events.get(id) ?? [], told.get(id) ?? []];
    hold('I12', steps.at(-1) === state, () => `request ${id} is ${state}, its last step was ${steps.at(-1)}`);
    const entry = entered.at(-1);
    // What another desk approved is queued at once.
    const isNamed = entry === state || (foreign.has(id) && state === 'queued' && entry === 'approved');
    hold('I12', isNamed, () => `request ${id} is ${state}, its last entry says ${entry}`);
    // Steps that were made at another desk, or in the request that this was a part of, are told all at once.
    if (!foreign.has(id) && splitFrom === null) stepByStep(id, steps, entered);
  }
}

function stepByStep(id: EntityId, steps: readonly RequestState[], entered: readonly RequestState[]): void {
  for (const [at, state] of steps.entries()) {
    const before = steps[at - 1];
    hold(
      'I12',
      before === undefined || mayBecome(before, state),
      () => `request ${id} went from ${before} to ${state}`,
    );
  }
  for (const state of new Set(steps)) {
    const [times, entries] = [steps, entered].map((all) => all.filter((one) => one === state).length);
    hold('I12', times === entries, () => `${id} ${state} happened ${times} times, the journal has ${entries}`);
  }
}

function group(steps: readonly unknown[]): ReadonlyMap<EntityId, readonly RequestState[]> {
  const found = new Map<EntityId, RequestState[]>();
  for (const { id, state } of steps as Step[]) found.set(id, [...(found.get(id) ?? []), state]);
  return found;
}
