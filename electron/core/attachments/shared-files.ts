import type { AwaitedFile } from '../changes/envelope.ts';
import type { SharedFiles } from '../changes/sharing.ts';
import { type Subject, subjectOf } from '../entities/subject.ts';
import type { AttachmentParts } from './attachments.ts';
import { fileFact } from './facts.ts';
import { examine } from './receive.ts';

/** Files of requests that come from other desks: looked into like any stranger's file, and kept under their own id. */
export function sharedFiles({
  store,
  texts,
  journal,
  entities,
}: Pick<AttachmentParts, 'store' | 'texts' | 'journal' | 'entities'>): SharedFiles {
  const subject = ({ owner: { kind, id } }: AwaitedFile): Subject | null => {
    const stored = entities.find(kind, id);
    return stored === null ? null : subjectOf(entities, kind, id, { ...stored.entity });
  };

  return {
    content: (sha256) => store.content(sha256),
    async check({ fileName, document }, content, signal) {
      const { type } = await examine(document, { fileName, content }, signal);
      return type;
    },
    put({ attachmentId, owner, document, ...version }, content) {
      if (store.at(attachmentId, version.version) !== null) return;
      store.putContent(version.sha256, content);
      texts.come(version.sha256);
      if (store.get(attachmentId) === null) store.insert(attachmentId, owner, document);
      store.insertVersion(attachmentId, { ...version, bytes: content.length });
      const actor = { id: null, name: version.addedBy, role: 'editor' };
      const of = subject({ attachmentId, owner, document, ...version });
      journal.append(fileFact(actor, 'add', owner, of?.id, null, version));
    },
  };
}
