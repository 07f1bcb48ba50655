import { z } from 'zod';
import { BULLETIN_SEVERITIES } from '#shared/contract/bulletins.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { EntityId, Instant } from '#shared/domain/values.ts';
import { REGISTRY_ACTOR, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Emit } from '../ports.ts';
import type { SharedBulletin } from '../registry/desks.ts';
import { sha256Hex } from '../signing/digest.ts';
import { verifyPinned } from '../signing/pinned.ts';
import type { BulletinStore } from './store.ts';

/** The list is for a glance, no archive. */
const MOST_LISTED = 50;

/** Written in one way, so that moments compare as texts. */
const Moment = Instant.transform((text) => new Date(text).toISOString());

/**
 * The bytes that a publisher signs, JSON in UTF-8. A later `number` takes the place of an earlier one, or takes the
 * bulletin back (`withdrawn`).
 */
const Published = z.object({
  bulletin: z.literal(1),
  id: EntityId,
  number: z.number().int().min(1).max(1_000_000),
  severity: z.enum(BULLETIN_SEVERITIES),
  title: z.string().trim().min(1).max(200),
  text: z.string().trim().max(4000),
  startsAt: Moment,
  endsAt: Moment,
  withdrawn: z.boolean().default(false),
});
type Published = z.infer<typeof Published>;

/** Why a bulletin is not believed; each has its words in the journal. */
type Refusal = 'forged' | 'foreign' | 'expired' | 'unreadable' | 'over' | 'replayed';

interface BulletinParts {
  readonly db: Database;
  readonly store: BulletinStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly emit: Emit;
  /** PEM of the very certificates that may sign. */
  readonly publishers: readonly string[];
}

/** Takes what the registry passes on. */
export interface BulletinSharing {
  /** Anything that is not signed by a publisher of the policy, is over or older than what is known, is left alone. */
  take(shared: SharedBulletin): void;
}

/** `new` is shown from now on · `known` was looked at before · `refused` is left alone, with a line in the journal. */
export type BulletinOutcome = 'new' | 'known' | 'refused';

/** Bulletins for packages. */
export interface CarriedBulletins {
  /** Those that are not over. */
  current(): readonly SharedBulletin[];
  /** What `take` does, inside the caller's transaction and without telling anybody. */
  carry(shared: SharedBulletin): BulletinOutcome;
}

/** Planned works, outages and news of whoever runs the registry. */
export class Bulletins implements BulletinSharing, CarriedBulletins {
  readonly handlers: Handlers<'bulletins', CallContext>;
  readonly #parts: BulletinParts;

  constructor(parts: BulletinParts) {
    this.#parts = parts;
    const { store, clock } = parts;
    this.handlers = {
      list: (_input, context) => ({ bulletins: store.list(userOf(context).userId, clock.now(), MOST_LISTED) }),
      dismiss: ({ id, number }, context) => {
        store.dismiss(userOf(context).userId, id, number);
        this.#changed();
        return {};
      },
    };
  }

  take(shared: SharedBulletin): void {
    const outcome = this.#parts.db.transaction(() => this.carry(shared)).immediate();
    if (outcome === 'new') this.#changed();
  }

  current(): SharedBulletin[] {
    return this.#parts.store.current(this.#parts.clock.now());
  }

  carry(shared: SharedBulletin): BulletinOutcome {
    const { store, publishers } = this.#parts;
    // Under other publishers the same bytes are judged anew.
    const digest = sha256Hex(Buffer.concat([shared.content, shared.cms, Buffer.from(publishers.join('\n'))]));
    const isKnown = !store.see(digest);
    if (isKnown && !store.lacksBytes()) return 'known';
    const judged = this.#judge(shared);
    if (typeof judged !== 'string' && store.complete(judged.published, shared)) return 'known';
    if (isKnown) return 'known';
    if (typeof judged === 'string') {
      this.#note(judged, null);
      return 'refused';
    }
    if (judged.refusal !== null) {
      this.#note(judged.refusal, judged.published);
      return 'refused';
    }
    const { bulletin: _, ...published } = judged.published;
    const { content, cms } = shared;
    store.put({ ...published, content, cms, publisher: judged.publisher });
    this.#note('taken', judged.published);
    return 'new';
  }

  /** What is signed as it should be is known by its words, also where it is refused. */
  #judge({
    content,
    cms,
  }: SharedBulletin):
    | Refusal
    | { readonly published: Published; readonly publisher: string; readonly refusal: Refusal | null } {
    const { clock, store, publishers: signers } = this.#parts;
    const check = verifyPinned({ content, cms, signers, at: new Date(clock.millis()) });
    if (check.verdict !== 'valid') return check.verdict;
    const published = readPublished(content);
    if (published === null) return 'unreadable';
    const known = store.numberOf(published.id);
    const refusal =
      known !== null && published.number <= known ? 'replayed' : published.endsAt <= clock.now() ? 'over' : null;
    return { published, publisher: check.signer, refusal };
  }

  #note(what: Refusal | 'taken', published: Published | null): void {
    const { id, name, role } = REGISTRY_ACTOR;
    this.#parts.journal.append({
      action: `bulletins.${what}`,
      actorId: id,
      actorName: name,
      role,
      ...(published === null
        ? {}
        : { to: published.title, facts: { bulletin: published.id, edition: published.number } }),
    });
  }

  #changed(): void {
    this.#parts.emit('data.changed', { kind: 'bulletin', ids: null });
  }
}

function readPublished(content: Uint8Array): Published | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    const published = Published.safeParse(JSON.parse(text)).data ?? null;
    return published !== null && published.startsAt <= published.endsAt ? published : null;
  } catch {
    return null;
  }
}
