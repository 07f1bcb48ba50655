import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { journal as contract } from '#shared/contract/areas.ts';
import type { CallContext } from '../core.ts';
import { SCHEMA_VERSION } from '../db/migrate.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';

/** A journal of about twenty entries, made by real work. */
async function worked() {
  const desk = openTestDesk();
  const { people } = fillClinic(desk, 6);
  for (const [i, id] of people.entries()) {
    const { phone = null, email = null } = desk.entities.get('person', id)?.entity ?? {};
    const person = { kind: 'person' as const, id };
    await desk.handlers.staff.applyEdits(
      {
        edits: [
          { ...person, field: 'phone', from: phone, to: `+7916000000${i}` },
          { ...person, field: 'email', from: email, to: `n${i}@clinic.example` },
        ],
      },
      desk.editor,
    );
    desk.clock.advance(1000);
  }
  return { desk, people };
}

const verify = async (desk: TestDesk, change: Partial<CallContext> = {}) =>
  contract.verify.output.parse(await desk.handlers.journal.verify({}, { ...desk.editor, ...change }));

/** What somebody with the key but without the program can do. */
function behindTheProgram(desk: TestDesk, sql: string, ...values: unknown[]): void {
  desk.db.exec('DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete');
  expect(desk.db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
}

describe('the chain', () => {
  it('is whole after ordinary work, and begins with the installation', async () => {
    const { desk } = await worked();
    const count = desk.db.prepare('SELECT count(*) FROM journal').pluck().get() as number;
    expect(await verify(desk)).toEqual({ entries: count, brokenAt: null });
    const first = desk.db.prepare('SELECT prev, body FROM journal WHERE seq = 1').get() as {
      prev: Uint8Array;
      body: string;
    };
    expect(Buffer.from(first.prev).equals(Buffer.alloc(32))).toBe(true);
    expect(JSON.parse(first.body)).toMatchObject({ action: 'journal.genesis', schema: SCHEMA_VERSION });
  });

  it('can be computed by anybody from the definition', async () => {
    const { desk } = await worked();
    const rows = desk.db.prepare('SELECT seq, hash, body FROM journal ORDER BY seq').all() as {
      seq: number;
      hash: Uint8Array;
      body: string;
    }[];
    let prev = Buffer.alloc(32);
    for (const { seq, hash, body } of rows) {
      const number = Buffer.alloc(8);
      number.writeBigUInt64BE(BigInt(seq));
      const expected = createHash('sha256').update(Buffer.of(1)).update(prev).update(number).update(body).digest();
      expect(Buffer.from(hash).equals(expected)).toBe(true);
      prev = expected;
    }
  });

  it('cannot be changed or cut through the program', async () => {
    const { desk } = await worked();
    expect(() => desk.db.prepare(`UPDATE journal SET body = '{}' WHERE seq = 2`).run()).toThrow('append-only');
    expect(() => desk.db.prepare('DELETE FROM journal WHERE seq = 2').run()).toThrow('append-only');
  });

  it('shows a changed byte of every entry', async () => {
    const { desk } = await worked();
    const count = desk.db.prepare('SELECT count(*) FROM journal').pluck().get() as number;
    for (let seq = 1; seq <= count; seq++) {
      const body = desk.db.prepare('SELECT body FROM journal WHERE seq = ?').pluck().get(seq) as string;
      behindTheProgram(desk, 'UPDATE journal SET body = ? WHERE seq = ?', body.replace('2026', '2025'), seq);
      expect(await verify(desk)).toEqual({ entries: count, brokenAt: seq });
      behindTheProgram(desk, 'UPDATE journal SET body = ? WHERE seq = ?', body, seq);
    }
    expect((await verify(desk)).brokenAt).toBeNull();
  });

  it('shows a forged entry even where its own hash was made to fit', async () => {
    const { desk } = await worked();
    const row = desk.db.prepare('SELECT prev, body FROM journal WHERE seq = 3').get() as {
      prev: Uint8Array;
      body: string;
    };
    const body = row.body.replace('2026', '2025');
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(3n);
    const hash = createHash('sha256').update(Buffer.of(1)).update(row.prev).update(number).update(body).digest();
    behindTheProgram(desk, 'UPDATE journal SET body = ?, hash = ? WHERE seq = 3', body, hash);
    expect((await verify(desk)).brokenAt).toBe(4);
  });

  it('shows a row taken out, two exchanged, and a cut tail', async () => {
    const gone = (await worked()).desk;
    behindTheProgram(gone, 'DELETE FROM journal WHERE seq = 4');
    expect((await verify(gone)).brokenAt).toBe(4);

    const swapped = (await worked()).desk;
    behindTheProgram(swapped, 'UPDATE journal SET seq = seq + 1000 WHERE seq IN (4, 5)');
    behindTheProgram(swapped, 'UPDATE journal SET seq = CASE seq WHEN 1004 THEN 5 ELSE 4 END WHERE seq > 1000');
    expect((await verify(swapped)).brokenAt).toBe(4);

    const cut = (await worked()).desk;
    const last = cut.db.prepare('SELECT max(seq) FROM journal').pluck().get() as number;
    behindTheProgram(cut, 'DELETE FROM journal WHERE seq > ?', last - 2);
    expect((await verify(cut)).brokenAt).toBe(last - 1);
  });

  it('shows changed personal values, and stays whole when they are erased', async () => {
    const changed = (await worked()).desk;
    behindTheProgram(changed, `UPDATE journal_value SET value = replace(value, '+7916', '+7915') WHERE seq = 3`);
    expect((await verify(changed)).brokenAt).toBe(3);

    const erased = (await worked()).desk;
    behindTheProgram(erased, 'DELETE FROM journal_value WHERE seq = 3');
    expect((await verify(erased)).brokenAt).toBeNull();
  });

  it('holds no personal value in the open', async () => {
    const { desk } = await worked();
    const bodies = desk.db.prepare('SELECT body FROM journal').pluck().all().join('\n');
    for (const secret of ['+7916', 'clinic.example', 'Кадрова']) expect(bodies).not.toContain(secret);
  });

  it('is left where it was when the work around it fails', async () => {
    const { desk } = await worked();
    const before = await verify(desk);
    expect(() =>
      desk.db.transaction(() => {
        desk.journal.append({ action: 'test.fact', actorId: null, actorName: 'x', role: 'x' });
        throw new Error('the disk is full');
      })(),
    ).toThrow('the disk is full');
    expect(await verify(desk)).toEqual(before);
    desk.journal.append({ action: 'test.fact', actorId: null, actorName: 'x', role: 'x', reason: 'a\uD800b' });
    expect(await verify(desk)).toEqual({ entries: before.entries + 1, brokenAt: null });
  });

  it('is checked as a job that can be followed and stopped', async () => {
    const { desk } = await worked();
    const facts = Array.from({ length: 5000 }, () => ({
      action: 'test.fact',
      actorId: null,
      actorName: 'x',
      role: 'x',
    }));
    desk.db.transaction(() => desk.journal.appendAll(facts))();
    const seen: number[] = [];
    const { entries } = await verify(desk, { progress: (done) => seen.push(done) });
    expect(seen).toEqual([2000, 4000, entries]);
    const stop = new AbortController();
    await expect(verify(desk, { signal: stop.signal, progress: () => stop.abort() })).rejects.toThrow();
    expect(seen).toHaveLength(3);
  });
});

describe('the list', () => {
  const list = async (desk: TestDesk, input: { before?: number; limit?: number; text?: string } = {}) =>
    contract.list.output.parse(await desk.handlers.journal.list(contract.list.input.parse(input), desk.approver));

  it('shows every changed field as a line, newest first, in pages that never cut an entry', async () => {
    const { desk, people } = await worked();
    const { entries, total } = await list(desk);
    expect(entries).toHaveLength(total);
    expect(entries[0]).toMatchObject({
      action: 'staff.edit',
      actor: 'Кадрова Анна Сергеевна',
      role: 'editor',
      object: people[5],
      field: 'person.phone',
      to: '+79160000005',
    });
    expect(entries[1]).toMatchObject({ seq: entries[0]?.seq, field: 'person.email', to: 'n5@clinic.example' });
    const paged: typeof entries = [];
    for (let before: number | undefined; ; ) {
      const page = await list(desk, { limit: 3, ...(before === undefined ? {} : { before }) });
      paged.push(...page.entries);
      before = page.entries.at(-1)?.seq;
      if (page.entries.length < 3) break;
    }
    expect(paged).toEqual(entries);
  });

  it('finds by the person and by who acted', async () => {
    const { desk, people } = await worked();
    const person = desk.entities.get('person', people[2] ?? '')?.entity;
    const found = await list(desk, { text: `${person?.lastName} ${person?.firstName}` });
    expect(found.entries.map(({ field }) => field)).toEqual(['person.phone', 'person.email']);
    expect(found.total).toBe(2);
    expect(found.entries[0]?.title).toContain(person?.lastName);
    expect((await list(desk, { text: 'кадрова' })).total).toBeGreaterThan(12);
    expect(await list(desk, { text: 'никого такого нет' })).toEqual({ entries: [], total: 0 });
  });
});
