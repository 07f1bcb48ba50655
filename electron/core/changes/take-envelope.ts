import type { ErrorCode } from '#shared/contract/errors.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import type { FieldValues } from '../entities/store.ts';
import { subjectOf } from '../entities/subject.ts';
import { sha256Hex } from '../signing/digest.ts';
import { type Actor, REGISTRY_ACTOR } from './actor.ts';
import type { ApprovalParts } from './approve.ts';
import { type CheckedEnvelope, checkEnvelope } from './arrival-checks.ts';
import type { FrozenContent, FrozenItem } from './content.ts';
import {
  type AwaitedFile,
  type Envelope,
  type EnvelopeParts,
  envelopeText,
  readEnvelope,
  SharedState,
} from './envelope.ts';
import { hiddenRecords } from './hidden-records.ts';
import { isLater, type Progress } from './later.ts';
import { translated } from './names.ts';
import { refreshSubjects, startFrom, tidy } from './restore.ts';
import { isOpenState, isPendingState } from './states.ts';
import type { EntityRow, FieldRow, RequestRow } from './store.ts';

export interface TakeParts extends ApprovalParts, EnvelopeParts {
  readonly db: Database;
}

/** An envelope with what only its carrier knows. */
export interface Arrival {
  readonly envelope: Envelope;
  /** The registry's mark of this version; null where no registry carried it. */
  readonly place: string | null;
  /** When the registry applied the request; null while it has not. No envelope is believed about that. */
  readonly acceptedAt: string | null;
}

export type Taken =
  /** It is in the books; these requests and cards look different now. */
  | { readonly kind: 'taken'; readonly requestIds: readonly EntityId[]; readonly subjectIds: readonly EntityId[] }
  /** Nothing new. */
  | { readonly kind: 'known' }
  /** It speaks of records, or of a split, that have not come here yet; it is kept and tried again. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly code: ErrorCode };

const KNOWN: Taken = { kind: 'known' };
const WAITING: Taken = { kind: 'waiting' };

/**
 * Takes a request of another desk, or what another desk did to one of ours, into the books. The same envelope twice, or
 * an older one after a newer one, changes nothing. What is edited here is never touched: a request of another desk
 * stands beside the drafts, and a record that it makes stays hidden until the registry has it.
 *
 * @param isAllHere nothing that the registry has is still to come: records not here by now are not there any more
 */
export async function takeEnvelope(parts: TakeParts, arrival: Arrival, isAllHere = false): Promise<Taken> {
  const take = await checkArrival(parts, arrival, isAllHere);
  return typeof take === 'string' ? { kind: 'refused', code: take } : parts.db.transaction(take).immediate();
}

/** The same in two steps. @returns why it is refused, or what takes it, inside the caller's transaction */
export async function checkArrival(parts: TakeParts, arrival: Arrival, isAllHere = false) {
  const checked = await checkEnvelope(parts, arrival.envelope);
  return typeof checked === 'string' ? checked : () => new Taking(parts, arrival, checked, isAllHere).take();
}

/** Tries again what has been waiting. @param isAllHere as of {@link takeEnvelope} */
export async function takeParked(parts: TakeParts, isAllHere: boolean): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const { envelope: text, ...rest } of parts.sharing.parked()) {
    const envelope = readEnvelope(text);
    if (envelope !== null) taken.push(await takeEnvelope(parts, { ...rest, envelope }, isAllHere));
  }
  return taken;
}

/** One envelope, inside the caller's transaction. */
class Taking {
  readonly #parts: TakeParts;
  readonly #arrival: Arrival;
  readonly #checked: CheckedEnvelope;
  readonly #id: EntityId;
  readonly #state: SharedState;
  readonly #isAllHere: boolean;
  /** Requests and cards that look different afterwards. */
  readonly #touched = new Map<EntityId, EntityRow[]>();
  /** Ids of this desk by those of the content. */
  #here: ReadonlyMap<EntityId, EntityId> = new Map();

  constructor(parts: TakeParts, arrival: Arrival, checked: CheckedEnvelope, isAllHere: boolean) {
    const { envelope, acceptedAt } = arrival;
    this.#parts = parts;
    this.#arrival = arrival;
    this.#checked = checked;
    this.#isAllHere = isAllHere;
    this.#id = envelope.requestId;
    this.#state = acceptedAt !== null ? 'accepted' : envelope.state === 'accepted' ? 'approved' : envelope.state;
  }

