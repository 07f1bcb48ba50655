import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { countStatements } from './dying.ts';
import type { Member } from './member.ts';
import type { Act, Story } from './story.ts';
import { Approvals } from './watch/approvals.ts';
import { booksAreClosed, booksAreTrue } from './watch/books.ts';
import { workIsBounded, workOf } from './watch/bounds.ts';
import { type Drafts, draftsOf, keepsDrafts, showsDrafts } from './watch/drafts.ts';
import { journalIsWhole } from './watch/journal.ts';
import { cursorWaits, equalsRegistry } from './watch/replica.ts';
import { allIsTold, inboxWaits, sameRequests } from './watch/sharing.ts';
import { endState } from './watch/state.ts';
import { TransportWatch } from './watch/transport.ts';
import { hold, Violation } from './watch/violation.ts';
import { later, World } from './world.ts';

/** After the storm everything is settled within so many rounds of every desk. */
const ROUNDS = 12;
const OPEN = ['draft', 'submitted', 'returned', 'rejected', 'approved', 'queued', 'sent'] as const;

/**
 * Tells a story to its end: the storm, then a network that heals and people who decide. The invariants are checked after
 * every act and at the end.
 *
 * @returns a digest of the end state
 * @throws Violation
 */
export async function tell(story: Story): Promise<string> {
  countStatements();
  const history = new History(story);
  try {
    return await history.run();
  } finally {
    await history.close();
  }
}

class History {
  readonly #story: Story;
  readonly #world = new World();
  readonly #approvals = new Approvals();
  #violation: Violation | null = null;
  #choices = 0;
  readonly #refused = new Set<EntityId>();
  readonly #hopeless = new Set<EntityId>();

  constructor(story: Story) {
    this.#story = story;
  }

  async run(): Promise<string> {
    const { registry, post, members } = this.#world;
    await this.#world.begin(this.#story);
    const transport = new TransportWatch(registry, this.#approvals, members);
    post.taken = (wire, changes) => this.#seen(() => transport.taken(wire, changes));
    for (const member of members) {
      member.line.leaving = (wire) => this.#seen(() => transport.leaving(member, wire));
      member.line.telling = (envelope) => this.#seen(() => transport.telling(member, envelope));
    }
    for (const act of this.#story.acts) await this.#act(act);
    await this.#settle();
    for (const member of members) {
      equalsRegistry(member, registry);
      booksAreClosed(member, registry, this.#approvals);
      allIsTold(member);
      await journalIsWhole(member);
    }
    sameRequests(members, registry);
    return endState(this.#world);
  }

  async close(): Promise<void> {
    for (const member of this.#world.members) await member.close();
  }

  /** The engine must not take a broken invariant for a failure of the network. */
  #seen(check: () => void): void {
    try {
      check();
    } catch (error) {
      if (error instanceof Violation) this.#violation ??= error;
      throw error;
    }
  }

  async #act(act: Act): Promise<void> {
    const before = this.#concerned(act).map((member) => ({ member, drafts: draftsOf(member), work: workOf(member) }));
    await this.#world.act(act, (member) => this.#approve(member));
    if (this.#violation !== null) throw this.#violation;
    const isWhole = 'mishap' in act && act.mishap !== null;
    for (const { member, drafts, work } of before) {
      this.#approvals.note(member);
      this.#check(member, keepsEverything(act) ? drafts : null);
      workIsBounded(member, this.#world.registry, work);
      if (isWhole) await journalIsWhole(member);
    }
  }

  /** Desks for which something may be otherwise after it. */
  #concerned(act: Act): readonly Member[] {
    if (act.do === 'pass' || act.do === 'ahead')
      return [...new Set([this.#world.member(act.desk), this.#world.member(act.to)])];
    if ('desk' in act) return act.do === 'fault' ? [] : [this.#world.member(act.desk)];
    return ['wait', 'deliver', 'back'].includes(act.do) ? this.#world.members : [];
  }

  #check(member: Member, before: Drafts | null): void {
    const { registry } = this.#world;
    booksAreTrue(member, registry);
    if (before !== null) keepsDrafts(member, registry, before);
    showsDrafts(member);
    cursorWaits(member, registry);
    inboxWaits(member, registry.told);
  }

  async #approve(member: Member): Promise<void> {
    for (const { id } of member.ownRequests('draft')) {
      if (this.#hopeless.has(id)) continue;
      await whereAllowed(() => member.desk.approve(id));
      this.#approvals.note(member);
    }
    for (const { id } of this.#story.shared ? member.requests('submitted') : []) {
      await whereAllowed(() => member.desk.sign(id));
      this.#approvals.note(member);
    }
  }

  async #settle(): Promise<void> {
    const { members, post } = this.#world;
    await post.deliver();
    post.rival = null;
    for (const { line } of members) line.calm();
    const isOpen = (member: Member) =>
      member.requests(...OPEN).some(({ id }) => !this.#hopeless.has(id)) || member.desk.sync.conflicts().length > 0;
    for (let round = 0; round < ROUNDS && (round === 0 || members.some(isOpen)); round++) {
      for (const member of members) await this.#settleOne(member);
    }
    for (const member of members) {
      const stuck = member.requests('approved', 'queued', 'sent').map(({ id, state }) => `${id} ${state}`);
      hold('I7', stuck.length === 0, () => `after ${ROUNDS} rounds desk ${member.index} still has ${stuck.join(', ')}`);
      hold('I7', member.desk.sync.conflicts().length === 0, () => `conflicts of desk ${member.index} do not end`);
      await this.#giveUp(member);
    }
    // Nothing is sent any more: each takes what the others have sent, and told.
    for (const member of [...members, ...members]) await later(member);
    if (this.#violation !== null) throw this.#violation;
  }

  async #settleOne(member: Member): Promise<void> {
    const drafts = draftsOf(member);
    await later(member);
    if (this.#violation !== null) throw this.#violation;
    this.#check(member, drafts);
    const { handlers, editor } = member.desk;
    for (const { id, state } of member.ownRequests('rejected', 'returned', ...this.#alone()).toReversed()) {
      await handlers.changes.reopen({ requestId: id }, editor);
      if (state !== 'rejected') continue;
      // Nobody sends what is refused again and again.
      if (this.#refused.has(id)) this.#hopeless.add(id);
      this.#refused.add(id);
    }
    for (let left = 50; left > 0; left--) {
      const [conflict] = member.desk.sync.conflicts();
      if (conflict === undefined) break;
      member.desk.decide(conflict.id, conflict.field === '*' ? 'theirs' : this.#choice());
    }
    this.#approvals.note(member);
    await this.#approve(member);
  }

  /** Where nobody else could sign it. */
  #alone(): readonly 'submitted'[] {
    return this.#story.shared ? [] : ['submitted'];
  }

  #choice(): 'mine' | 'theirs' {
    const { choices } = this.#story;
    return choices[this.#choices++ % choices.length] ?? 'mine';
  }

  /** What a rule of the desk speaks against; the newest first, as later ones stand on earlier ones. */
  async #giveUp(member: Member): Promise<void> {
    const left: readonly { id: EntityId }[] = member.ownRequests('draft', 'submitted').toReversed();
    for (const { id } of left) await member.desk.handlers.changes.withdraw({ requestId: id }, member.desk.editor);
  }
}

/** Whether nobody gives anything up in it. */
function keepsEverything(act: Act): boolean {
  if (act.do === 'step') return act.step !== 'withdraw';
  return !['edit', 'hire', 'add', 'remove', 'ahead', 'decide', 'type'].includes(act.do);
}

async function whereAllowed(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
  }
}
