import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { check } from './check.ts';
import { clinic } from './clinic.ts';
import { countStatements, doom, raise } from './dying.ts';
import { Line, Post } from './line.ts';
import { Member } from './member.ts';
import { MUTANTS } from './mutants/list.ts';
import { Approvals } from './watch/approvals.ts';
import { booksAreClosed, booksAreTrue } from './watch/books.ts';
import { workIsBounded, workOf } from './watch/bounds.ts';
import { draftsOf, keepsDrafts, showsDrafts } from './watch/drafts.ts';
import { journalIsWhole } from './watch/journal.ts';
import { cursorWaits, equalsRegistry } from './watch/replica.ts';
import { allIsTold, inboxWaits, sameRequests } from './watch/sharing.ts';
import { TransportWatch } from './watch/transport.ts';

const ROOT = resolve(import.meta.dirname, '..');

test.each([1, 2, 3, 4, 5, 6, 7, 25])('history %i holds', async (seed) => {
  expect(await check(seed, { shorter: true, shared: false })).toBeNull();
});

test.each([1, 2, 3, 4, 5, 25])('history %i of desks that tell one another holds', async (seed) => {
  expect(await check(seed, { shorter: true, shared: true })).toBeNull();
});

test.each(MUTANTS)('there is still a place for the fault: $name', ({ file, from, to }) => {
  const source = readFileSync(resolve(ROOT, file), 'utf8');
  expect(source.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});

describe('desks that tell one another', () => {
  let there = clinic();
  let members: [Member, Member];
  let requestId = '';

  beforeEach(async () => {
    there = clinic();
    const post = new Post(there);
    const open = (index: number) => Member.open(index, new Line(there, post, true), false);
    members = [await open(0), await open(1)];
    const [{ desk }, other] = members;
    requestId = await desk.edit({ kind: 'person', id: desk.idOf('person', 'p1'), field: 'phone', to: '+79070000001' });
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    await desk.run();
    await other.desk.run();
  });
  afterEach(() => Promise.all(members.map((member) => member.close())));
  const tamper = (sql: string) => members[1].db.prepare(sql).run(requestId);

  it('have the same requests, or break I4', async () => {
    sameRequests(members, there);
    await members[1].desk.sign(requestId);
    await members[1].desk.run();
    await members[0].desk.run();
    sameRequests(members, there);
    for (const member of members) await journalIsWhole(member);
    tamper(`UPDATE change_field SET to_value = '"+79070000009"' WHERE request_id = ?`);
    expect(() => sameRequests(members, there)).toThrow(/^I4:.*different things/);
    tamper(`UPDATE change_request SET state = 'queued' WHERE id = ?`);
    expect(() => sameRequests(members, there)).toThrow(/^I4:.*is queued at desk 1/);
    allIsTold(members[0]);
    expect(() => allIsTold(members[1])).toThrow(/^I7:/);
  });

  it('take what they pass in the inbox, or break I11', () => {
    inboxWaits(members[1], there.told);
    there.told.tell(requestId, there.told.get(requestId)?.envelope ?? '');
    inboxWaits(members[1], there.told);
    members[1].db.prepare(`UPDATE sync_cursor SET cursor = '2' WHERE kind = 'requests'`).run();
    expect(() => inboxWaits(members[1], there.told)).toThrow(/^I11:/);
  });

  it('tell of no approval that nobody gave, or break I10', async () => {
    const watch = new TransportWatch(there, new Approvals(), members);
    const told: string[] = [];
    for (const { line } of members) line.telling = (envelope) => void told.push(envelope);
    await members[1].desk.sign(requestId);
    await members[1].desk.run();
    expect(() => watch.telling(members[1], told[0] ?? '')).toThrow(/^I10:/);
  });
});

describe('a desk', () => {
  const registry = () => clinic();
  let there = registry();
  let member: Member;

  beforeEach(async () => {
    countStatements();
    there = registry();
    member = await Member.open(0, new Line(there, new Post(there), false), false);
    await member.desk.run();
  });
  afterEach(() => member.close());

  const person = (): string => member.desk.idOf('person', 'p1');
  const edit = (to = '+79070000001') => member.desk.edit({ kind: 'person', id: person(), field: 'phone', to });
  const approved = async (): Promise<string> => {
    const requestId = await edit();
    await member.desk.approve(requestId);
    return requestId;
  };
  /** As no engine would. */
  const tamper = (sql: string, ...of: unknown[]) => member.db.prepare(sql).run(...of);

  it('that dies in a transaction has what it had committed before, wherever that is', async () => {
    const journal = () => Number(member.db.prepare('SELECT count(*) FROM journal').pluck().get());
    const before = journal();
    let deaths = 0;
    for (let after = 0; !(await member.does({ kind: 'death', after }, () => edit())); after++) {
      deaths++;
      if (member.desk.field('person', person(), 'phone') === '+79070000001') break;
      expect([journal(), member.requests()]).toEqual([before, []]);
    }
    expect(deaths).toBeGreaterThan(10);
    expect(member.desk.field('person', person(), 'phone')).toBe('+79070000001');
    await journalIsWhole(member);
  });

  it('that is not doomed lives on', () => {
    doom(member.db, 10_000);
    expect(raise(member.db)).toBe(false);
    expect(member.shown('person')).toHaveLength(3);
  });

  it('whose disk is full keeps what it had, and goes on when there is room', async () => {
    tamper('CREATE TABLE filling (text TEXT)');
    const full = { kind: 'full' } as const;
    const fill = () => tamper('INSERT INTO filling VALUES (?)', 'x'.repeat(10_000));
    expect(await member.does(full, fill)).toBe(false);
    expect(await member.does(null, fill)).toBe(true);
  });

  it('that is true to the registry breaks no invariant', async () => {
    const approvals = new Approvals();
    const before = draftsOf(member);
    const work = workOf(member);
    await approved();
    approvals.note(member);
    await member.desk.run();
    keepsDrafts(member, there, before);
    showsDrafts(member);
    cursorWaits(member, there);
    equalsRegistry(member, there);
    booksAreTrue(member, there);
    booksAreClosed(member, there, approvals);
    workIsBounded(member, there, work);
    await journalIsWhole(member);
  });

  it('that files what was not applied breaks I1, and what was applied as withdrawn I8', async () => {
    const requestId = await approved();
    tamper(`UPDATE change_request SET state = 'accepted' WHERE id = ?`, requestId);
    expect(() => booksAreTrue(member, there)).toThrow(/^I1:/);
    there.taken.set(requestId, 2);
    expect(() => booksAreTrue(member, there)).toThrow(/^I1:/);
    there.taken.set(requestId, 1);
    tamper(`UPDATE change_request SET state = 'withdrawn' WHERE id = ?`, requestId);
    expect(() => booksAreTrue(member, there)).toThrow(/^I8:/);
  });

  it('that sends something else than was approved breaks I2, and what was not approved I10', async () => {
    const approvals = new Approvals();
    const watch = new TransportWatch(there, approvals, [member]);
    const wire = JSON.stringify({ requestId: await approved() });
    expect(() => watch.leaving(member, wire)).toThrow(/^I10:/);
    approvals.note(member);
    watch.leaving(member, wire);
    const taken = (fields: Record<string, string>) => () => {
      const before = there.log.length;
      there.put('person', 'p1', fields);
      watch.taken(wire, there.log.slice(before));
    };
    expect(taken({ phone: '+79070000002' })).toThrow(/^I2:/);
    expect(taken({ phone: '+79070000001', lastName: 'Другов' })).toThrow(/^I2:/);
    there.put('person', 'p1', { phone: '+79070000003' });
    expect(taken({ phone: '+79070000001' })).toThrow(/^I2:.*its author saw/);
  });

  it('whose later request arrives first breaks I5', async () => {
    const approvals = new Approvals();
    const watch = new TransportWatch(there, approvals, [member]);
    await approved();
    const later = await edit('+79070000002');
    await member.desk.approve(later);
    approvals.note(member);
    const before = there.log.length;
    const wire = JSON.stringify({ requestId: later });
    watch.leaving(member, wire);
    there.put('person', 'p1', { phone: '+79070000002' });
    expect(() => watch.taken(wire, there.log.slice(before))).toThrow(/^I5:/);
  });

  it('that loses a draft breaks I3, and one that does not show it I9', async () => {
    const requestId = await edit();
    const drafts = draftsOf(member);
    member.desk.entities.patch('person', person(), { phone: null });
    expect(() => showsDrafts(member)).toThrow(/^I9:/);
    tamper('DELETE FROM change_field WHERE request_id = ?', requestId);
    expect(() => keepsDrafts(member, there, drafts)).toThrow(/^I3:/);
  });

  it('that changes what stood beside a draft breaks I2', async () => {
    const id = member.desk.idOf('document', 'p1/d1');
    await member.desk.edit({ kind: 'document', id, field: 'number', to: '123456' });
    const drafts = draftsOf(member);
    there.put('person', 'p1', { phone: null });
    await member.desk.run();
    keepsDrafts(member, there, drafts);
    member.desk.entities.patch('document', id, { series: '45 11' });
    expect(() => keepsDrafts(member, there, drafts)).toThrow(/^I2:/);
  });

  it('that differs from the registry breaks I4, whatever differs', () => {
    const wrong = (work: () => unknown) => {
      member.db.exec('SAVEPOINT intact');
      work();
      expect(() => equalsRegistry(member, there)).toThrow(/^I4:/);
      member.db.exec('ROLLBACK TO intact');
      equalsRegistry(member, there);
    };
    wrong(() => member.desk.entities.patch('person', person(), { phone: null }));
    wrong(() => member.desk.entities.markDeleted('person', person(), member.clock.now()));
    wrong(() => tamper('UPDATE document SET series = NULL'));
    wrong(() => tamper('UPDATE employment SET deleted_at = ?', member.clock.now()));
    wrong(() => tamper('DELETE FROM staff_line'));
  });

  it('whose cursor has passed what it does not have breaks I11', () => {
    there.put('person', 'p1', { phone: null });
    cursorWaits(member, there);
    tamper('UPDATE sync_cursor SET cursor = ?', String(there.log.length));
    expect(() => cursorWaits(member, there)).toThrow(/^I11:/);
  });

  it('that leaves a request on its way breaks I6, and piles of work I14', async () => {
    const approvals = new Approvals();
    const work = workOf(member);
    await approved();
    approvals.note(member);
    expect(() => booksAreClosed(member, there, approvals)).toThrow(/^I6:/);
    member.line.calls.submit += 100;
    expect(() => workIsBounded(member, there, work)).toThrow(/^I14:/);
  });

  it.each([
    [
      'an entry twice',
      'INSERT INTO request_event SELECT request_id, 9, at, state, actor, note FROM request_event LIMIT 1',
    ],
    ['a step without an entry', `UPDATE request_event SET state = 'queued' WHERE state = 'sent'`],
    ['a state without a step', `UPDATE change_request SET state = 'rejected'`],
    ['a broken chain', `DROP TRIGGER journal_no_update; UPDATE journal SET body = '{}' WHERE seq = 2`],
  ])('whose books have %s breaks I12', async (_, sql) => {
    await approved();
    await member.desk.run();
    await journalIsWhole(member);
    member.db.exec(sql);
    await expect(journalIsWhole(member)).rejects.toThrow(/^I12:/);
  });
});
