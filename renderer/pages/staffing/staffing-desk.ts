import type { StaffingRow } from '#shared/contract/staffing.ts';
import { api } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { trackResult } from '../../app/saved-state.ts';
import type { Refusal } from '../../grid/edit-buffer.ts';
import { EditSession, type Step } from '../../grid/edit-session.ts';
import { RowWindow } from '../../grid/row-window.ts';
import { UnsavedValues } from '../../grid/unsaved-values.ts';
import { refreshed, rowKey } from './listing.ts';

/** The lines of a staffing table on the screen, and the user's edits of them. All lines are here at once. */
export class StaffingDesk {
  readonly rows = new RowWindow<StaffingRow>({ load: async () => null });
  readonly session: EditSession<StaffingRow>;
  readonly unsaved: UnsavedValues;
  /** Told when a batch was not taken; set by the page. */
  onRefused: ((refusal: Refusal, what: 'edit' | Step) => void) | null = null;
  /** The row after which a new one shall stand. */
  #addedAfter: string | null = null;
  #known: ReadonlySet<string> = new Set();
  #views = 0;

  constructor() {
    this.session = new EditSession({
      apply: (edits) => trackResult(api().staffing.applyEdits({ edits: [...edits], onDay: localDayOf(new Date()) })),
      take: async (what) => {
        const result = await trackResult(
          api().staffing.takeStep({ what, subjectId: null, onDay: localDayOf(new Date()) }),
        );
        return result.ok ? { ok: true, value: result.value.taken } : result;
      },
      rowsSaved: (rows) => this.rows.replace(rows, rowKey),
      onRefused: (refusal, what) => this.onRefused?.(refusal, what),
    });
    this.unsaved = new UnsavedValues(this.session, 'staffing');
  }

  /** Another list: another table, filter or order. @param all lines of the table, also those not shown */
  show(rows: readonly StaffingRow[], all: readonly StaffingRow[]): void {
    this.#known = new Set(all.map(rowKey));
    this.#addedAfter = null;
    this.rows.open(++this.#views, rows.length, rows);
  }

  /** The same list, the table read again. */
  refresh(all: readonly StaffingRow[]): void {
    const shown = this.rows.state().rows.filter((row) => row !== null);
    this.show(refreshed(shown, all, this.#known, this.#addedAfter), all);
  }

  addAfter(row: StaffingRow | null): void {
    this.#addedAfter = row === null ? null : rowKey(row);
  }
}
