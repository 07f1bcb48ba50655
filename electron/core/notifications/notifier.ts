import { z } from 'zod';
import type { SessionUser } from '#shared/contract/access.ts';
import type { SyncState } from '#shared/contract/areas.ts';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import type { HostServices } from '#shared/contract/host.ts';
import {
  NOTIFICATION_KINDS,
  type Notification,
  type NotificationKind,
  NotificationSettings,
  USUAL_NOTIFICATIONS,
} from '#shared/contract/notifications.ts';
import { traceOf } from '#shared/contract/trace.ts';
import type { Role } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { quietMinutes } from '#shared/rules/quiet-time.ts';
import { endOfLocalDay } from '../clock.ts';
import type { Database } from '../db/open.ts';
import type { Ports } from '../ports.ts';
import { type EndingCertificate, ofCertificates } from './certificates.ts';
import {
  type EndedJob,
  type ExpiringDocument,
  isConcerned,
  type NewNotification,
  ofExpiry,
  ofJob,
  ofMessage,
  ofRequest,
  ofSync,
} from './facts.ts';
import type { Account, NotificationStore } from './store.ts';

export interface NotifierParts {
  readonly db: Database;
  readonly store: NotificationStore;
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log' | 'emit'> & {
    readonly host: Pick<HostServices, 'showToast' | 'draftMail'>;
  };
  /** Who has the store open; what others are told waits for them. */
  readonly user: Pick<SessionUser, 'userId' | 'role'>;
  readonly authorMayApprove: boolean;
  /** Where mail reaches that user; null when it is not known. */
  readonly ownEmail: () => string | null;
  /** Certificates that the desk signs with or meets on its way. */
  readonly certificates: () => readonly EndingCertificate[];
  /** Documents of people at work that are over or end within 90 days. */
  readonly expiring: (today: string) => readonly ExpiringDocument[];
}

/** What happened longer ago is news to nobody; kept a little longer, so that nothing kept is found anew. */
const NEWS_DAYS = 60;
const KEPT_DAYS = 90;
const MOST_FRESH = 200;
/** Whoever unlocks the desk wants its first page before all documents are looked at. Milliseconds. */
const SETTLED = 3_000;

const Stored = z.object({ channels: z.record(z.string(), z.unknown()) });

const WHO_MENDS: readonly Role[] = ['editor', 'approver', 'viewer'];

/**
 * Hears what happens at the desk and writes down what somebody is to be told, once. What was not heard, because the
 * program was closed or died, is found when it starts.
 */
