import type {
  Attachment,
  AttachmentKind,
  AttachmentOwner,
  AttachmentVersion,
  GivenFile,
} from '#shared/contract/attachments.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import { SUBJECT_KINDS, type Subjects } from '../changes/subjects.ts';
import type { CallContext } from '../core.ts';
import { type Subject, subjectOf } from '../entities/subject.ts';
import { fileFact } from './facts.ts';
import { type ReceivedFile, receive } from './receive.ts';
import { type ShowParts, saveCopy, showCopy } from './show.ts';
import type { TextReading } from './text-reading.ts';

export interface AttachmentParts extends ShowParts {
  readonly subjects: Subjects;
  readonly texts: Pick<TextReading, 'come'>;
}

/** Files of records: kept encrypted in the store, every version, with every look at them in the journal. */
export function createAttachments(parts: AttachmentParts): Handlers<'attachments', CallContext> {
  const { db, store, entities, clock } = parts;

  function told(owner: AttachmentOwner): void {
    parts.emit('data.changed', { kind: 'attachment', ids: [owner.id] });
  }

  function subject({ kind, id }: AttachmentOwner): Subject | null {
    const stored = entities.find(kind, id);
    return stored === null ? null : subjectOf(entities, kind, id, { ...stored.entity });
  }

  function existing(id: EntityId): Attachment {
    const found = store.get(id);
    if (found === null) throw new DeskError('KD-3008');
    return found;
  }

  /** Appends inside the caller's transaction. */
  function tell(
    context: CallContext,
    action: Parameters<typeof fileFact>[1],
    owner: AttachmentOwner,
    from: string | null,
    of: Pick<AttachmentVersion, 'fileName' | 'sha256' | 'version'> | null,
  ): void {
    parts.journal.append(fileFact(actorOf(userOf(context)), action, owner, subject(owner)?.id, from, of));
  }

  function put(
    id: EntityId,
    version: number,
    { content, ...file }: ReceivedFile,
    context: CallContext,
  ): AttachmentVersion {
    const added = { ...file, version, bytes: content.length, addedAt: clock.now(), addedBy: userOf(context).name };
    store.putContent(file.sha256, content);
    parts.texts.come(file.sha256);
    store.insertVersion(id, added);
    return added;
  }

  async function add(owner: AttachmentOwner, kind: AttachmentKind, given: GivenFile, context: CallContext) {
    if (entities.get(owner.kind, owner.id) === null) throw new DeskError('KD-3008');
    const file = await receive(parts.host, kind, given, context.signal);
    if (file === null) return null;
    const id = parts.ids.next();
    db.transaction(() => {
      // Choosing took time: the record may be gone.
      if (entities.get(owner.kind, owner.id) === null) throw new DeskError('KD-3008');
      store.insert(id, owner, kind);
      tell(context, 'add', owner, null, put(id, 1, file, context));
    }).immediate();
    told(owner);
    return existing(id);
  }

  async function replace(id: EntityId, given: GivenFile, context: CallContext) {
    const file = await receive(parts.host, existing(id).kind, given, context.signal);
    if (file === null) return null;
    const { owner } = db
      .transaction(() => {
        const before = existing(id);
        if (before.removed) throw new DeskError('KD-3008');
        tell(context, 'replace', before.owner, before.fileName, put(id, before.version + 1, file, context));
        return before;
      })
      .immediate();
    told(owner);
    return existing(id);
  }

  function setRemoved(id: EntityId, removed: boolean, context: CallContext): void {
    const before = existing(id);
    if (before.removed === removed) return;
    db.transaction(() => {
      store.setRemoved(id, removed ? clock.now() : null);
      if (removed) tell(context, 'remove', before.owner, before.fileName, null);
      else tell(context, 'restore', before.owner, null, before);
    }).immediate();
    told(before.owner);
  }

  function wanted(id: EntityId, version: number | undefined): Attachment {
    if (version === undefined) return existing(id);
    const found = store.at(id, version);
    if (found === null) throw new DeskError('KD-3008');
    return found;
  }

  return {
    of({ owners }) {
      return { attachments: store.of(owners) };
    },
    list(query) {
      const { total, found } = store.find(query);
      const subjects = found.map(({ owner }) => subject(owner));
      const titles = new Map(
        SUBJECT_KINDS.flatMap((kind) => {
          const ids = subjects.flatMap((one) => (one?.kind === kind ? one.id : []));
          return ids.length === 0 ? [] : [...parts.subjects[kind].titles(ids)];
        }),
      );
      const lines = found.map((one, at) => {
        const of = subjects[at] ?? one.owner;
        return { ...one, subject: { ...of, title: titles.get(of.id) ?? '' } };
      });
      return { total, any: total > 0 || store.any(), lines };
    },
    versions({ attachmentId }) {
      existing(attachmentId);
      return { versions: store.versions(attachmentId) };
    },
    add: ({ owner, kind, file }, context) => add(owner, kind, file, context),
    replace: ({ attachmentId, file }, context) => replace(attachmentId, file, context),
    remove({ attachmentId }, context) {
      setRemoved(attachmentId, true, context);
      return {};
    },
    restore({ attachmentId }, context) {
      setRemoved(attachmentId, false, context);
      return {};
    },
    async open({ attachmentId, version }, context) {
      const one = wanted(attachmentId, version);
      const shown = await showCopy(parts, one);
      if (shown.shown) db.transaction(() => tell(context, 'open', one.owner, null, one)).immediate();
      return { fileName: one.fileName, type: one.type, ...shown };
    },
    async save({ attachmentId, version }, context) {
      const one = wanted(attachmentId, version);
      const saved = await saveCopy(parts, one);
      if (saved !== null) db.transaction(() => tell(context, 'save', one.owner, null, one)).immediate();
      return saved;
    },
  };
}
