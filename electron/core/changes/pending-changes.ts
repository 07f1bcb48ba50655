import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { REGISTRY_ACTOR } from './actor.ts';
import { contentOf } from './freeze.ts';
import type { ChangeMarks } from './marks.ts';
import { asSigned, meantBy, translated } from './names.ts';
import type { ApprovedEntity, ApprovedRequest, PendingChanges, PendingField, Settlement } from './pending.ts';
import {
  changed,
  openChanges,
  type RestoreParts,
  refreshSubjects,
  rememberDeleted,
  startFrom,
  tidy,
} from './restore.ts';
import { isOpenState } from './states.ts';

export interface PendingParts extends RestoreParts {
  readonly marks: ChangeMarks;
}

/** What the exchange sees of change requests; see the interface. */
export class RequestPendingChanges implements PendingChanges {
  readonly #parts: PendingParts;

  constructor(parts: PendingParts) {
    this.#parts = parts;
  }

  of(kind: EntityKind, id: EntityId): PendingField[] {
    return this.#parts.store
      .pending(kind, id)
      .map(({ requestId, state, operation, field, from, to }) => ({ requestId, state, operation, field, from, to }));
  }

  changedOn(subjectId: EntityId): readonly { readonly kind: EntityKind; readonly id: EntityId }[] {
    return this.#parts.marks.marksOf([subjectId]).get(subjectId)?.entities ?? [];
  }

  /** Only open requests let go of a field: what is signed stays as it was signed, until it is settled. */
  drop(kind: EntityKind, id: EntityId, field: string): void {
    const { store } = this.#parts;
    for (const row of openChanges(this.#parts, { kind, id, field })) {
      store.deleteField(row.requestId, kind, id, field);
      if (row.operation === 'delete') rememberDeleted(this.#parts, row, null);
      changed(this.#parts, row);
    }
  }

  forget(kind: EntityKind, id: EntityId): boolean {
    const { store } = this.#parts;
    const rows = store.pending(kind, id);
    if (rows.some(({ state }) => !isOpenState(state))) return false;
    for (const requestId of new Set(rows.map((row) => row.requestId))) {
      store.deleteFields(requestId, kind, id);
      store.deleteEntity(requestId, kind, id);
      tidy(this.#parts, requestId);
    }
    return true;
  }

  rebase(kind: EntityKind, id: EntityId, field: string, base: FieldValue): void {
    startFrom(this.#parts, { kind, id, field }, base);
  }

  approved(): ApprovedRequest[] {
    return this.#parts.store.onItsWay().flatMap((id) => this.#approved(id) ?? []);
  }

  markSent(requestId: EntityId, note: string | null): void {
    this.#parts.transitions.move(requestId, 'sent', { actor: REGISTRY_ACTOR, note });
  }

  markQueued(requestId: EntityId, note: string): void {
    this.#parts.transitions.move(requestId, 'queued', { actor: REGISTRY_ACTOR, note });
  }

  settle(requestId: EntityId, settlement: Settlement): void {
    const { transitions, reader } = this.#parts;
    if (settlement.kind === 'accepted') {
      transitions.move(requestId, 'accepted', { actor: REGISTRY_ACTOR });
    } else {
      const { code, message, field } = settlement;
      const facts = { code, ...(field === null ? {} : { field }) };
      transitions.move(requestId, 'rejected', { actor: REGISTRY_ACTOR, note: message, facts });
    }
    reader.dequeue(requestId);
    refreshSubjects(this.#parts, this.#parts.store.entities(requestId));
  }

  #approved(id: EntityId): ApprovedRequest | null {
    const { store, reader } = this.#parts;
    const request = store.request(id);
    const signature = reader.signature(id);
    if (request === null || request.canonical === null || signature === null) return null;
    const approval = store.events(id).findLast(({ state }) => state === 'approved');
    const fields = store.fields(id);
    const content = contentOf(request.canonical);
    const meant = meantBy(this.#parts.entities, content);
    const signed = asSigned(meant);
    const beside = new Map(content.beside?.map((one) => [meant.here.get(one.id) ?? one.id, one.fields]));
    return {
      id,
      number: request.number,
      elsewhere: request.elsewhere === 1,
      author: reader.summary(id)?.author ?? '',
      approver: approval?.actor ?? '',
      entities: store.entities(id).map(
        (entity): ApprovedEntity => ({
          kind: entity.kind,
          id: entity.id,
          operation: entity.operation,
          fields: fields
            .filter((row) => row.kind === entity.kind && row.id === entity.id)
            .map(({ field, from, to }) => ({ field, from, to })),
          beside: Object.fromEntries(
            Object.entries(beside.get(entity.id) ?? {}).map(([field, seen]) => [
              field,
              translated(meant.here, field, seen),
            ]),
          ),
        }),
      ),
      asSigned: signed,
      canonical: request.canonical,
      cms: signature.cms,
      signedAt: signature.signedAt,
    };
  }
}