export class Notifier {
  readonly #parts: NotifierParts;
  readonly #stopTimers = new Map<'day' | 'quiet', () => void>();
  #isStopped = false;

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  /** Finds what happened while nobody was here. */
  start(): void {
    this.#safely(() => {
      this.#store.trim(this.#daysAgo(KEPT_DAYS));
      this.#requests(null);
      this.#after('day', SETTLED, () => this.#today());
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stopTimers.values()) stop();
    this.#stopTimers.clear();
  }

  /** Every event of core passes here after it is on disk. Never throws: what it tells of has happened already. */
  heard<E extends EventName>(event: E, body: EventBody<E>): void {
    if (event === 'data.changed') {
      const { kind, ids } = body as EventBody<'data.changed'>;
      if (kind === 'request') this.#safely(() => this.#requests(ids));
    } else if (event === 'sync.changed') {
      const state = body as SyncState;
      if (state.phase === 'pulling' || state.phase === 'pushing') return;
      this.#safely(() => this.#exchanged(state));
      // The first copy of the registry came in.
      if (state.complete) this.#safely(() => this.#today());
    }
  }

  /** Certificates were looked at: those that end soon are told of. */
  certificatesMet(): void {
    this.#safely(() => this.#certificates());
  }

  jobEnded(job: EndedJob): void {
    const ended = ofJob(job, this.#now());
    if (ended !== null) this.#safely(() => this.#tell(() => this.#insert(ended, [this.#user])));
  }

  /** What came up since the last call, to be shown now; nothing while it is quiet, and then again when that is over. */
  takeFresh(): Notification[] {
    const settings = this.settings();
    if (this.#isQuiet(settings)) return [];
    const { userId } = this.#user;
    const fresh = this.#store.fresh(userId, kindsFor('inApp', settings), MOST_FRESH);
    this.#store.setShown(userId, this.#now());
    return fresh;
  }

  settings(): NotificationSettings {
    const stored = this.#store.settings(this.#user.userId);
    const { channels } = Stored.safeParse(stored).data ?? { channels: {} };
    // Of kinds that are younger than the choice one is told as usual.
    const whole = { ...Object(stored), channels: { ...USUAL_NOTIFICATIONS.channels, ...channels } };
    return NotificationSettings.safeParse(whole).data ?? USUAL_NOTIFICATIONS;
  }

  setSettings(settings: NotificationSettings): NotificationSettings {
    this.#store.setSettings(this.#user.userId, settings);
    // What had to be quiet may be loud now, and what was hidden counts.
    this.#parts.ports.emit('notifications.changed', {});
    return settings;
  }

  get #store(): NotificationStore {
    return this.#parts.store;
  }

  get #user(): Account {
    return this.#parts.user;
  }

  #now(): string {
    return this.#parts.ports.clock.now();
  }

  #daysAgo(days: number): string {
    return addDays(this.#now().slice(0, 10), -days);
  }

  #requests(ids: readonly EntityId[] | null): void {
    const { store, authorMayApprove } = this.#parts;
    this.#tell(() => {
      const settled = store.settleRequests(this.#now());
      const fresh = store.outcomes(ids, this.#daysAgo(NEWS_DAYS)).flatMap((outcome) => {
        const told = ofRequest(outcome);
        const concerned = this.#accounts((account) => isConcerned(account, outcome, authorMayApprove));
        return told === null ? [] : this.#insert(told, concerned);
      });
      const written = store.messages(ids, this.#daysAgo(NEWS_DAYS)).flatMap((message) =>
        this.#insert(
          ofMessage(message),
          this.#accounts(({ userId }) => message.userIds.includes(userId)),
        ),
      );
      return { settled, fresh: [...fresh, ...written] };
    });
  }

  #exchanged(state: SyncState): void {
    const { store, user } = this.#parts;
    this.#tell(() => {
      let settled = 0;
      const trouble = ofSync(state, this.#now());
      if (trouble === null && state.phase === 'idle') settled += store.settleKind('sync', this.#now());
      if (state.conflicts === 0) settled += store.settleKind('conflict', this.#now());
      // Only who is here can sign in again for the exchange; a workstation that stays cut off is the administrator's.
      const concerned = this.#accounts(({ userId, role }) => userId === user.userId || role === 'administrator');
      const fresh = trouble === null ? [] : this.#insert(trouble, concerned);
      return { settled, fresh: state.conflicts === 0 ? fresh : [...fresh, ...this.#conflicts()] };
    });
  }

  #conflicts(): NewNotification[] {
    const { store } = this.#parts;
    const found = store.conflictsAfter(store.mark('conflict') ?? '');
    const last = found.at(-1);
    if (last === undefined) return [];
    store.setMark('conflict', last.id);
    const told: NewNotification = {
      fact: `conflict ${last.id}`,
      kind: 'conflict',
      at: last.foundAt,
      subject: null,
      facts: { count: found.length },
    };
    return this.#insert(
      told,
      this.#accounts(({ role }) => role === 'editor'),
    );
  }

  /** Once a day: what came nearer to its end. A clock that was put back finds nothing new. */
  #today(): void {
    const { store, ports, expiring } = this.#parts;
    const today = ports.clock.today();
    const last = store.mark('expiry');
    if (last === null || last < today) {
      this.#tell(() => {
        const documents = expiring(today);
        // A store that is still to be filled has not been looked at yet.
        if (last !== null || documents.length > 0) store.setMark('expiry', today);
        const concerned = this.#accounts(({ role }) => WHO_MENDS.includes(role));
        return ofExpiry(documents, last, today, this.#now()).flatMap((told) => this.#insert(told, concerned));
      });
    }
    this.#certificates();
    this.#after('day', Date.parse(endOfLocalDay(today)) - ports.clock.millis(), () => this.#today());
  }

  /** Each to whom it signs for, and what everybody connects through to everybody who can see to it. */
  #certificates(): void {
    this.#tell(() =>
      ofCertificates(this.#parts.certificates(), this.#now()).flatMap(({ userId: owner, ...told }) => {
        const concerned = this.#accounts(({ userId, role }) =>
          owner === null ? userId === this.#user.userId || role === 'administrator' : userId === owner,
        );
        return this.#insert(told, concerned);
      }),
    );
  }

  #accounts(isMeant: (account: Account) => boolean): Account[] {
    const { user, store } = this.#parts;
    // Whoever works in the training clinic has no account.
    const others = store.accounts().filter(({ userId }) => userId !== user.userId);
    return [user, ...others].filter(isMeant);
  }

  /** @returns what the user at work had not been told of */
  #insert(told: NewNotification, concerned: readonly Account[]): NewNotification[] {
    const { store, ports } = this.#parts;
    const isNew = concerned.filter(({ userId }) => store.insert(ports.ids.next(), userId, told));
    return isNew.some(({ userId }) => userId === this.#user.userId) ? [told] : [];
  }

  /** Writes in one transaction, and lets the windows and the system know afterwards. */
  #tell(write: () => NewNotification[] | { readonly fresh: NewNotification[]; readonly settled: number }): void {
    const { db, ports } = this.#parts;
    const written = db.transaction(write).immediate();
    const { fresh, settled } = Array.isArray(written) ? { fresh: written, settled: 0 } : written;
    if (fresh.length === 0 && settled === 0) return;
    ports.emit('notifications.changed', {});
    const settings = this.settings();
    if (this.#isQuiet(settings)) return;
    const loud = fresh.filter(({ kind }) => settings.channels[kind].system);
    const [first] = loud;
    if (first === undefined) return;
    const kind = loud.every((one) => one.kind === first.kind) ? first.kind : null;
    ports.host.showToast({ kind, count: loud.length }).catch((error: unknown) => {
      ports.log.warn('notifications.toast.failed', traceOf(error));
    });
  }

  /** Sees to it that the windows ask again when the quiet is over. */
  #isQuiet(settings: NotificationSettings): boolean {
    const { clock, emit } = this.#parts.ports;
    const minutes = quietMinutes(settings, new Date(clock.millis()));
    if (minutes > 0) this.#after('quiet', minutes * 60_000, () => emit('notifications.changed', {}));
    return minutes > 0;
  }

  #after(timer: 'day' | 'quiet', milliseconds: number, act: () => void): void {
    if (this.#isStopped) return;
    this.#stopTimers.get(timer)?.();
    this.#stopTimers.set(
      timer,
      this.#parts.ports.clock.after(milliseconds, () => this.#safely(act)),
    );
  }

  #safely(act: () => void): void {
    if (this.#isStopped) return;
    try {
      act();
    } catch (error) {
      this.#parts.ports.log.error('notifications.failed', traceOf(error));
    }
  }
}

/** Kinds that the user wants in this way. */
export function kindsFor(channel: 'inApp' | 'system' | 'email', settings: NotificationSettings): NotificationKind[] {
  return NOTIFICATION_KINDS.filter((kind) => settings.channels[kind][channel]);
}
