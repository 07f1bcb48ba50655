import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DictionaryPreview, DictionaryRow } from '#shared/contract/dictionaries.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { checkField } from '#shared/rules/check-field.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-dictionaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OID = DICTIONARY.posts;

function deskWith(content: (desk: TestDesk) => string): TestDesk {
  const path = join(folder, 'posts.tsv');
  const desk = openTestDesk({ host: { openFile: async () => path, saveFile: async () => null } });
  writeFileSync(path, content(desk));
  return desk;
}

function tsv(rows: readonly DictionaryRow[]): string {
  const lines = rows.map(({ code, name, parent, group, closedOn }) =>
    [code, name, parent ?? '', group ? '1' : '0', closedOn ?? ''].join('\t'),
  );
  return ['ID\tNAME\tPARENT_ID\tGROUP\tDATE_END', ...lines].join('\n');
}

async function open(desk: TestDesk): Promise<DictionaryPreview> {
  const preview = await desk.handlers.dictionaries.openFile({ oid: OID }, desk.editor);
  if (preview === null) throw new Error('The dialog was not answered');
  return preview;
}

const load = (desk: TestDesk, { previewId, mapping }: DictionaryPreview, version = '9.7') =>
  desk.handlers.dictionaries.load({ previewId, oid: OID, version, mapping }, desk.editor);

/** Whether the post may be written for work that begins on the day. */
function isOpen({ dictionaries }: TestDesk, code: string, beginDate: string): boolean {
  const dictionary = dictionaries.find.bind(dictionaries);
  return checkField('employment', 'postCode', code, { dictionary, entity: { beginDate } }) === null;
}

/** The shipped posts, of which one is closed, one renamed, one gone, and one new. */
function nextVersion(rows: readonly DictionaryRow[], of: { closed: string; gone: string; renamed: string }) {
  return [
    ...rows
      .filter(({ code }) => code !== of.gone)
      .map((row) => (row.code === of.closed ? { ...row, closedOn: '2026-10-01' } : row))
      .map((row) => (row.code === of.renamed ? { ...row, name: `${row.name} (нов.)` } : row)),
    { code: 'new', name: 'Новая строка', parent: null, group: false, closedOn: null },
  ];
}

function usedPosts(desk: TestDesk): [string, number][] {
  const found = desk.db
    .prepare(
      `SELECT post_code, count(*) FROM employment WHERE end_date IS NULL OR end_date >= '2026-11-21'
       GROUP BY post_code ORDER BY 2 DESC, 1`,
    )
    .raw()
    .all();
  return found as [string, number][];
}

