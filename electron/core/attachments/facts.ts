import type { AttachmentOwner, AttachmentVersion } from '#shared/contract/attachments.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Actor } from '../changes/actor.ts';
import type { JournalFact } from '../journal/append.ts';

/**
 * What happened to a file, for the journal. Names of files are personal, digests are not.
 *
 * @param from name of the file before
 * @param of the file afterwards, null where it is gone
 */
export function fileFact(
  actor: Actor,
  action: 'add' | 'replace' | 'remove' | 'restore' | 'open' | 'save',
  { kind, id }: AttachmentOwner,
  subjectId: EntityId | undefined,
  from: string | null,
  of: Pick<AttachmentVersion, 'fileName' | 'sha256' | 'version'> | null,
): JournalFact {
  return {
    action: `attachments.${action}`,
    actorId: actor.id,
    actorName: actor.name,
    role: actor.role,
    kind,
    objectId: id,
    subjectId,
    from,
    to: of?.fileName ?? null,
    ...(of === null ? {} : { facts: { sha256: of.sha256, version: of.version } }),
  };
}
