import type { Attachment, AttachmentKind } from '#shared/contract/attachments.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Author } from '../entities/writing.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Ids } from '../ports.ts';
import { fileFact } from './facts.ts';
import type { ReceivedFile } from './receive.ts';
import type { AttachmentStore } from './store.ts';
import type { TextReading } from './text-reading.ts';

interface ManyParts {
  readonly store: AttachmentStore;
  readonly texts: Pick<TextReading, 'come'>;
  readonly journal: Journal;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** Files of many people at once. Writing happens inside the caller's transaction. */
export interface AttachmentsOfMany {
  /** Those who have the file already, as a document of that kind. */
  having(personIds: readonly EntityId[], kind: AttachmentKind, sha256: string): ReadonlySet<EntityId>;
  /** @returns its attachments, one a person, in their order */
  add(author: Author, personIds: readonly EntityId[], kind: AttachmentKind, file: ReceivedFile): EntityId[];
  /** Takes files off their people, or puts them back; what is so already stays. @returns whose they are */
  setRemoved(author: Author, attachmentIds: readonly EntityId[], removed: boolean): EntityId[];
}

export function attachmentsOfMany({ store, texts, journal, clock, ids }: ManyParts): AttachmentsOfMany {
  const ownerOf = (id: EntityId) => ({ kind: 'person', id }) as const;
  return {
    having(personIds, kind, sha256) {
      const fits = (one: Attachment) => one.kind === kind && one.sha256 === sha256 && !one.removed;
      return new Set(
        store
          .of(personIds.map(ownerOf))
          .filter(fits)
          .map(({ owner }) => owner.id),
      );
    },
    add(author, personIds, kind, { content, ...file }) {
      const version = { ...file, version: 1, bytes: content.length, addedAt: clock.now(), addedBy: author.name };
      store.putContent(file.sha256, content);
      texts.come(file.sha256);
      const added = personIds.map((personId) => {
        const id = ids.next();
        store.insert(id, ownerOf(personId), kind);
        store.insertVersion(id, version);
        return id;
      });
      journal.appendAll(personIds.map((id) => fileFact(author, 'add', ownerOf(id), id, null, version)));
      return added;
    },
    setRemoved(author, attachmentIds, removed) {
      const found = attachmentIds.flatMap((id) => store.get(id) ?? []).filter((one) => one.removed !== removed);
      const at = removed ? clock.now() : null;
      for (const { id } of found) store.setRemoved(id, at);
      journal.appendAll(
        found.map((one) =>
          removed
            ? fileFact(author, 'remove', one.owner, one.owner.id, one.fileName, null)
            : fileFact(author, 'restore', one.owner, one.owner.id, null, one),
        ),
      );
      return found.map(({ owner }) => owner.id);
    },
  };
}
