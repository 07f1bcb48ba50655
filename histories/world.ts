import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { RemoteChild } from '../electron/core/registry/port.ts';
import { newHire } from '../electron/core/sync/testing/requests.ts';
import { snilsOf } from '../electron/core/training/numbers.ts';
import { award, clinic } from './clinic.ts';
import { Line, Post } from './line.ts';
import { Member } from './member.ts';
import { type Act, type Edit, type EditedKind, type Step, type Story, VALUES } from './story.ts';

const DAY = 86_400_000;
/** Longer than any pause between two tries. */
const LONG = 400_000;
const RECORDS = { document: 'person', credential: 'person', award: 'person' } as const;

type Values = Readonly<Record<string, FieldValue>>;

/** The registry with its own clerks, the desks, and what is on its way between them. */
export class World {
  readonly registry = clinic();
  readonly post = new Post(this.registry);
  readonly members: Member[] = [];
  /** As it was at the beginning, to bring back what was deleted. */
  readonly #first = clinic();
  readonly #begun = this.registry.time;
  wentBack = false;
  #made = 0;

  async begin({ desks, empty, order, pageSize, shared }: Story): Promise<void> {
    this.registry.order = order;
    this.registry.pageSize = pageSize;
    this.registry.told.pageSize = pageSize;
    for (let i = 0; i < desks; i++) {
      this.members.push(await Member.open(i, new Line(this.registry, this.post, shared), i < empty));
    }
  }

  member(index: number): Member {
    const member = this.members[index % this.members.length];
    if (member === undefined) throw new RangeError(String(index));
    return member;
  }

  /** @param approve how a request is approved, and noted */
  async act(act: Act, approve: (member: Member) => Promise<void>): Promise<void> {
    switch (act.do) {
      case 'foreign':
        this.#foreign(act.change);
        return;
      case 'race':
        this.post.rival = () => this.#foreign(act.change);
        return;
      case 'back':
        await this.#goBack(act.far);
        return;
      case 'deliver':
        await this.post.deliver();
        return;
      case 'overtake':
        this.post.rival = () => this.post.deliver();
        return;
      case 'wait':
        for (const member of this.members) await later(member);
        return;
    }
    const member = this.member(act.desk);
    switch (act.do) {
      case 'edit':
        await member.does(act.mishap, () => edit(member, act.edit));
        return;
      case 'hire':
      case 'add':
      case 'remove':
        await member.does(act.mishap, () => this.#file(member, act.do, act.edit));
        return;
      case 'approve':
        await member.does(act.mishap, () => approve(member));
        return;
      case 'step':
        await member.does(act.mishap, () => stepOf(member, act.step, act.pick));
        return;
      case 'pass':
        await member.does(act.mishap, () => pass(member));
        await this.member(act.to).does(null, () => this.member(act.to).desk.run());
        return;
      case 'ahead':
        await member.does(act.mishap, () => this.#ahead(member, act.pick));
        this.member(act.to).line.fault('pull', 'garbled');
        await this.member(act.to).does(null, () => this.member(act.to).desk.run());
        return;
      case 'decide':
        await member.does(act.mishap, () => {
          const conflict = pick(member.desk.sync.conflicts(), act.pick);
          if (conflict !== undefined) member.desk.decide(conflict.id, act.choice);
        });
        return;
      case 'run':
        await member.does(act.mishap, () => member.desk.run());
        return;
      case 'cancel':
        await this.#during(member, act.at, () => void member.cancel());
        return;
      case 'type':
        await this.#during(member, act.at, () => edit(member, act.edit));
        return;
      case 'restart':
        await member.desk.restart();
        return;
      case 'clock':
        member.clock.advance(act.days * DAY);
        await member.desk.run();
        return;
      case 'fault':
        member.line.fault(act.what, act.fault);
        return;
    }
  }

  /**
   * Everybody has seen something that is lost then, if only a deletion, and looks before others go on writing there: by
   * that a desk can tell.
   */
  async #goBack(far: number): Promise<void> {
    const [seen] = this.registry.all('person').keys();
    if (this.wentBack || seen === undefined) return;
    this.wentBack = true;
    const copy = Math.max(this.#begun, this.registry.time - far);
    for (const { line } of this.members) line.calm();
    const [last] = this.registry.all('employment').keys();
    // Only who has it sees it go.
    const isKnown = last !== undefined && this.members.every(({ desk }) => desk.entities.localId('employment', last));
    if (far % 2 === 0 && isKnown) this.registry.remove('employment', last);
    else this.registry.put('person', seen, { email: 'b@clinic.example' });
    for (const member of this.members) await later(member);
    this.registry.restore(copy);
    for (const member of this.members) await later(member);
  }

  /** Runs, and does something right before its n-th message. */
  async #during(member: Member, at: number, work: () => unknown): Promise<void> {
    let left = at;
    member.line.before = async () => {
      if (left-- === 0) await member.does(null, work);
    };
    await member.desk.run();
    member.quiet();
  }

  /** Changes, and submits, what a clerk of the registry has only just added. */
  async #ahead(member: Member, which: number): Promise<void> {
    const owner = pick([...this.registry.all('person').keys()].sort(), which);
    if (owner === undefined) return;
    const added = award(`${owner}/f${this.#made++}`);
    this.registry.put('person', owner, {}, [...(this.registry.current('person', owner)?.children ?? []), added]);
    await member.desk.run();
    const id = member.desk.entities.localId('award', added.remoteId);
    if (id === null) return;
    await editRecord(member, 'award', id, [which]);
    await pass(member);
  }

