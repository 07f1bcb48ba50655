import type { MessageSharing } from '../changes/messages.ts';
import type { RequestSharing } from '../changes/sharing.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Feed, PullPage, Registry, RemoteChange } from '../registry/port.ts';
import { isAnchorLost, noteAnchors } from './anchor.ts';
import { ApplyRun } from './apply.ts';
import { finish, type PageParts } from './apply-page.ts';
import { INBOX } from './desks.ts';
import { anotherCopy } from './epoch.ts';
import { isAccepted, isTooMuch, notBelieved, sameAs } from './loss.ts';
import type { LossStore } from './loss-store.ts';
import { missingOf } from './missing.ts';
import type { OutboxStore } from './outbox-store.ts';
import { isEndless, pagesOf } from './pages.ts';
import type { PullReport } from './pull.ts';

export interface RenewalParts extends PageParts {
  readonly registry: Registry;
  readonly outbox: OutboxStore;
  readonly losses: LossStore;
  readonly ids: Pick<Ids, 'next'>;
  readonly messages: Pick<MessageSharing, 'forgotten'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly sharing: Pick<RequestSharing, 'allForgotten'>;
}

/** Milliseconds between two full copies: a registry whose time leaps about is not copied again and again. */
const PAUSE = 600_000;

/**
 * A full copy of a registry that has become another one, gathered page by page beside what is there and put in its place
 * in one transaction: until then everything goes on with the old rows. Changes that are not sent stay on top, and what
 * differs from them then is merged as any other news. A stop loses nothing but the page under way.
 */
export class Renewal {
  readonly #parts: RenewalParts;
  #last = Number.NEGATIVE_INFINITY;

  constructor(parts: RenewalParts) {
    this.#parts = parts;
  }

  /** A copy is under way; nothing may be sent, for its bases are of the old one. */
  get isDue(): boolean {
    return this.#parts.shadow.isOpen;
  }

  /** The registry was without most of what it had: until a full copy that is believed, its news mean nothing. */
  get isDoubted(): boolean {
    return this.#parts.losses.find() !== null;
  }

  /** @throws DeskError KD-4010 when the registry no longer has the newest thing that was seen of it */
  async checkAnchor(signal: AbortSignal): Promise<void> {
    if (await isAnchorLost(this.#parts, signal)) throw anotherCopy();
  }

  /** @throws DeskError KD-4010 when the last copy is only just done and nobody has decided about it */
  begin(): void {
    const { db, shadow, registry, losses, clock } = this.#parts;
    const isDecided = losses.find()?.accepted === true;
    if (!isDecided && clock.monotonic() - this.#last < PAUSE) throw anotherCopy();
    db.transaction(() => {
      shadow.clear();
      for (const { name } of registry.feeds) shadow.setCursor(name, { cursor: null, page: null, complete: false });
    }).immediate();
  }

  /**
   * Goes on with the copy, from wherever it was stopped, to its end.
   * @throws DeskError KD-4010 most of a feed is missing, and nobody has said that this is right
   */
  async run(report: Pick<PullReport, 'begin' | 'gathered' | 'applied'>, signal: AbortSignal): Promise<void> {
    const { registry, shadow, clock } = this.#parts;
    report.begin(await registry.size(signal).catch(() => null));
    report.gathered(shadow.size());
    for (const feed of registry.feeds) {
      if (!shadow.cursor(feed.name).complete) await this.#gather(feed, report, signal);
    }
    this.#checkLosses();
    for (const feed of registry.feeds) await this.#addMissing(feed, signal);
    report.applied(this.#swap());
    this.#last = clock.monotonic();
  }

  async #gather(feed: Feed, report: Pick<PullReport, 'gathered'>, signal: AbortSignal): Promise<void> {
    const { registry, shadow, db } = this.#parts;
    const start = shadow.cursor(feed.name);
    try {
      for await (const page of pagesOf(registry, feed, start, signal)) {
        db.transaction(() => this.#keep(feed, page)).immediate();
        report.gathered(page.changes.length);
      }
    } catch (error) {
      if (isEndless(error)) shadow.setCursor(feed.name, { ...start, page: null });
      throw error;
    }
  }

  #keep(feed: Feed, { changes, nextPage, cursor }: PullPage): void {
    const { shadow } = this.#parts;
    for (const change of changes) this.#put(feed, change);
    if (nextPage === null) shadow.setCursor(feed.name, { cursor, page: null, complete: true });
    else shadow.setCursor(feed.name, { cursor: null, page: nextPage, complete: false });
  }

  /** The newest version of each; of what is the same as before only a mark. */
  #put({ name, kinds }: Feed, change: RemoteChange): void {
    const { shadow, replica, registry } = this.#parts;
    const { kind, remoteId, version, raw } = change;
    const known = kinds.map((one) => replica.find(one, remoteId)).find((one) => one !== null);
    const kept = known ? replica.kept(known.id) : null;
    const row = shadow.get(name, remoteId);
    const there = row && (row.raw === null ? kept : { version: row.version, raw: row.raw });
    if (there && (there.version === version || registry.isOlder(change, there))) return;
    const isSame = kept?.version === version && kept.raw === raw;
    shadow.put(name, { kind, remoteId, version, raw: isSame ? null : raw });
  }

  /** A copy that is not believed is of no use: after a while, or a person's word, the registry is looked at anew. */
  #checkLosses(): void {
    const { db, registry, shadow, losses, ids, clock } = this.#parts;
    const found = registry.feeds.map((feed) => ({ feed, kinds: shadow.losses(feed) }));
    const before = losses.find();
    const refused = found.find(({ kinds }) => isTooMuch(kinds) && !isAccepted(before, kinds));
    if (refused === undefined) return;
    const kinds = found.flatMap((one) => one.kinds).filter(({ missing }) => missing > 0);
    db.transaction(() => {
      losses.keep({
        ...(sameAs(before, kinds) ?? { lossId: ids.next(), foundAt: clock.now(), kinds }),
        accepted: false,
      });
      shadow.clear();
    }).immediate();
    this.#last = clock.monotonic();
    throw notBelieved(refused.feed, refused.kinds);
  }

  async #addMissing(feed: Feed, signal: AbortSignal): Promise<void> {
    const { db, shadow } = this.#parts;
    for await (const changes of missingOf(this.#parts, feed, signal)) {
      db.transaction(() => shadow.putAll(feed.name, changes)).immediate();
    }
  }

  #swap() {
    const { db, registry, replica, shadow, outbox, losses, messages, sharing } = this.#parts;
    return db
      .transaction(() => {
        replica.forgetAllParked();
        shadow.forgetAnchors();
        outbox.markStale();
        messages.forgotten();
        // What desks had told one another may be gone, too; what they tell now may bear the same marks.
        sharing.allForgotten();
        replica.setCursor(INBOX.requests, { cursor: null, page: null, complete: false });
        const run = new ApplyRun(this.#parts, { isAnother: true });
        const received: RemoteChange[] = [];
        for (const { name, kinds } of registry.feeds) {
          for (const row of shadow.different(name)) {
            const change = { ...row, content: registry.interpret(row.kind, row.raw) };
            run.apply(change);
            received.push(change);
          }
          run.endOfFeed(kinds);
          replica.setCursor(name, { ...shadow.cursor(name), page: null, complete: true });
        }
        noteAnchors(this.#parts, received);
        shadow.clear();
        losses.forget();
        finish(this.#parts, run.result, 'sync.renew', received, {});
        return run.result;
      })
      .immediate();
  }
}
