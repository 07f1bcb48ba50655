import type { Attachment, AttachmentOwner } from '#shared/contract/attachments.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { contentOf } from './freeze.ts';
import type { ChangeStore, RequestRow } from './store.ts';

/** What change requests must know of files; the area that keeps them answers. */
export interface RequestFiles {
  /** Files of these records, removed ones too. */
  of(owners: readonly AttachmentOwner[]): readonly Attachment[];
  /** A file as it was in one of its versions. */
  at(id: EntityId, version: number): Attachment | null;
}

interface FileParts {
  readonly store: ChangeStore;
  readonly files: RequestFiles;
}

/** Files that the records changed by a request have now. */
export function attachedNow({ store, files }: FileParts, requestId: EntityId): readonly Attachment[] {
  return files.of(store.entities(requestId)).filter(({ removed }) => !removed);
}

/** Files that belong to a request: of a frozen one exactly the versions that its bytes name. */
export function attachedTo(parts: FileParts, request: Pick<RequestRow, 'id' | 'canonical'>): readonly Attachment[] {
  if (request.canonical === null) return attachedNow(parts, request.id);
  return contentOf(request.canonical).attachments.flatMap(({ attachmentId, version, sha256 }) => {
    const found = parts.files.at(attachmentId, version);
    // Of a request from another desk it may not have come yet.
    return found?.sha256 === sha256 ? found : [];
  });
}
