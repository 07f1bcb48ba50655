import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { anyPlace, newPeople, snapshot } from './test-writing.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-writing-'));
  file = join(folder, 'people.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const key = randomBytes(32);

function open(path = ':memory:'): TestDesk {
  return openTestDesk({ path, key, temporary: folder, host: { openFile: async () => file } });
}

/** Compares the file that lies ready; answers what writes it, with what is done at every progress. */
async function ready(desk: TestDesk) {
  const { imports } = desk.handlers;
  const source = await imports.choose({}, desk.editor);
  if (source === null) throw new Error('Nothing chosen');
  const { importId, columns } = source;
  const { counts } = await imports.preview({ importId, columns: columns.map(({ field }) => field) }, desk.editor);
  const stop = new AbortController();
  return {
    counts,
    apply: (progress: (done: number, total: number | null, stop: () => void) => void = () => undefined) =>
      imports.apply(
        { importId },
        { ...desk.editor, signal: stop.signal, progress: (done, total) => progress(done, total, () => stop.abort()) },
      ),
  };
}

/** New people, and a change of somebody whom the author is changing already and of somebody nobody is. */
async function filled(desk: TestDesk, count: number): Promise<void> {
  fillClinic(desk, 30);
  const { division, post } = anyPlace(desk.db);
  const known = desk.db
    .prepare(`SELECT id, last_name || ' ' || first_name AS name, snils, phone FROM person ORDER BY snils LIMIT 2`)
    .all() as { id: string; name: string; snils: string; phone: string | null }[];
  const [changing] = known;
  if (changing === undefined) throw new Error('Nobody is there');
  await desk.handlers.staff.applyEdits(
    { edits: [{ kind: 'person', id: changing.id, field: 'phone', from: changing.phone, to: '+79001110000' }] },
    desk.editor,
  );
  const lines = newPeople(count, division, post).split('\n');
  const [header = '', ...rows] = lines;
  const more = known.map(({ name, snils }, at) => `;${name};${snils};;;;;;;+7900222000${at}`);
  await writeFile(file, [`${header};Телефон`, ...more, ...rows.map((row) => `${row};`)].join('\n'));
}

const written = (desk: TestDesk): number =>
  desk.db
    .prepare(`SELECT count(*) FROM journal WHERE json_extract(body, '$.action') LIKE 'imports.%'`)
    .pluck()
    .get() as number;

describe('an import of several pieces', () => {
  test('is written whole, told to the journal and to the list, and leaves no trace of the writing', async () => {
    const desk = open();
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const seen: (number | null)[][] = [];
    await apply((done, total) => seen.push([done, total]));
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)).toEqual([602, 602]);
    const { person, import_run: runs, import_step: steps } = snapshot(desk.db);
    expect([person?.length, runs, steps]).toEqual([330, [], []]);
    expect(written(desk)).toBe(603);
    const found = await desk.handlers.staff.openView(
      { filter: StaffFilter.parse({ text: 'Нов', employed: 'all' }), sort: [], first: 5 },
      desk.editor,
    );
    expect(found.total).toBe(300);
    const journal = await desk.handlers.journal.verify({}, desk.editor);
    expect(journal.brokenAt).toBeNull();
  });

  test.each([100, 500])('cancelled after %i of 602 changes it leaves nothing', async (after) => {
    const desk = open();
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const before = snapshot(desk.db);
    const cancelled = apply((done, _total, stop) => {
      if (done >= after) stop();
    });
    await expect(cancelled).rejects.toThrow();
    expect(snapshot(desk.db)).toEqual(before);
    expect(written(desk)).toBe(0);
    // And it can be done again.
    const again = await ready(desk);
    expect(again.counts).toMatchObject({ new: 300, changed: 2 });
    await again.apply();
    expect(snapshot(desk.db).person).toHaveLength(330);
  });

  test('refused in the middle it leaves nothing, and what another user has changed meanwhile stays', async () => {
    const desk = open();
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const taken = desk.db.prepare('SELECT snils FROM person LIMIT 1').pluck().get() as string;
    const last = newPeople(300, '', '').split('\n').at(-1)?.split(';')[2] ?? '';
    let changed = false;
    const refused = await refusal(() =>
      apply((done) => {
        if (done < 300 || changed) return;
        changed = true;
        desk.db.prepare('UPDATE person SET snils = ? WHERE snils = ?').run(last, taken);
      }),
    );
    expect(refused).toMatchObject({ code: 'KD-2105', field: 'person.snils' });
    const { person, change_request: requests, import_run: runs } = snapshot(desk.db);
    expect([person?.length, requests?.length, runs?.length]).toEqual([30, 1, 0]);
    expect(desk.db.prepare('SELECT count(*) FROM person WHERE snils = ?').pluck().get(last)).toBe(1);
  });

  test('what its author edits meanwhile is kept when the import is cancelled', async () => {
    const desk = open();
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const other = desk.db.prepare('SELECT id, email FROM person ORDER BY snils DESC LIMIT 1').get() as {
      id: string;
      email: string | null;
    };
    let edited: unknown = null;
    const cancelled = apply((done, _total, stop) => {
      if (done < 300 || edited !== null) return;
      const edit = {
        kind: 'person' as const,
        id: other.id,
        field: 'email',
        from: other.email,
        to: 'own@clinic.example',
      };
      edited = desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor);
      stop();
    });
    await expect(cancelled).rejects.toThrow();
    await edited;
    expect(desk.entities.get('person', other.id)?.entity.email).toBe('own@clinic.example');
    const { change_field: fields } = snapshot(desk.db);
    expect(fields).toHaveLength(2);
  });

  test('what the registry has confirmed meanwhile is not taken back from it', async () => {
    const desk = open();
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const id = desk.db.prepare('SELECT id FROM person ORDER BY snils LIMIT 1 OFFSET 1').pluck().get() as string;
    const cancelled = apply((_done, _total, stop) => {
      // A copy of the registry came in that has this very phone.
      desk.pending.drop('person', id, 'phone');
      stop();
    });
    await expect(cancelled).rejects.toThrow();
    expect(desk.entities.get('person', id)?.entity.phone).toBe('+79002220001');
  });

  test('drafts are not sent while it is written, and no second import begins', async () => {
    const desk = open();
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const { requests } = await desk.handlers.changes.list({ states: null }, desk.editor);
    const requestId = requests[0]?.id ?? '';
    const codes: string[] = [];
    await apply(() => {
      for (const call of [
        () => desk.handlers.changes.submit({ requestId }, desk.editor),
        () => desk.handlers.changes.withdraw({ requestId }, desk.editor),
      ]) {
        try {
          call();
        } catch (error) {
          codes.push(error instanceof DeskError ? error.code : String(error));
        }
      }
    });
    expect(new Set(codes)).toEqual(new Set(['KD-6106']));
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests[0]?.state).toBe('draft');
  });
});