  take(): Taken {
    const { store, sharing } = this.#parts;
    const { envelope, place } = this.#arrival;
    const { content } = this.#checked;
    const local = store.request(this.#id);
    if (local === null && content === null) return KNOWN;
    const here = local === null ? null : this.#progressOf(local);
    const fields = content === null ? (here?.fields ?? 0) : countFields(content);
    const there: Progress = { state: this.#state, round: envelope.round, fields };
    if (here !== null && !isLater(there, here)) {
      sharing.unpark(this.#id);
      // What this desk knows better, others have yet to hear.
      if (isLater(here, there)) sharing.share(this.#id, place, '');
      else if (place !== null) sharing.share(this.#id, place, sharing.stamp(this.#id));
      return KNOWN;
    }
    const lines = content === null ? null : this.#lines(content);
    if (lines === 'waiting') return this.#wait();
    const owned = local === null ? this.#isSplitOfOurs(lines ?? []) : local.elsewhere === 0;
    const done = owned ? this.#ours(local, lines ?? []) : this.#theirs(local, lines);
    if (!done) return this.#wait();
    sharing.unpark(this.#id);
    // What no registry carried, desks that ask it have yet to hear.
    sharing.share(this.#id, place, place === null ? '' : sharing.stamp(this.#id));
    if (owned && local === null) this.#withdrawWithParent();
    const rows = [...this.#touched.values()].flat();
    refreshSubjects(this.#parts, rows);
    const subjectIds = [...new Set(rows.map(({ subjectId }) => subjectId))];
    return { kind: 'taken', requestIds: [...this.#touched.keys()], subjectIds };
  }

  #wait(): Taken {
    const { envelope, place, acceptedAt } = this.#arrival;
    this.#parts.sharing.park({ requestId: this.#id, place, acceptedAt, envelope: envelopeText(envelope) });
    return WAITING;
  }

  #progressOf({ state }: RequestRow): Progress {
    const { store } = this.#parts;
    return {
      state: SharedState.safeParse(state).data ?? 'approved',
      round: store.events(this.#id).filter((event) => event.state === 'submitted').length,
      fields: store.fields(this.#id).length,
    };
  }

  /** The content with the ids of this desk; records that are not here are put into the store, hidden. */
  #lines(content: FrozenContent): readonly Line[] | 'waiting' {
    const { entities } = this.#parts;
    // Before it is over, whoever decides on it or sends it has to see what it is about.
    const isOver = this.#state === 'accepted' || this.#state === 'rejected';
    const ids = hiddenRecords(this.#parts, content, this.#isAllHere && isOver);
    if (ids === null) return 'waiting';
    this.#here = ids;
    const fieldsOf = ({ fields }: FrozenItem) =>
      Object.entries(fields).map(([field, { from, to }]) => ({
        field,
        from: translated(ids, field, from),
        to: translated(ids, field, to),
      }));
    const lines: Line[] = [];
    for (const item of content.items) {
      const id = ids.get(item.id) ?? item.id;
      const stored = entities.find(item.entity, id);
      const subject = subjectOf(entities, item.entity, id, (stored?.entity ?? {}) as unknown as FieldValues);
      if (subject === null) return 'waiting';
      const { entity: kind, operation } = item;
      lines.push({
        row: { kind, id, operation, subjectKind: subject.kind, subjectId: subject.id },
        fields: fieldsOf(item).map((field) => ({ kind, id, ...field })),
      });
    }
    return lines;
  }

  /** A request of another desk: everything is as its desk says. */
  #theirs(local: RequestRow | null, lines: readonly Line[] | null): boolean {
    const { store, sharing } = this.#parts;
    const { envelope } = this.#arrival;
    if (local === null) this.#insert(1);
    this.#touch(this.#id);
    if (lines !== null) this.#replaceLines(lines);
    this.#touch(this.#id);
    sharing.clearEvents(this.#id);
    for (const event of envelope.history) store.addEvent(this.#id, event);
    sharing.putParty(this.#id, 'author', envelope.author);
    this.#settle(local);
    return true;
  }

  /** One of ours: its lines are the author's, and what was typed since is never lost. */
  #ours(local: RequestRow | null, lines: readonly Line[]): boolean {
    const { store } = this.#parts;
    const { envelope } = this.#arrival;
    if (local === null) {
      this.#insert(0);
      this.#takeFromParent(lines);
    } else if (this.#state === 'draft' || this.#state === 'withdrawn') return true;
    else if (this.#state !== 'returned' && this.#state !== 'rejected' && !this.#holds(lines)) {
      // Typed on after it was frozen, or a part of it was returned and that has not come yet. What comes back to its
      // author is whatever it is here.
      if (this.#state !== 'accepted') return false;
      this.#keepEdits(local, lines);
      this.#replaceLines(lines);
    }
    this.#touch(this.#id);
    const told = new Set(store.events(this.#id).map(({ at, state, actor }) => `${at} ${state} ${actor}`));
    for (const event of envelope.history) {
      if (!told.has(`${event.at} ${event.state} ${event.actor}`)) store.addEvent(this.#id, event);
    }
    this.#settle(local);
    return true;
  }

  #insert(elsewhere: 0 | 1): void {
    const { store } = this.#parts;
    const { author, createdAt: at, splitFrom } = this.#arrival.envelope;
    const number = store.nextNumber();
    const request = { id: this.#id, number, state: 'draft', authorId: author.id, at, splitFrom, elsewhere } as const;
    store.insertRequest({ ...request, reason: null });
  }

  /** What an approver split off a request of ours: its lines are there, in the request that it comes from. */
  #isSplitOfOurs(lines: readonly Line[]): boolean {
    const { store, sharing } = this.#parts;
    const { author, splitFrom } = this.#arrival.envelope;
    if (splitFrom === null || sharing.account(author.id) === null) return false;
    return lines.every(({ row: { kind, id } }) => store.entity(splitFrom, kind, id) !== null);
  }

  /** The lines go over, unless they stand signed, or given up, where they are. */
  #takeFromParent(lines: readonly Line[]): void {
    const { splitFrom } = this.#arrival.envelope;
    if (splitFrom === null) return;
    this.#touch(splitFrom);
    const subjectIds = [...new Set(lines.map(({ row }) => row.subjectId))];
    if (this.#isParentOpen()) this.#parts.store.moveSubjects(splitFrom, this.#id, subjectIds);
    else this.#replaceLines(lines);
  }

  #isParentOpen(): boolean {
    const { splitFrom } = this.#arrival.envelope;
    return splitFrom === null || isOpenState(this.#parts.store.request(splitFrom)?.state ?? 'draft');
  }

  /** What was withdrawn, or signed, as a whole before this part of it came back leaves nothing for the part to say. */
  #withdrawWithParent(): void {
    if (this.#isParentOpen()) return;
    const { id, name, role } = this.#arrival.envelope.author;
    this.#parts.transitions.move(this.#id, 'withdrawn', { actor: { id, name, role } });
  }

  /** Whether our lines are those of the content. */
  #holds(lines: readonly Line[]): boolean {
    const { store } = this.#parts;
    const ours = store.fields(this.#id).map(lineKey).sort();
    const theirs = lines.flatMap(({ fields }) => fields.map(lineKey)).sort();
    return ours.length === theirs.length && ours.every((key, at) => key === theirs[at]);
  }

  /** What the author made of the request since, also what was signed here alone, goes on as a draft of its own. */
  #keepEdits({ authorId, state }: RequestRow, done: readonly Line[]): void {
    const { store, transitions, ids, clock } = this.#parts;
    if (!isPendingState(state)) return;
    const id = ids.next();
    const number = store.nextNumber();
    const at = clock.now();
    const subjects = new Set(store.entities(this.#id).map(({ subjectId }) => subjectId));
    store.insertRequest({ id, number, state: 'draft', authorId, at, reason: null, splitFrom: this.#id });
    store.moveSubjects(this.#id, id, [...subjects]);
    const { name, role } = this.#arrival.envelope.author;
    transitions.note({ id, number }, 'draft', at, { actor: { id: authorId, name, role } });
    for (const line of done) this.#startFrom(id, line);
    this.#touch(id);
  }

  /** What the registry holds now is no change any more: the author's go on from there. */
  #startFrom(draftId: EntityId, { row: { kind, id, operation }, fields }: Line): void {
    const { store } = this.#parts;
    const kept = store.entity(draftId, kind, id);
    if (kept === null) return;
    if (operation === 'delete') {
      if (kept.operation !== 'delete') return;
      store.deleteFields(draftId, kind, id);
      tidy(this.#parts, draftId);
      return;
    }
    if (kept.operation === 'create') store.setOperation(draftId, kind, id, 'update');
    for (const { field, to } of fields) startFrom(this.#parts, { kind, id, field }, to);
  }

  #replaceLines(lines: readonly Line[]): void {
    const { store, sharing } = this.#parts;
    const ordinal = store.nextOrdinal();
    sharing.clearLines(this.#id);
    for (const { row, fields } of lines) {
      store.insertEntity(this.#id, row);
      store.insertFields(
        this.#id,
        fields.map((field) => ({ ...field, ordinal })),
      );
    }
  }

  /** State, frozen bytes, signature, files, the way out and the journal. */
  #settle(before: RequestRow | null): void {
    const { store, reader, journal } = this.#parts;
    const { envelope, acceptedAt } = this.#arrival;
    const { content, signature } = this.#checked;
    const state: RequestState = this.#state === 'approved' ? 'queued' : this.#state;
    const { name } = envelope.approval?.approver ?? envelope.author;
    const last = envelope.history.at(-1);
    const actor: Actor =
      acceptedAt !== null
        ? REGISTRY_ACTOR
        : { id: null, name: last?.actor ?? name, role: envelope.approval?.approver.role ?? envelope.author.role };
    const at = acceptedAt ?? envelope.changedAt;
    if (state === 'queued' || state === 'accepted')
      store.addEvent(this.#id, { at, state, actor: actor.name, note: null });
    store.setState(this.#id, state, at, envelope.reason);
    if (state === 'returned' || state === 'draft') store.unfreeze(this.#id);
    else if (envelope.content !== null) {
      const approver = envelope.approval?.approver ?? null;
      const canonical = Buffer.from(envelope.content);
      const digest = sha256Hex(canonical);
      store.setCanonical(this.#id, canonical, digest, approver?.id ?? before?.approverId ?? null);
      if (signature !== null && approver !== null) this.#sign(digest, signature);
    }
    if (content !== null) this.#awaitFiles(content);
    if (state === 'queued') {
      if (before?.state !== 'queued' && before?.state !== 'sent') reader.enqueue(this.#id, at);
    } else reader.dequeue(this.#id);
    journal.append({
      action: `changes.${state === 'queued' ? 'approved' : state}`,
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      kind: 'request',
      objectId: this.#id,
      ...(envelope.reason === null ? {} : { reason: envelope.reason }),
      facts: { number: store.request(this.#id)?.number ?? 0, otherDesk: true },
    });
  }

  #sign(
    digest: string,
    { certificate, view, signedAt, verdict, reasons }: NonNullable<CheckedEnvelope['signature']>,
  ): void {
    const { reader, sharing, clock } = this.#parts;
    const { approval } = this.#arrival.envelope;
    if (approval === null) return;
    sharing.putParty(this.#id, 'approver', approval.approver);
    reader.putSignature({
      requestId: this.#id,
      digest,
      cms: Buffer.from(approval.cms, 'base64'),
      certificate,
      signer: view?.subject ?? '',
      issuer: view?.issuer ?? '',
      validTo: view?.validTo ?? approval.signedAt,
      provider: 'other-desk',
      signedAt: signedAt ?? approval.signedAt,
      verifiedAt: clock.now(),
      verdict,
      reasons,
    });
  }

  #awaitFiles({ attachments }: FrozenContent): void {
    const { files, sharing } = this.#parts;
    for (const { attachmentId, version, sha256, entity, id, document } of attachments) {
      const file = this.#arrival.envelope.files.find(
        (one) => one.attachmentId === attachmentId && one.version === version && one.sha256 === sha256,
      );
      if (file === undefined || files.at(attachmentId, version) !== null) continue;
      const awaited: AwaitedFile = { ...file, owner: { kind: entity, id: this.#here.get(id) ?? id }, document };
      sharing.awaitFile(this.#id, awaited);
    }
  }

  #touch(requestId: EntityId): void {
    const before = this.#touched.get(requestId) ?? [];
    this.#touched.set(requestId, [...before, ...this.#parts.store.entities(requestId)]);
  }
}

interface Line {
  readonly row: EntityRow;
  readonly fields: readonly Omit<FieldRow, 'ordinal'>[];
}

function lineKey({ kind, id, field, from, to }: Omit<FieldRow, 'ordinal'>): string {
  return JSON.stringify([kind, id, field, from, to]);
}

function countFields({ items }: FrozenContent): number {
  return items.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
}
