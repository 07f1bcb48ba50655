import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { DeskError, type Result } from '#shared/contract/result.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { CallContext } from '../electron/core/core.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../electron/core/test-books.ts';
import { createFormat } from '../renderer/app/format.ts';
import { showValue } from '../renderer/grid/cell-text.ts';
import { EditSession } from '../renderer/grid/edit-session.ts';
import { fillDown, fillRight, fillSeries } from '../renderer/grid/fill.ts';
import type { GridColumn } from '../renderer/grid/grid-model.ts';
import { pasteBlock } from '../renderer/grid/paste.ts';
import { fillTarget, type Rect } from '../renderer/grid/range.ts';
import { RowWindow } from '../renderer/grid/row-window.ts';
import { writeCells } from '../renderer/grid/write-cells.ts';

const PEOPLE = 12;
const TODAY = '2026-11-21';
const format = createFormat('ru');
const KEYS = {
  person: ['lastName', 'firstName', 'patronymic', 'birthDate', 'phone'],
  employment: ['rate', 'personnelNumber', 'beginDate'],
} as const;

const COLUMNS: readonly GridColumn<StaffRow>[] = (['person', 'employment'] as const).flatMap((kind) =>
  KEYS[kind].map((key) => ({
    key,
    label: key,
    width: 100,
    source: { kind, field: key, idOf: (row: StaffRow) => (kind === 'person' ? row.personId : row.employmentId) },
    valueOf: (row: StaffRow) => row[key],
  })),
);

/** The grid's own parts over the real store: what the page does, without drawing it. */
class Sheet {
  readonly #store = { path: join(mkdtempSync(join(tmpdir(), 'kartoteka-sheet-')), 'k.db'), key: randomBytes(32) };
  readonly #editor: CallContext;
  desk: TestDesk;
  rowWindow: RowWindow<StaffRow>;
  session: EditSession<StaffRow>;

