import { TYPED_AT_MOST } from '#shared/contract/bulk.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import { EDITS_AT_ONCE, type FieldEdit, type StaffRow } from '#shared/contract/staff.ts';
import { StaffFilter, type StaffSort } from '#shared/contract/staff-filter.ts';
import type { ViewChoice } from '#shared/contract/staff-views.ts';
import { api, call, failureOf } from '../../app/api.ts';
import { dayInput } from '../../app/on-day.tsx';
import { trackResult } from '../../app/saved-state.ts';
import { takeOperation } from '../../bulk/take-operation.ts';
import type { Refusal } from '../../grid/edit-buffer.ts';
import { EditSession, type Step } from '../../grid/edit-session.ts';
import { BLOCK, RowWindow } from '../../grid/row-window.ts';
import { UnsavedValues } from '../../grid/unsaved-values.ts';
import { collect } from './collect.ts';

type Listing = Pick<DeskState, 'filter' | 'sort' | 'view' | 'onDay'>;

export interface DeskState {
  readonly filter: StaffFilter;
  readonly sort: StaffSort;
  /** The view chosen last; filter and order may have been changed since. */
  readonly view: ViewChoice;
  /** The day of the list, null is today's. */
  readonly onDay: string | null;
  /** `loading` only until the first answer; later answers replace what is shown. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: Failure | null;
  readonly total: number;
  readonly changed: number;
  readonly errors: number;
  /** Other people than those shown have changed: the list may want to be read again. */
  readonly outdated: boolean;
}

export const NO_FILTER: StaffFilter = StaffFilter.parse({});
export const BY_NAME: StaffSort = [{ key: 'lastName', descending: false }];
const keyOf = (row: StaffRow) => row.personId;
/** Changes of many people arrive as many events. */
const GATHER = 60;

