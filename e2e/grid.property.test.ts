import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
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
  readonly desk: TestDesk;
  readonly rowWindow: RowWindow<StaffRow>;
  readonly session: EditSession<StaffRow>;

  constructor() {
    this.desk = openTestDesk();
    fillClinic(this.desk, PEOPLE);
    const { staff } = this.desk.handlers;
    const { editor } = this.desk;
    this.rowWindow = new RowWindow({
      load: async (viewId, offset, limit) => (await staff.rows({ viewId, offset, limit }, editor)).rows,
    });
    this.session = new EditSession({
      apply: async (edits) => {
        try {
          return { ok: true, value: await staff.applyEdits({ edits: [...edits] }, editor) };
        } catch (error) {
          if (!(error instanceof DeskError)) throw error;
          const { code, field, params } = error;
          return {
            ok: false,
            error: { code, correlationId: 'test', ...(field && { field }), ...(params && { params }) },
          };
        }
      },
      rowsSaved: (rows) => this.rowWindow.replace(rows, ({ personId }) => personId),
      onRefused: () => undefined,
    });
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

  async open(key: 'lastName' | 'rate', descending: boolean): Promise<void> {
    const filter = StaffFilter.parse({ employed: 'all' });
    const view = await this.desk.handlers.staff.openView(
      { filter, sort: [{ key, descending }], first: 100 },
      this.desk.editor,
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
    const view = await this.desk.handlers.staff.openView({ filter, sort: [], first: 100 }, this.desk.editor);
    return valuesOf(view.rows);
  }

  shown(): Record<string, unknown> {
    return valuesOf(this.rowWindow.state().rows.filter((row) => row !== null));
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
  fc.record({ key: fc.constantFrom('lastName' as const, 'rate' as const), down: fc.boolean() }).map(
    ({ key, down }): Step =>
      (sheet) =>
        sheet.open(key, down),
  ),
  fc.constant<Step>(({ session }) => session.undo()),
  fc.constant<Step>(({ session }) => session.redo()),
);

let open: Sheet | undefined;
afterEach(() => {
  open?.desk.db.close();
  open = undefined;
});

it('whatever is typed, pasted, cleared, filled and sorted: undo of all gives the start, redo of all the end, and the screen is the store', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      open?.desk.db.close();
      const sheet = new Sheet();
      open = sheet;
      await sheet.open('lastName', false);
      const start = await sheet.stored();
      for (const one of steps) await one(sheet);
      await sheet.settled();
      for (const _ of sheet.session.state().undo.undone) await sheet.session.redo();
      await sheet.settled();
      const end = await sheet.stored();
      expect(sheet.shown()).toEqual(end);
      const { length } = sheet.session.state().undo.done;
      for (let i = 0; i < length; i++) await sheet.session.undo();
      expect(await sheet.stored()).toEqual(start);
      expect(sheet.shown()).toEqual(start);
      // Nothing is left to be approved.
      expect(sheet.desk.db.prepare('SELECT count(*) FROM change_field').pluck().get()).toBe(0);
      for (let i = 0; i < length; i++) await sheet.session.redo();
      expect(await sheet.stored()).toEqual(end);
      expect(sheet.shown()).toEqual(end);
    }),
    { numRuns: 40 },
  );
});