describe('loading a dictionary', () => {
  function prepared() {
    let used: [string, number][] = [];
    const desk = deskWith((fresh) => {
      fillClinic(fresh, 200);
      // People's posts alone are counted here.
      fresh.db.exec('DELETE FROM staffingPosition');
      used = usedPosts(fresh);
      const { rows } = fresh.dictionaries.rows(OID);
      const [closed = ['', 0], gone = ['', 0], renamed = ['', 0]] = used;
      return tsv(nextVersion(rows, { closed: closed[0], gone: gone[0], renamed: renamed[0] }));
    });
    return { desk, closed: used[0]?.[0] ?? '', gone: used[1]?.[0] ?? '', used: new Map(used) };
  }

  it('the preview counts what changes and whom it breaks, and writes nothing', async () => {
    const { desk, closed, gone, used } = prepared();
    const before = desk.dictionaries.rows(OID);
    const preview = await open(desk);
    expect(preview).toMatchObject({
      oid: OID,
      inUse: before.version,
      rows: before.rows.length,
      added: 1,
      changed: 1,
      closed: 1,
      missing: 1,
      problemCount: 0,
    });
    expect(preview.broken.toSorted((a, b) => a.reason.localeCompare(b.reason))).toMatchObject([
      {
        kind: 'employment',
        field: 'postCode',
        code: closed,
        reason: 'closed',
        closedOn: '2026-10-01',
        records: used.get(closed),
      },
      { kind: 'employment', field: 'postCode', code: gone, reason: 'missing', records: used.get(gone) },
    ]);
    expect(desk.dictionaries.rows(OID)).toEqual(before);
  });

  it('names every record that the new version breaks, before it is loaded and after', async () => {
    const { desk, closed, gone, used } = prepared();
    const preview = await open(desk);
    const page = { offset: 0, limit: 500 };
    const before = await desk.handlers.dictionaries.previewRecords(
      { previewId: preview.previewId, oid: OID, mapping: preview.mapping, ...page },
      desk.editor,
    );
    expect(before.total).toBe((used.get(closed) ?? 0) + (used.get(gone) ?? 0));
    expect(before.rows).toHaveLength(before.total);
    for (const { id, kind, field, code, reason, closedOn, holds, personId, title } of before.rows) {
      const work = desk.entities.get('employment', id)?.entity;
      expect([kind, field, code]).toEqual(['employment', 'postCode', work?.postCode]);
      expect(personId).toBe(work?.personId);
      expect(title).not.toBe('');
      expect([reason, closedOn]).toEqual(code === gone ? ['missing', null] : ['closed', '2026-10-01']);
      // Begun before the closing it stays good; what is gone never is.
      expect(holds).toBe(code === closed && (work?.beginDate ?? '') <= '2026-10-01');
    }
    const titles = before.rows.map(({ title }) => title);
    expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'ru')));
    const now = () => desk.handlers.dictionaries.affectedRecords({ oid: OID, ...page }, desk.approver);
    expect((await now()).total).toBe(0);
    await load(desk, preview);
    expect(await now()).toEqual(before);
    // A post of a staffing table is of the day on which the table begins, and counts while the table is in force.
    const [documentId, position] = [crypto.randomUUID(), crypto.randomUUID()];
    const divisionId = desk.db.prepare('SELECT id FROM division LIMIT 1').pluck().get() as string;
    const organisationId = desk.db.prepare('SELECT id FROM organisation').pluck().get() as string;
    desk.entities.insert('staffingDocument', documentId, {
      ...{ organisationId, number: '7', approvedOn: '2026-10-01', orderNumber: null, staffingStatus: 'active' },
      ...{ beginDate: '2026-10-02', endDate: null },
    });
    const post = { documentId, divisionId, postCode: closed, localPostName: null, rate: 100, note: null };
    desk.entities.insert('staffingPosition', position, post);
    expect((await now()).rows.at(-1)).toMatchObject({
      kind: 'staffingPosition',
      id: position,
      divisionId,
      holds: false,
    });
    desk.db.prepare('UPDATE staffingDocument SET begin_date = ? WHERE id = ?').run('2026-10-01', documentId);
    expect((await now()).rows.at(-1)).toMatchObject({ id: position, holds: true });
    desk.db.prepare('UPDATE staffingDocument SET end_date = ? WHERE id = ?').run('2026-11-20', documentId);
    expect(await now()).toEqual(before);
    const rest = await desk.handlers.dictionaries.affectedRecords({ oid: OID, offset: 1, limit: 1 }, desk.approver);
    expect(rest).toEqual({ total: before.total, rows: before.rows.slice(1, 2) });
  });

  it('names what has several codes where one of them is gone', async () => {
    const desk = deskWith((fresh) => {
      fillClinic(fresh, 40);
      return tsv(fresh.dictionaries.rows(DICTIONARY.careForms).rows.filter(({ code }) => code !== '2'));
    });
    const forms = desk.db
      .prepare("SELECT count(*) FROM division WHERE care_forms = '1' || char(10) || '2'")
      .pluck()
      .get();
    expect(forms).toBeGreaterThan(0);
    const preview = await desk.handlers.dictionaries.openFile({ oid: DICTIONARY.careForms }, desk.editor);
    expect(preview?.broken).toMatchObject([
      { kind: 'division', field: 'careForms', code: '2', reason: 'missing', records: forms },
    ]);
    expect(desk.dictionaries.rows(DICTIONARY.careForms).rows.length).toBe(3);
  });

  it('an activity is typed until ОКВЭД is loaded, under its own name', async () => {
    const desk = deskWith((fresh) => {
      fillClinic(fresh, 40);
      return tsv([{ code: '86.21', name: 'Общая врачебная практика', parent: null, group: false, closedOn: null }]);
    });
    const id = String(desk.db.prepare('SELECT id FROM organisation').pluck().get());
    const edit = (from: string, to: string) =>
      desk.handlers.organisation.applyEdits(
        { edits: [{ kind: 'organisation', id, field: 'okved', from, to }] },
        desk.editor,
      );
    expect((await refusal(() => edit('86.10', '8.10'))).code).toBe('KD-2135');
    await edit('86.10', '86.90');
    const preview = await desk.handlers.dictionaries.openFile({ oid: DICTIONARY.okved }, desk.editor);
    if (preview === null) throw new Error('The dialog was not answered');
    expect(preview.broken).toMatchObject([{ kind: 'organisation', field: 'okved', code: '86.90', reason: 'missing' }]);
    const { previewId, mapping } = preview;
    const input = { previewId, oid: DICTIONARY.okved, version: '2', mapping };
    expect(await desk.handlers.dictionaries.load(input, desk.editor)).toMatchObject({ version: { name: 'ОКВЭД 2' } });
    expect((await refusal(() => edit('86.90', '86.10'))).code).toBe('KD-2004');
    await edit('86.90', '86.21');
    expect(desk.entities.get('organisation', id)?.entity.okved).toBe('86.21');
  });

  it('loads all or nothing, keeps the former version, and tells the journal', async () => {
    const { desk, closed } = prepared();
    const before = desk.dictionaries.rows(OID);
    expect(isOpen(desk, closed, '2026-11-21')).toBe(true);
    const { version } = await load(desk, await open(desk));
    expect(version).toMatchObject({
      version: '9.7',
      source: 'import',
      fileName: 'posts.tsv',
      loadedBy: 'Кадрова Анна Сергеевна',
      rows: before.rows.length,
      inUse: true,
    });
    expect(isOpen(desk, closed, '2026-11-21')).toBe(false);
    expect(isOpen(desk, closed, '2026-10-01')).toBe(true);
    expect(isOpen(desk, '1', '2026-11-21')).toBe(false);
    const { versions } = await desk.handlers.dictionaries.versions({ oid: OID }, desk.editor);
    expect(versions.map((each) => [each.version, each.inUse, each.rows])).toEqual([
      ['9.7', true, before.rows.length],
      [before.version, false, before.rows.length],
    ]);
    const former = await desk.handlers.dictionaries.rows({ oid: OID, version: before.version ?? '' }, desk.editor);
    expect(former).toEqual(before);
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 1, text: '' }, desk.approver);
    expect(entries[0]).toMatchObject({ action: 'dictionaries.load', actor: 'Кадрова Анна Сергеевна' });
    const list = await desk.handlers.dictionaries.list({}, desk.approver);
    expect(list.dictionaries.find(({ oid }) => oid === OID)).toMatchObject({
      version: '9.7',
      name: expect.stringMatching(/^Должности/),
    });
  });

  it('people whose post is gone have an error afterwards, and lose it with the next version', async () => {
    const { desk, gone } = prepared();
    const errors = () =>
      desk.db.prepare('SELECT count(*) FROM staff_line WHERE errors > 0 AND post_code = ?').pluck().get(gone);
    const full = desk.dictionaries.rows(OID).rows;
    expect(errors()).toBe(0);
    await load(desk, await open(desk));
    expect(errors()).toBeGreaterThan(0);
    writeFileSync(join(folder, 'posts.tsv'), tsv(full));
    await load(desk, await open(desk), '9.8');
    expect(errors()).toBe(0);
  });

  it('when the journal cannot be written, nothing is loaded', async () => {
    const { desk } = prepared();
    const before = desk.dictionaries.rows(OID);
    const preview = await open(desk);
    desk.db.exec(`CREATE TRIGGER no_journal BEFORE INSERT ON journal BEGIN SELECT raise(ABORT, 'full'); END`);
    await expect(async () => load(desk, preview)).rejects.toThrow('full');
    expect(desk.dictionaries.rows(OID)).toEqual(before);
    desk.db.exec('DROP TRIGGER no_journal');
    expect((await load(desk, preview)).version.inUse).toBe(true);
  });

  it('columns may be named by hand; without code and name nothing is loaded', async () => {
    const desk = deskWith(() => 'Шифр;Значение\n1;Один\n2;Два\n');
    const preview = await open(desk);
    expect(preview).toMatchObject({ rows: 0, columns: ['Шифр', 'Значение'], mapping: { code: null, name: null } });
    expect((await refusal(() => load(desk, preview))).code).toBe('KD-6206');
    const mapping = { ...preview.mapping, code: 0, name: 1 };
    const again = await desk.handlers.dictionaries.preview({ ...preview, mapping }, desk.editor);
    expect(again.sample.map(({ code, name }) => [code, name])).toEqual([
      ['1', 'Один'],
      ['2', 'Два'],
    ]);
    const wrong = { ...preview, mapping: { ...mapping, code: 7 } };
    expect((await refusal(() => load(desk, wrong))).code).toBe('KD-6207');
  });

  it('columns without a role are kept by their names and shown with their rows, in every version', async () => {
    const file = (row: string) => `ID\tNAME\tFORM_30\tСиноним\n${row}\n`;
    const desk = deskWith(() => file('122\tВрач-хирург\t106\tХирург'));
    await load(desk, await open(desk));
    const extra = { FORM_30: '106', Синоним: 'Хирург' };
    const rows = async (version?: string) =>
      (await desk.handlers.dictionaries.rows({ oid: OID, version }, desk.editor)).rows;
    expect((await rows())[0]).toMatchObject({ code: '122', extra });
    expect(desk.dictionaries.form30Row('122')).toBe('106');
    writeFileSync(join(folder, 'posts.tsv'), file('122\tВрач-хирург\t107\t'));
    expect((await open(desk)).changed).toBe(1);
    await load(desk, await open(desk), '9.8');
    expect(desk.dictionaries.form30Row('122')).toBe('107');
    expect((await rows('9.7'))[0]?.extra).toEqual(extra);
    writeFileSync(join(folder, 'posts.tsv'), 'ID\tNAME\n122\tВрач-хирург\n');
    expect((await open(desk)).changed).toBe(0);
    await load(desk, await open(desk), '9.9');
    expect(desk.dictionaries.form30Row('122')).toBeNull();
  });

  it('a read file is its reader’s, once, and may be dropped or stopped', async () => {
    const { desk } = prepared();
    const preview = await open(desk);
    const { mapping, previewId } = preview;
    const theirs = () =>
      desk.handlers.dictionaries.load({ previewId, oid: OID, version: '1', mapping }, desk.otherEditor);
    expect((await refusal(theirs)).code).toBe('KD-6208');
    await load(desk, preview);
    expect((await refusal(() => load(desk, preview))).code).toBe('KD-6208');
    const second = await open(desk);
    await desk.handlers.dictionaries.drop({ previewId: second.previewId }, desk.editor);
    expect((await refusal(() => load(desk, second))).code).toBe('KD-6208');
    const stopped = { ...desk.editor, signal: AbortSignal.abort() };
    expect((await refusal(() => desk.handlers.dictionaries.openFile({ oid: OID }, stopped))).code).toBe('KD-6002');
  });

  it('a refusal of the reading thread arrives with its code', async () => {
    const desk = deskWith(() => '<!DOCTYPE a><a/>');
    expect((await refusal(() => open(desk))).code).toBe('KD-6205');
    rmSync(join(folder, 'posts.tsv'));
    expect((await refusal(() => open(desk))).code).toBe('KD-6201');
  });
});