/** The staff list of one signed-in user: the view open in the program, its rows here, and the user's edits. */
export class StaffDesk {
  readonly rows: RowWindow<StaffRow>;
  readonly session: EditSession<StaffRow>;
  /** Told when a batch was not taken; set by the page. */
  onRefused: ((refusal: Refusal, what: 'edit' | Step) => void) | null = null;
  /** Rows of the first answer, set by the page: those that the window shows, so that a letter typed is answered soon. */
  rowsShown: () => number = () => BLOCK;
  #state: DeskState = {
    filter: NO_FILTER,
    sort: BY_NAME,
    view: 'all',
    onDay: null,
    phase: 'loading',
    failure: null,
    total: 0,
    changed: 0,
    errors: 0,
    outdated: false,
  };
  readonly #unsaved: UnsavedValues;
  /** What was asked for and is not answered yet. */
  #wanted: Listing | null = null;
  #answering: Promise<void> | null = null;
  #replaced = false;
  readonly #own = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #gather = collect(GATHER, (ids: ReadonlySet<string>) => void this.#refresh([...ids]));

  constructor() {
    this.rows = new RowWindow({
      load: async (viewId, offset, limit) => {
        const answer = await api().staff.rows({ viewId, offset, limit });
        if (answer.ok) {
          this.#replaced = false;
          return answer.value.rows;
        }
        // The program keeps the last few views only. One that has gone is opened anew, once: not over and over.
        if (answer.error.code === 'KD-3008' && !this.#replaced) {
          this.#replaced = true;
          void this.open();
        }
        return null;
      },
    });
    this.session = new EditSession({
      atMost: TYPED_AT_MOST,
      apply: async (edits) => {
        if (edits.length > EDITS_AT_ONCE) return this.#applyMany(edits);
        const result = await trackResult(api().staff.applyEdits({ edits: [...edits] }));
        return result.ok ? { ok: true, value: { rows: await this.#rowsAfter(result.value) } } : result;
      },
      take: async (what) => {
        const result = await trackResult(api().staff.takeStep({ what, subjectId: null }));
        if (!result.ok) return result;
        const { taken, operationId } = result.value;
        if (operationId !== null) return takeOperation(operationId, what);
        return { ok: true, value: taken && { rows: await this.#rowsAfter(taken) } };
      },
      rowsSaved: (rows) => {
        // The answer says what the event before it would have us ask for.
        for (const { personId } of rows) this.#gather.drop(personId);
        this.#replace(rows);
      },
      onRefused: (refusal, what) => this.onRefused?.(refusal, what),
    });
    this.#unsaved = new UnsavedValues(this.session, 'staff');
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): DeskState => this.#state;

  /** Whether anything was asked for yet. */
  get asked(): boolean {
    return this.#wanted !== null || this.#state.phase !== 'loading';
  }

  /** The filter asked for last; what is shown follows it. */
  get filter(): StaffFilter {
    return this.#wanted?.filter ?? this.#state.filter;
  }

  /**
   * Opens the view anew. One question is on its way at a time: of those asked meanwhile only the last one follows it. What
   * is shown changes once, with the answer; only the heads say the order asked for at once, for the next key adds to it.
   */
  open(change: Partial<Listing> = {}): Promise<void> {
    const { filter, sort, view, onDay } = { ...this.#state, ...this.#wanted, ...change };
    this.#wanted = { filter, sort, view, onDay };
    if (change.sort !== undefined) this.#set({ ...this.#state, sort });
    void this.#unsaved.begin();
    this.#answering ??= this.#answer();
    return this.#answering;
  }

  async #answer(): Promise<void> {
    while (this.#wanted !== null) {
      const asked = this.#wanted;
      const { filter, sort, onDay } = asked;
      const result = await call(
        api().staff.openView({ filter, sort: [...sort], ...dayInput(onDay), first: this.rowsShown() }),
      ).catch(failureOf);
      // Asked for something else, or locked meanwhile.
      if (this.#wanted !== asked) continue;
      this.#wanted = null;
      if ('code' in result) {
        this.#set({ ...asked, phase: 'failed', failure: result });
        continue;
      }
      const { viewId, total, changed, errors, rows } = result;
      this.rows.open(viewId, total, rows);
      this.#set({ ...asked, phase: 'ready', failure: null, total, changed, errors, outdated: false });
    }
    this.#answering = null;
  }

  /** What the program said has changed. */
  changed({ kind, ids }: EventBody<'data.changed'>): void {
    // People whose request moved are named by an event of their own.
    if (kind === 'organisation' || kind === 'division' || kind === 'request' || kind === 'attachment') return;
    if (ids === null) {
      void this.open();
      return;
    }
    if (kind === 'person' || kind === 'employment') this.#gatherShown(kind, ids);
    else {
      // Nothing says whose credentials they are: rows looked at are read again, the rest when needed.
      for (const row of this.rows.near()) this.#gather.add(row.personId);
      this.rows.forgetFar();
    }
  }

  /** Opens the view with a person just hired here, whose event is no news. */
  openWith(personId: string): Promise<void> {
    this.#own.add(personId);
    return this.open();
  }

  /** The list as it stands is this view from now on. */
  nameView(view: ViewChoice): void {
    this.#set({ view });
  }

  /** At a lock: nothing read or typed stays in memory. */
  clear(): void {
    this.#wanted = null;
    this.#gather.cancel();
    this.#own.clear();
    this.#unsaved.end();
    this.session.clear();
    this.rows.open(0, 0, []);
    this.#set({
      phase: 'loading',
      filter: NO_FILTER,
      sort: BY_NAME,
      view: 'all',
      onDay: null,
      total: 0,
      changed: 0,
      errors: 0,
      outdated: false,
    });
  }

  /** A long work of its own, in the centre of jobs; what it wrote is on the screen before the typed values leave it. */
  async #applyMany(edits: readonly FieldEdit[]): Promise<Result<{ readonly rows: readonly StaffRow[] }>> {
    const written = await trackResult(api().bulk.edit({ edits: [...edits] }, { jobId: crypto.randomUUID() }));
    if (!written.ok) return written;
    await this.open();
    return { ok: true, value: { rows: [] } };
  }

  #gatherShown(kind: 'person' | 'employment', ids: readonly string[]): void {
    const wanted = new Set(ids);
    let found = 0;
    for (const row of this.rows.state().rows) {
      if (row === null) continue;
      const id = kind === 'person' ? row.personId : row.employmentId;
      if (id === null || !wanted.has(id)) continue;
      found++;
      this.#gather.add(row.personId);
    }
    for (const id of this.#own) wanted.delete(id);
    if (found < wanted.size && kind === 'person') this.#set({ outdated: true });
  }

  async #refresh(personIds: readonly string[]): Promise<void> {
    this.#replace(await this.#read(personIds));
  }

  async #read(personIds: readonly string[]): Promise<StaffRow[]> {
    const rows: StaffRow[] = [];
    for (let at = 0; at < personIds.length; at += 1000) {
      const { onDay } = this.#state;
      const answer = await api().staff.rowsOf({ personIds: personIds.slice(at, at + 1000), ...dayInput(onDay) });
      // Of another day than is shown by now they would be wrong.
      if (answer.ok && onDay === this.#state.onDay) rows.push(...answer.value.rows);
    }
    return rows;
  }

  /** Rows after edits: what was not handed over is read here, as far as it is shown. */
  async #rowsAfter({ rows, later }: { readonly rows: readonly StaffRow[]; readonly later: readonly string[] }) {
    if (later.length === 0) return rows;
    const changed = new Set(later);
    const shown = this.rows
      .state()
      .rows.flatMap((row) => (row !== null && changed.has(row.personId) ? row.personId : []));
    // The event before the answer would have us read them once more.
    for (const id of shown) this.#gather.drop(id);
    return [...rows, ...(await this.#read(shown))];
  }

  /** Fresh rows take their places and move the counts by what they differ. */
  #replace(fresh: readonly StaffRow[]): void {
    const shown = new Map<string, StaffRow>();
    const ids = new Set(fresh.map(keyOf));
    for (const row of this.rows.state().rows) if (row !== null && ids.has(row.personId)) shown.set(row.personId, row);
    let { changed, errors } = this.#state;
    for (const row of fresh) {
      const before = shown.get(row.personId);
      if (before === undefined) continue;
      changed += Number(isChanged(row)) - Number(isChanged(before));
      errors += Number(hasErrors(row)) - Number(hasErrors(before));
    }
    this.rows.replace(fresh, keyOf);
    this.#set({ changed: Math.max(0, changed), errors: Math.max(0, errors) });
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const isChanged = (row: StaffRow) => row.changed.length > 0;
export const hasErrors = (row: StaffRow) => row.issues.some(({ severity }) => severity === 'error');