  async #file(member: Member, what: 'hire' | 'add' | 'remove', { kind, pick: which }: Edit): Promise<void> {
    const { handlers, editor } = member.desk;
    if (what === 'hire') {
      if (member.shown('division').length === 0) return;
      const { person, employment } = newHire(member.desk);
      await handlers.staff.hire({ person: { ...person, snils: snilsOf(100 + this.#made++) }, employment }, editor);
    } else if (what === 'add') {
      const ownerId = pick(member.shown('person'), which);
      const { fields } = award('');
      if (ownerId !== undefined) await handlers.staff.addChild({ kind: 'award', ownerId, fields }, editor);
    } else if (kind in RECORDS) {
      const id = pick(member.shown(kind), which);
      if (id !== undefined) await handlers.staff.removeChild({ kind: kind as keyof typeof RECORDS, id }, editor);
    }
  }

  #foreign({ how, kind, pick: which, values }: Edit & { how: string }): void {
    const { registry } = this;
    if (kind === 'person' || kind === 'employment') {
      const there = [...registry.all(kind).keys()].sort();
      const at = pick(there, which);
      if (how === 'restore') this.#restore(kind);
      else if (at === undefined) return;
      else if (how === 'remove') registry.remove(kind, at);
      else if (how === 'edit') registry.put(kind, at, valuesOf({ kind, values }));
      return;
    }
    const owner = pick([...registry.all('person').keys()].sort(), which);
    if (owner === undefined) return;
    const children = registry.current('person', owner)?.children ?? [];
    registry.put('person', owner, {}, this.#changed(children, how, owner, { kind, values }));
  }

  #changed(
    children: readonly RemoteChild[],
    how: string,
    owner: string,
    { kind, values }: Pick<Edit, 'kind' | 'values'>,
  ): RemoteChild[] {
    if (how === 'add' || how === 'restore') return [...children, award(`${owner}/f${this.#made++}`)];
    const first = children.find((child) => child.kind === kind);
    if (how === 'remove') return children.filter((child) => child !== first);
    const fields = valuesOf({ kind, values });
    return children.map((child) => (child === first ? { ...child, fields: { ...child.fields, ...fields } } : child));
  }

  #restore(kind: 'person' | 'employment'): void {
    for (const [remoteId, { fields, children }] of this.#first.all(kind)) {
      if (this.registry.current(kind, remoteId) === null) this.registry.put(kind, remoteId, fields, children);
    }
  }
}

/** Time goes by, and what is due by then has been sent or is sent. */
export async function later(member: Member): Promise<void> {
  member.clock.advance(LONG);
  await member.desk.run();
}

function pick<T>(all: readonly T[], which: number): T | undefined {
  return all[which % Math.max(1, all.length)];
}

function valuesOf({ kind, values }: Pick<Edit, 'kind' | 'values'>): Values {
  return Object.fromEntries(values.flatMap((at) => [pick(VALUES[kind], at) ?? []]));
}

async function edit(member: Member, { kind, pick: which, values }: Edit): Promise<void> {
  const id = pick(member.shown(kind), which);
  if (id !== undefined) await editRecord(member, kind, id, values);
}

async function editRecord({ desk }: Member, kind: EditedKind, id: EntityId, values: Edit['values']): Promise<void> {
  const edits = Object.entries(valuesOf({ kind, values })).map(([field, to]) => ({
    kind,
    id,
    field,
    from: desk.field(kind, id, field) ?? null,
    to,
  }));
  await desk.handlers.staff.applyEdits({ edits }, desk.editor);
}

async function pass(member: Member): Promise<void> {
  const { desk } = member;
  for (const { id } of member.ownRequests('draft')) await desk.handlers.changes.submit({ requestId: id }, desk.editor);
  await desk.run();
}

async function stepOf(member: Member, what: Step, which: number): Promise<void> {
  const { changes } = member.desk.handlers;
  const { editor, approver } = member.desk;
  const from = {
    submit: ['draft'],
    sign: ['submitted'],
    return: ['submitted'],
    part: ['submitted'],
    reopen: ['submitted', 'returned', 'rejected'],
    withdraw: ['draft', 'submitted', 'returned'],
  } as const;
  const requestId = pick(member.requests(...from[what]), which)?.id;
  if (requestId === undefined) return;
  const give = { requestId, subjectIds: null, reason: 'Неверно' };
  if (what === 'sign') await member.desk.sign(requestId);
  else if (what === 'return') await changes.returnSubjects(give, approver);
  else if (what === 'part') {
    const subjects = 'SELECT DISTINCT subject_id FROM change_entity WHERE request_id = ? ORDER BY subject_id';
    const subjectIds = member.ask(subjects).pluck().all(requestId).slice(0, 1) as EntityId[];
    await changes.returnSubjects({ ...give, subjectIds }, approver);
  } else await changes[what]({ requestId }, editor);
}
