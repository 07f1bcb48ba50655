import type { HistoryVersion } from '#shared/contract/history.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import { seenChange } from '../entities/masked.ts';
import type { EntityChange } from '../journal/history.ts';
import type { Emit } from '../ports.ts';
import { planRestore, type RestoringParts, restoreVersion } from './restore.ts';
import { differencesOf, stateAt, stateNow } from './versions.ts';

export interface HistoryParts extends RestoringParts {
  readonly emit: Emit;
}

/** Entries of one command follow each other so closely; a person is slower. */
const TOGETHER_MS = 1000;

/** What was done to a card, any two versions beside each other, and the way back to one. */
export function createHistory(parts: HistoryParts): Handlers<'history', CallContext> {
  return {
    versions(subject, context) {
      const { role } = userOf(context);
      const changes = parts.changesAfter(subject.id, 0);
      const oldest = changes.at(-1);
      const origin = oldest === undefined ? 0 : oldest.seq - 1;
      return {
        versions: versionsOf(changes).map((version) => ({
          ...version,
          changes: version.changes.map((change) => seenChange(change.kind, change, role)),
        })),
        origin: stateAt(parts, subject, origin).has(subject.id) ? origin : null,
      };
    },
    compare({ subject, from, to }, context) {
      const { role } = userOf(context);
      const after = to === undefined ? stateNow(parts.entities, subject) : stateAt(parts, subject, to);
      const differences = differencesOf(stateAt(parts, subject, from), after);
      return {
        entities: differences.map(({ kind, fields, ...rest }) => ({
          ...rest,
          kind,
          fields: fields.map((change) => seenChange(kind, change, role)),
        })),
      };
    },
    planRestore: ({ subject, seq }, context) => planRestore(parts, userOf(context), subject, seq),
    restore({ subject, seq, head }, context) {
      const restore = (): EntityId => restoreVersion(parts, userOf(context), subject, { seq, head });
      const requestId = parts.db.transaction(restore).immediate();
      parts.emit('data.changed', { kind: subject.kind, ids: [subject.id] });
      parts.emit('data.changed', { kind: 'request', ids: [requestId] });
      return { requestId };
    },
  };
}

/** @param changes newest first */
function versionsOf(changes: readonly EntityChange[]): HistoryVersion[] {
  const versions: HistoryVersion[] = [];
  for (const { seq, at, actor, action, kind, id, fields } of changes) {
    const lines = fields.map((change) => ({ kind, id, ...change }));
    const last = versions.at(-1);
    const same = last !== undefined && last.actor === actor && last.action === action;
    if (same && Date.parse(last.at) - Date.parse(at) < TOGETHER_MS) last.changes.push(...lines);
    else versions.push({ seq, at, actor, action, changes: lines });
  }
  return versions;
}