describe('a program that ends in the midst of an import', () => {
  test('by closing the store: the next one takes it back', async () => {
    const path = join(folder, 'store.db');
    const desk = open(path);
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const before = snapshot(desk.db);
    let stopped: Promise<void> | null = null;
    const left = refusal(() =>
      apply((done) => {
        if (done >= 300) stopped ??= desk.imports.writing.stop();
      }),
    );
    expect((await left).code).toBe('KD-6002');
    await stopped;
    expect(snapshot(desk.db).import_step?.length).toBeGreaterThan(0);
    desk.db.close();
    const next = open(path);
    await next.imports.writing.resume();
    expect(snapshot(next.db)).toEqual(before);
    next.db.close();
  });

  test('after all was written: the next one tells the journal and the list the rest', async () => {
    const path = join(folder, 'store.db');
    const desk = open(path);
    await filled(desk, 300);
    const { apply } = await ready(desk);
    const left = refusal(() =>
      apply((done, total) => {
        // The last piece is in; by the second turn from here some of it is told.
        if (done === total) setImmediate(() => setImmediate(() => void desk.imports.writing.stop()));
      }),
    );
    expect((await left).code).toBe('KD-6002');
    expect(written(desk)).toBeLessThan(603);
    desk.db.close();
    const next = open(path);
    await next.imports.writing.resume();
    const { person, staff_line: lines, import_run: runs } = snapshot(next.db);
    expect([person?.length, lines?.length, runs]).toEqual([330, 330, []]);
    expect(written(next)).toBe(603);
    next.db.close();
  });

  test('killed: the next one takes it back', async () => {
    const path = join(folder, 'store.db');
    const desk = open(path);
    await filled(desk, 600);
    const before = snapshot(desk.db);
    desk.db.close();
    const child = fork(fileURLToPath(new URL('./test-writing-child.ts', import.meta.url)), [
      path,
      key.toString('hex'),
      file,
    ]);
    await new Promise<void>((resolve, reject) => {
      child.on('message', (done) => {
        if (Number(done) >= 400) child.kill('SIGKILL');
      });
      child.on('exit', (_code, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error('It ended by itself'))));
    });
    const next = open(path);
    expect(snapshot(next.db).person?.length).toBeGreaterThan(30);
    await next.imports.writing.resume();
    expect(snapshot(next.db)).toEqual(before);
    expect(next.db.pragma('integrity_check', { simple: true })).toBe('ok');
    next.db.close();
  }, 60_000);
});

test('50,000 rows: other calls, reading and writing, are answered while they are written', async () => {
  const desk = open(join(folder, 'store.db'));
  await filled(desk, 50_000);
  const { apply, counts } = await ready(desk);
  expect(counts).toMatchObject({ new: 50_000, changed: 2 });
  let written = 0;
  let longest = 0;
  const waits = await callsDuring(desk, (progress) =>
    apply((done) => {
      longest = Math.max(longest, done - written);
      written = done;
      progress();
    }),
  );
  expect(longest).toBeLessThanOrEqual(400);
  expect(waits.length).toBeGreaterThan(20);
  expect(Math.max(...waits)).toBeLessThan(3);
  expect(snapshot(desk.db).person).toHaveLength(50_030);
  desk.db.close();
}, 400_000);

/**
 * Calls as from a page, some at a time of the writing. It tells in pieces how long each waited: milliseconds depend on what
 * else the machine has to do.
 */
async function callsDuring(desk: TestDesk, apply: (progress: () => void) => unknown): Promise<number[]> {
  const { id, phone } = desk.db.prepare('SELECT id, phone FROM person ORDER BY snils DESC LIMIT 1').get() as {
    id: string;
    phone: string | null;
  };
  const waits: Promise<number>[] = [];
  let pieces = 0;
  let from = phone;
  const call = async (): Promise<number> => {
    const begun = pieces;
    const to = `+7900${String(begun).padStart(7, '0')}`;
    await desk.handlers.staff.applyEdits({ edits: [{ kind: 'person', id, field: 'phone', from, to }] }, desk.editor);
    from = to;
    await desk.handlers.home.summary({}, desk.editor);
    return pieces - begun;
  };
  await apply(() => {
    pieces += 1;
    if (pieces % 5 === 0) waits.push(new Promise<void>((resolve) => setImmediate(resolve)).then(call));
  });
  return Promise.all(waits);
}
