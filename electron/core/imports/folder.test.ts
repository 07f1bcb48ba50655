import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imports as contract } from '#shared/contract/imports.ts';
import { fillClinic, openTestDesk, refusal, TestClock, type TestDesk } from '../test-books.ts';
import { anyPlace, newPeople } from './test-writing.ts';

/** Timers that go off when the test says so. */
class Timers extends TestClock {
  #due: { readonly milliseconds: number; readonly call: () => void } | null = null;

  override after(milliseconds?: number, callback?: () => void): () => void {
    this.#due = { milliseconds: milliseconds ?? 0, call: callback ?? (() => undefined) };
    const mine = this.#due;
    return () => {
      if (this.#due === mine) this.#due = null;
    };
  }

  /** For how long the timer is set, null where there is none. */
  waits(): number | null {
    return this.#due?.milliseconds ?? null;
  }

  ring(): void {
    const due = this.#due;
    this.#due = null;
    due?.call();
  }
}

let home = '';
let folder = '';
let clock: Timers;
let desk: TestDesk;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kartoteka-folder-'));
  folder = join(home, 'Выгрузки 1С');
  await mkdir(folder);
  clock = new Timers();
  desk = openTestDesk({ clock, temporary: home, host: { openFolder: async () => folder } });
  fillClinic(desk, 20);
});
afterEach(async () => {
  await desk.imports.folder.stop();
  desk.db.close();
  await rm(home, { recursive: true, force: true });
});

const imports = () => desk.handlers.imports;
const state = async () => contract.folder.output.parse(await imports().folder({}, desk.editor));
const told = () => desk.events.filter(({ name }) => name === 'imports.changed').length;

function people(count: number): string {
  const { division, post } = anyPlace(desk.db);
  return newPeople(count, division, post);
}

/** Lets the watch look so often as it wants to look again soon. */
async function settle(): Promise<void> {
  for (let looks = 0; looks < 6; looks++) {
    clock.ring();
    await desk.imports.folder.idle();
  }
}

describe('the watched folder', () => {
  test('is none at first; chosen, it offers what lies there with what it would change', async () => {
    expect(await state()).toEqual({ path: null, isReachable: true, offers: [] });
    await writeFile(join(folder, 'Сотрудники.csv'), people(12));
    await imports().chooseFolder({}, desk.editor);
    await settle();
    expect(await state()).toMatchObject({
      path: folder,
      offers: [{ fileName: 'Сотрудники.csv', found: { changes: 12, doubtful: 0 }, failure: null }],
    });
    expect(told()).toBe(1);
    expect(desk.db.prepare('SELECT count(*) FROM person').pluck().get()).toBe(20);
  });

  test('a file that still grows is not read', async () => {
    await imports().chooseFolder({}, desk.editor);
    await settle();
    const path = join(folder, 'a.csv');
    await writeFile(path, people(3));
    clock.ring();
    await desk.imports.folder.idle();
    await writeFile(path, people(5));
    clock.ring();
    await desk.imports.folder.idle();
    expect((await state()).offers).toEqual([]);
    await settle();
    expect((await state()).offers).toMatchObject([{ found: { changes: 5 } }]);
  });

  test('opened, it is compared and taken as any file; the same contents are not offered again', async () => {
    await writeFile(join(folder, 'a.csv'), people(3));
    await imports().chooseFolder({}, desk.editor);
    await settle();
    const [offer] = (await state()).offers;
    const opened = await imports().openOffer({ offerId: offer?.id ?? '' }, desk.editor);
    expect(opened).toMatchObject({ source: { fileName: 'a.csv', target: 'people' }, counts: { new: 3 } });
    await imports().apply({ importId: opened.source.importId }, desk.editor);
    expect((await state()).offers).toEqual([]);
    await rename(join(folder, 'a.csv'), join(folder, 'b.csv'));
    await settle();
    expect((await state()).offers).toEqual([]);
    // Other rows: offered, by what they change.
    await writeFile(join(folder, 'c.csv'), people(4));
    await settle();
    expect((await state()).offers).toMatchObject([{ fileName: 'c.csv', found: { changes: 1 } }]);
  });

  test('put aside, it is not offered again, nor after the program was restarted', async () => {
    await writeFile(join(folder, 'a.csv'), people(3));
    await imports().chooseFolder({}, desk.editor);
    await settle();
    const [offer] = (await state()).offers;
    expect((await imports().dismissOffer({ offerId: offer?.id ?? '' }, desk.editor)).offers).toEqual([]);
    await desk.imports.folder.stop();
    desk.imports.folder.start();
    const later = new Date('2030-01-01');
    await utimes(join(folder, 'a.csv'), later, later);
    await settle();
    expect((await state()).offers).toEqual([]);
    expect((await refusal(() => imports().openOffer({ offerId: offer?.id ?? '' }, desk.editor))).code).toBe('KD-6104');
  });

  test('a file that changes nothing is not offered; one that cannot be read is named', async () => {
    await writeFile(join(folder, 'empty.csv'), 'ФИО;СНИЛС\n');
    await writeFile(join(folder, 'picture.xlsx'), Buffer.from('PK nothing more'));
    await writeFile(join(folder, 'notes.docx'), 'x');
    await writeFile(join(folder, '~$a.xlsx'), 'x');
    const known = desk.db.prepare(`SELECT last_name || ' ' || first_name AS name, snils FROM person LIMIT 1`).get() as {
      name: string;
      snils: string;
    };
    await writeFile(join(folder, 'same.csv'), `ФИО;СНИЛС\n${known.name};${known.snils}\n`);
    await imports().chooseFolder({}, desk.editor);
    await settle();
    const { offers } = await state();
    expect(offers.map(({ fileName, failure }) => [fileName, failure]).sort()).toEqual([
      ['empty.csv', 'KD-6103'],
      ['picture.xlsx', 'KD-6101'],
    ]);
  });

  test('columns that nobody knows are left to the user', async () => {
    await writeFile(join(folder, 'a.csv'), 'Кто;Где\nНекто;Нигде\n');
    await imports().chooseFolder({}, desk.editor);
    await settle();
    const [offer] = (await state()).offers;
    expect(offer).toMatchObject({ found: null, failure: null });
    expect((await imports().openOffer({ offerId: offer?.id ?? '' }, desk.editor)).counts).toBeNull();
  });

  test('removed it cannot be reached; back again it is looked at; forgotten it is left alone', async () => {
    await imports().chooseFolder({}, desk.editor);
    await settle();
    await rename(folder, `${folder}-away`);
    await settle();
    expect((await state()).isReachable).toBe(false);
    await rename(`${folder}-away`, folder);
    await writeFile(join(folder, 'a.csv'), people(2));
    await settle();
    expect(await state()).toMatchObject({ isReachable: true, offers: [{ fileName: 'a.csv' }] });
    expect(await imports().forgetFolder({}, desk.editor)).toEqual({ path: null, isReachable: true, offers: [] });
    expect(clock.waits()).toBeNull();
  });

  test('a new file is noticed by itself', async () => {
    await imports().chooseFolder({}, desk.editor);
    await settle();
    expect(clock.waits()).toBe(60_000);
    await writeFile(join(folder, 'a.csv'), people(2));
    // The system tells of the file: the next look is set for soon.
    await expect.poll(() => clock.waits()).toBe(1_500);
  });
});
