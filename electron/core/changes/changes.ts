import type { RequestSummary } from '#shared/contract/changes.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';
import type { Emit } from '../ports.ts';
import { userOf } from './actor.ts';
import { type ApprovalParts, approve, signingContent } from './approve.ts';
import type { Containers } from './containers.ts';
import type { Messages } from './messages.ts';
import { returnSubjects } from './return.ts';
import { reopen, submit } from './review.ts';
import { revert, subjectsOf, withdraw } from './take-back.ts';
import { seenView, viewOf } from './view.ts';

export interface ChangesParts extends ApprovalParts {
  readonly emit: Emit;
  readonly containers: Containers;
  readonly messages: Messages;
}

/** Above so many people the page reads its rows again instead of hearing every id. */
const TOLD_AT_MOST = 2000;

/** Change requests: from a draft to the queue. */
export function createChanges(parts: ChangesParts): Handlers<'changes', CallContext> {
  const { db, reader, store, containers, messages } = parts;

  function told(requestIds: readonly EntityId[], subjects: readonly EntityId[]): void {
    parts.emit('data.changed', { kind: 'request', ids: [...requestIds] });
    if (subjects.length > 0) {
      parts.emit('data.changed', { kind: 'person', ids: subjects.length > TOLD_AT_MOST ? null : [...subjects] });
    }
  }

  function summary(requestId: EntityId): RequestSummary {
    const found = reader.summary(requestId);
    if (found === null) throw new DeskError('KD-3008');
    return found;
  }

  /** A step of the whole request, in one transaction. */
  function step(requestId: EntityId, act: () => void): RequestSummary {
    const subjects = db
      .transaction(() => {
        const before = subjectsOf(store.entities(requestId));
        act();
        return before;
      })
      .immediate();
    told([requestId], subjects);
    return summary(requestId);
  }

  return {
    list: ({ states, mine = false, page = null }, context) =>
      reader.list({ states, authorId: mine ? userOf(context).userId : null, page }),
    get: ({ requestId }, context) => seenView(viewOf(parts, requestId), userOf(context).role),
    submit: ({ requestId }, context) => step(requestId, () => submit(parts, context, requestId)),
    reopen: ({ requestId }, context) => step(requestId, () => reopen(parts, userOf(context), requestId)),
    withdraw: ({ requestId }, context) => step(requestId, () => withdraw(parts, userOf(context), requestId)),
    revert({ requestId, fields }, context) {
      const subjects = db.transaction(() => revert(parts, userOf(context), requestId, fields)).immediate();
      told([requestId], subjects);
      return {};
    },
    returnSubjects({ requestId, subjectIds, reason }, context) {
      const { returnedRequestId, subjects } = db
        .transaction(() => returnSubjects(parts, userOf(context), requestId, subjectIds, reason))
        .immediate();
      told([...new Set([requestId, returnedRequestId])], subjects);
      return { returnedRequestId };
    },
    signingView({ requestId }, context) {
      const { canonical, digest } = signingContent(parts, userOf(context), requestId);
      const { people, fields } = summary(requestId);
      return { canonical: new TextDecoder().decode(canonical), digest, people, fields };
    },
    chooseContainer: () => containers.choose(),
    async inspectContainer({ containerId, password }) {
      return parts.signing.inspect(await containers.read(containerId), password);
    },
    async approve({ requestId, digest, containerId, password }, context) {
      const user = userOf(context);
      const container = await containers.read(containerId);
      const subjects = await approve(parts, user, requestId, digest, container, password);
      told([requestId], subjects);
      return summary(requestId);
    },
    messages: ({ requestId }, context) => messages.list(userOf(context), requestId),
    sendMessage({ requestId, text }, context) {
      const sent = messages.send(userOf(context), requestId, text);
      told([requestId], []);
      return sent;
    },
    readMessages({ requestId }, context) {
      messages.read(userOf(context), requestId);
      told([requestId], []);
      return {};
    },
    unreadMessages: (_input, context) => ({ requests: messages.unread(userOf(context)) }),
  };
}