  constructor() {
    this.desk = openTestDesk(this.#store);
    fillClinic(this.desk, PEOPLE);
    this.#editor = this.desk.editor;
    this.rowWindow = this.#newWindow();
    this.session = this.#newSession();
  }

  #newWindow(): RowWindow<StaffRow> {
    return new RowWindow({
      load: async (viewId, offset, limit) =>
        (await this.desk.handlers.staff.rows({ viewId, offset, limit }, this.#editor)).rows,
    });
  }

  #newSession(): EditSession<StaffRow> {
    return new EditSession({
      apply: (edits) => resultOf(() => this.desk.handlers.staff.applyEdits({ edits: [...edits] }, this.#editor)),
      take: async (what) => {
        const take = () => this.desk.handlers.staff.takeStep({ what, subjectId: null }, this.#editor);
        const result = await resultOf(take);
        return result.ok ? { ok: true, value: result.value.taken } : result;
      },
      rowsSaved: (rows) => this.rowWindow.replace(rows, ({ personId }) => personId),
      onRefused: (refusal, what) => {
        if (what !== 'edit') throw new Error(`${what} ${refusal.code}`);
      },
    });
  }

  async left() {
    return this.desk.handlers.edits.left({ sheet: 'staff' }, this.#editor);
  }

  close(): void {
    this.desk.db.close();
    rmSync(dirname(this.#store.path), { recursive: true });
  }

  /** The program ends, whatever is under way, and starts anew over the same store. */
  async restart(): Promise<void> {
    await this.session.type([]);
    this.desk.db.close();
    this.desk = openTestDesk(this.#store);
    this.rowWindow = this.#newWindow();
    this.session = this.#newSession();
    await this.open('lastName', false);
  }

  get grid() {
    const { rowWindow, session } = this;
    return { positions: COLUMNS, columns: COLUMNS, rowWindow, session, today: TODAY, locked: () => false };
  }

  get fill() {
    const typeOf = ({ source }: GridColumn<StaffRow>) =>
      (source && fieldDefinition(source.kind, source.field)?.type) ?? 'text';
    const textOf = (column: GridColumn<StaffRow>, value: FieldValue) =>
      showValue(typeOf(column), value, format, undefined);
    const shownAt = (rowIdx: number, idx: number) => {
      const [column, row] = [COLUMNS[idx], this.rowWindow.state().rows[rowIdx]];
      if (column?.source === undefined || row == null) return null;
      const id = column.source.idOf(row);
      const onDisk = column.valueOf(row);
      const value = id === null ? onDisk : this.session.seen({ ...column.source, id }, onDisk);
      return { value, text: showValue(typeOf(column), value, format, undefined) };
    };
    return { grid: this.grid, shownAt, typeOf, textOf };
  }

  async open(key: 'lastName' | 'rate', descending: boolean, text = ''): Promise<void> {
    const filter = StaffFilter.parse({ employed: 'all', text });
    const view = await this.desk.handlers.staff.openView(
      { filter, sort: [{ key, descending }], first: 100 },
      this.#editor,
    );
    this.rowWindow.open(view.viewId, view.total, view.rows);
  }

  /** Waits for what is on its way and gives up what was refused. */
  async settled(): Promise<void> {
    await this.session.type([]);
    this.session.restoreAll();
  }

  /** The values in the store, by person. */
  async stored(): Promise<Record<string, unknown>> {
    const filter = StaffFilter.parse({ employed: 'all' });
    const view = await this.desk.handlers.staff.openView({ filter, sort: [], first: 100 }, this.#editor);
    return valuesOf(view.rows);
  }

  shown(): Record<string, unknown> {
    return valuesOf(this.rowWindow.state().rows.filter((row) => row !== null));
  }
}

async function resultOf<T>(act: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    const { code, field, params } = error;
    return { ok: false, error: { code, correlationId: 'test', ...(field && { field }), ...(params && { params }) } };
  }
}

function valuesOf(rows: readonly StaffRow[]): Record<string, unknown> {
  return Object.fromEntries(rows.map((row) => [row.personId, COLUMNS.map((column) => column.valueOf(row))]));
}

type Step = (sheet: Sheet) => Promise<unknown>;

const rect: fc.Arbitrary<Rect> = fc
  .tuple(fc.nat(PEOPLE - 1), fc.nat(3), fc.nat(COLUMNS.length - 1), fc.nat(2))
  .map(([top, down, left, right]) => ({
    top,
    bottom: Math.min(PEOPLE - 1, top + down),
    left,
    right: Math.min(COLUMNS.length - 1, left + right),
  }));
const text = fc.constantFrom(
  'Ёлкина',
  'Анна-Мария',
  '05.03.1980',
  '5/3/81',
  '0,25',
  '1',
  '+79070001122',
  '',
  '№ 7',
  '00012',
  '31.02.2020',
);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ at: rect, text }).map(
    ({ at, text }): Step =>
      ({ grid }) =>
        writeCells(grid, { ...at, bottom: at.top, right: at.left }, () => ({ text })),
  ),
  fc
    .record({
      at: rect,
      block: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    })
    .map(
      ({ at, block }): Step =>
        ({ grid }) =>
          pasteBlock(grid, block, at),
    ),
  rect.map(
    (at): Step =>
      ({ grid }) =>
        writeCells(grid, at, () => ({ text: '' })),
  ),
  rect.map(
    (at): Step =>
      ({ fill }) =>
        fillDown(fill, at),
  ),
  rect.map(
    (at): Step =>
      ({ fill }) =>
        fillRight(fill, at),
  ),
  fc.record({ at: rect, to: rect }).map(
    ({ at, to }): Step =>
      ({ fill }) => {
        const target = fillTarget(at, { rowIdx: to.bottom, idx: to.right });
        return target === null ? Promise.resolve() : fillSeries(fill, at, target);
      },
  ),
  fc
    .record({
      key: fc.constantFrom('lastName' as const, 'rate' as const),
      down: fc.boolean(),
      text: fc.constantFrom('', '', 'а', 'ёлк'),
    })
    .map(
      ({ key, down, text }): Step =>
        (sheet) =>
          sheet.open(key, down, text),
    ),
  // Everybody in sight gets one value, as «set a field» does it.
  fc.record({ idx: fc.nat(COLUMNS.length - 1), text }).map(
    ({ idx, text }): Step =>
      ({ grid }) =>
        writeCells(grid, { top: 0, bottom: grid.rowWindow.state().rows.length - 1, left: idx, right: idx }, () => ({
          text,
        })),
  ),
  fc.constant<Step>((sheet) => sheet.restart()),
  fc.constant<Step>(({ session }) => session.undo()),
  fc.constant<Step>(({ session }) => session.redo()),
);

let open: Sheet | undefined;
afterEach(() => {
  open?.close();
  open = undefined;
});

it('whatever is typed, pasted, cleared, filled, sorted and filtered, with restarts in between: undo of all gives the start, redo of all the end, and the screen is the store', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      open?.close();
      const sheet = new Sheet();
      open = sheet;
      await sheet.open('lastName', false);
      const start = await sheet.stored();
      for (const one of steps) await one(sheet);
      await sheet.settled();
      expect(await sheet.stored()).toMatchObject(sheet.shown());
      await sheet.open('lastName', false);
      while ((await sheet.left()).redo > 0) await sheet.session.redo();
      const end = await sheet.stored();
      expect(sheet.shown()).toEqual(end);
      const { undo } = await sheet.left();
      for (let i = 0; i < undo; i++) {
        // The program may be closed at any point of the way back.
        if (i === Math.floor(undo / 2)) await sheet.restart();
        await sheet.session.undo();
      }
      expect(await sheet.stored()).toEqual(start);
      expect(sheet.shown()).toEqual(start);
      // Nothing is left to be approved.
      expect(sheet.desk.db.prepare('SELECT count(*) FROM change_field').pluck().get()).toBe(0);
      for (let i = 0; i < undo; i++) await sheet.session.redo();
      expect(await sheet.stored()).toEqual(end);
      expect(sheet.shown()).toEqual(end);
    }),
    { numRuns: 30 },
  );
});
