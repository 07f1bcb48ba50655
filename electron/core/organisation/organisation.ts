import type { Handlers } from '#shared/contract/index.ts';
import type { PremisesKind } from '#shared/contract/organisation.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { divisionsIn } from '#shared/rules/organisation-file.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import { type Author, createEntity, removeEntity, type WritingParts, writeEdits } from '../entities/writing.ts';
import type { Emit } from '../ports.ts';
import type { UndoBook } from '../undo/undo.ts';
import { type CardParts, readOrganisation, readOrganisationOn } from './card.ts';

export interface OrganisationParts extends CardParts, WritingParts {
  readonly entities: CardParts['entities'];
  readonly db: Database;
  readonly emit: Emit;
  readonly undo: UndoBook;
  /** Null before the first exchange. */
  readonly current: () => Organisation | null;
}

const KINDS = ['organisation', 'building', 'service'] as const;

/** The organisation, its licences, buildings and services. */
export function createOrganisation(parts: OrganisationParts): Handlers<'organisation', CallContext> {
  function write<T extends { readonly requestId: EntityId }>(context: CallContext, act: (author: Author) => T): T {
    const author = actorOf(userOf(context));
    const written = parts.db.transaction(() => act(author)).immediate();
    told(written.requestId);
    return written;
  }

  function told(requestId: EntityId): void {
    parts.emit('data.changed', { kind: 'organisation', ids: null });
    parts.emit('data.changed', { kind: 'request', ids: [requestId] });
  }

  const edit = (author: Author, edits: readonly FieldEdit[]) =>
    writeEdits(parts, author, edits, { kinds: KINDS, action: 'organisation.edit' });

  return {
    card({ onDay }) {
      const organisation = parts.current();
      if (organisation === null) return null;
      const otherDay = onDay !== undefined && onDay !== parts.storedContext().today;
      return otherDay ? readOrganisationOn(parts, organisation, onDay) : readOrganisation(parts, organisation);
    },
    buildings() {
      const organisationId = parts.current()?.id ?? null;
      return { buildings: organisationId === null ? [] : parts.store.buildings(organisationId) };
    },
    applyEdits({ edits }, context) {
      const { userId } = userOf(context);
      const { requestId } = write(context, (author) => {
        const written = edit(author, edits);
        parts.undo.record(userId, 'organisation', written.changes);
        return written;
      });
      parts.undo.tell(userId, 'organisation');
      return { requestId };
    },
    takeStep(step, context) {
      const author = actorOf(userOf(context));
      const taken = parts.undo.take(author.id, 'organisation', step, (edits) => edit(author, edits));
      if (taken !== null) told(taken.written.requestId);
      return { taken: taken && { edits: taken.edits } };
    },
    add({ kind, fields }, context) {
      const organisationId = parts.current()?.id ?? null;
      const act = (author: Author) =>
        createEntity(parts, author, kind, { ...fields, organisationId }, 'organisation.add');
      const { id, requestId } = write(context, act);
      return { id, requestId };
    },
    remove({ kind, id }, context) {
      const { requestId } = write(context, (author) => {
        refuseInUse(parts, kind, id);
        return removeEntity(parts, author, kind, id, 'organisation.remove');
      });
      return { requestId };
    },
  };
}

/** @throws DeskError KD-2248 divisions work in the building */
function refuseInUse({ entities, store, storedContext }: OrganisationParts, kind: PremisesKind, id: EntityId): void {
  const building = kind === 'building' ? entities.get('building', id)?.entity : undefined;
  if (building === undefined) return;
  const names = divisionsIn(id, { divisions: store.divisions(building.organisationId) }, storedContext().today);
  if (names.length > 0) throw new DeskError('KD-2248', { params: { id, name: names.join(', ') } });
}
