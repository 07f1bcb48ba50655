import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnsavedValue } from '#shared/contract/edits.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import { openStaff } from './open-staff.ts';
import { NO_FILTER, StaffDesk } from './staff-desk.ts';

const idOf = (index: number) => `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const rowOf = (index: number, more: Partial<StaffRow> = {}): StaffRow => ({
  personId: idOf(index),
  personRev: 1,
  lastName: `Человек ${index}`,
  firstName: 'Имя',
  patronymic: null,
  birthDate: null,
  sex: null,
  snils: null,
  phone: null,
  email: null,
  employmentId: null,
  employmentRev: 0,
  divisionId: null,
  postCode: null,
  positionType: null,
  rate: null,
  personnelNumber: null,
  beginDate: null,
  endDate: null,
  otherEmployments: 0,
  admittedUntil: null,
  changed: [],
  requestState: null,
  issues: [],
  conflicts: [],
  ...more,
});

/** A core of ten people whose answers the test may hold back. */
class FakeCore {
  readonly rows = new Map(Array.from({ length: 10 }, (_, i) => [idOf(i), rowOf(i)]));
  readonly asked: string[] = [];
  held: Promise<void> | null = null;
  viewGone = false;
  /** Edits are answered as a large block is: without rows. */
  isLarge = false;
  refusal: Failure | null = null;
  #views = 0;

  /** What the store keeps of values that are not written, by field. */
  readonly unsaved = new Map<string, UnsavedValue>();

  readonly api = {
    on: () => () => undefined,
    edits: {
      unsaved: async () => ({ ok: true, value: { values: [...this.unsaved.values()] } }),
      keepUnsaved: async ({ keep, drop }: { keep: UnsavedValue[]; drop: { field: string }[] }) => {
        for (const value of keep) this.unsaved.set(value.field, value);
        for (const { field } of drop) this.unsaved.delete(field);
        return { ok: true, value: {} };
      },
    },
    bulk: {
      edit: async ({ edits }: { edits: unknown[] }) => {
        this.asked.push(`edit ${edits.length}`);
        return { ok: true, value: { operationId: idOf(98), requestId: idOf(99), changed: edits.length } };
      },
    },
    staff: {
      openView: async ({ filter }: { filter: StaffFilter }) => {
        this.asked.push(`openView ${filter.text}`);
        const viewId = ++this.#views;
        if (this.held !== null) await this.held;
        const rows = [...this.rows.values()].filter(({ lastName }) => lastName.includes(filter.text));
        return { ok: true, value: { viewId, total: 500, changed: 0, errors: 0, rows } };
      },
      savedViews: async () => ({ ok: true, value: { views: [], opensWith: 'all' } }),
      rows: async () => {
        this.asked.push('rows');
        const gone: Failure = { code: 'KD-3008', correlationId: 'c' };
        return this.viewGone ? { ok: false, error: gone } : { ok: true, value: { rows: [] } };
      },
      rowsOf: async ({ personIds }: { personIds: string[] }) => {
        this.asked.push(`rowsOf ${personIds.length}`);
        if (this.held !== null) await this.held;
        return { ok: true, value: { rows: personIds.flatMap((id) => this.rows.get(id) ?? []) } };
      },
      applyEdits: async () => {
        if (this.refusal !== null) return { ok: false, error: this.refusal };
        const row = rowOf(1, { lastName: 'Петров', changed: ['person.lastName'] });
        this.rows.set(row.personId, row);
        const answer = this.isLarge ? { rows: [], later: [idOf(1), idOf(400)] } : { rows: [row], later: [] };
        return { ok: true, value: { requestId: idOf(99), ...answer } };
      },
    },
  };
}

let core: FakeCore;
let desk: StaffDesk;
beforeEach(() => {
  vi.useFakeTimers();
  core = new FakeCore();
  vi.stubGlobal('window', { kartoteka: core.api });
  desk = new StaffDesk();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const edit = {
  kind: 'person',
  id: idOf(1),
  field: 'lastName',
  from: 'Человек 1',
  to: 'Петров',
  text: 'Петров',
  refusal: null,
} as const;

describe('the staff list of a window', () => {
  it('asks one question at a time, and of those that came meanwhile the last one', async () => {
    let release = () => {};
    core.held = new Promise((resolve) => {
      release = resolve;
    });
    const texts = ['Человек 1', 'Человек 2', 'Человек 3'];
    const [first, , last] = texts.map((text) => desk.open({ filter: { ...desk.filter, text } }));
    expect(desk.filter.text).toBe('Человек 3');
    expect(desk.state().filter.text).toBe('');
    release();
    await Promise.all([first, last]);
    expect(core.asked).toEqual(['openView Человек 1', 'openView Человек 3']);
    expect(desk.rows.state().rows[0]?.lastName).toBe('Человек 3');
    expect(desk.state()).toMatchObject({ phase: 'ready', filter: { text: 'Человек 3' } });
    await desk.open({ filter: NO_FILTER });
    expect(core.asked).toHaveLength(3);
  });

  it('writes a block that is too large for one moment as a long work, and shows what it wrote', async () => {
    await desk.open();
    const many = Array.from({ length: 20_001 }, (_, at) => ({ ...edit, id: idOf(at) }));
    await desk.session.type(many);
    expect(core.asked).toEqual(['openView ', 'edit 20001', 'openView ']);
    expect(desk.session.state().buffer.size).toBe(0);
  });

  it('keeps what was typed while the views of its user were read', async () => {
    const opening = openStaff(desk, { onDay: null, filter: undefined, setLayout: () => undefined });
    const typed = desk.open({ filter: { ...desk.filter, text: 'Человек 4' } });
    await Promise.all([opening, typed]);
    expect(desk.state()).toMatchObject({ phase: 'ready', filter: { text: 'Человек 4' } });
  });

  it('shows nothing of an answer that comes after a lock', async () => {
    let release = () => {};
    core.held = new Promise((resolve) => {
      release = resolve;
    });
    const asked = desk.open();
    desk.clear();
    release();
    await asked;
    expect(desk.rows.state().rows).toEqual([]);
    expect(desk.state().phase).toBe('loading');
  });

  it('counts what an edit changed without asking anew', async () => {
    await desk.open();
    await desk.session.type([edit]);
    expect(desk.state()).toMatchObject({ total: 500, changed: 1, errors: 0 });
    expect(desk.rows.state().rows[1]?.changed).toEqual(['person.lastName']);
    expect(core.asked).toEqual(['openView ']);
  });

  it('reads those shown of a large block once, before what was typed leaves their cells', async () => {
    await desk.open();
    core.isLarge = true;
    const seen: unknown[] = [];
    desk.rows.subscribe(() => {
      seen.push([desk.session.state().buffer.size, desk.rows.state().rows[1]?.lastName]);
    });
    desk.changed({ kind: 'person', ids: [idOf(1), idOf(400)] });
    await desk.session.type([edit]);
    await vi.advanceTimersByTimeAsync(100);
    expect(seen[0]).toEqual([1, 'Петров']);
    expect(desk.session.state().buffer.size).toBe(0);
    expect(desk.state().changed).toBe(1);
    expect(core.asked.filter((asked) => asked.startsWith('rowsOf'))).toEqual(['rowsOf 1']);
  });

  it('keeps what the program refused, and tells the page', async () => {
    await desk.open();
    core.refusal = { code: 'KD-5004', correlationId: 'c' };
    const told: string[] = [];
    desk.onRefused = ({ code }) => told.push(code);
    await desk.session.type([edit]);
    expect(desk.session.state().refused).toBe(1);
    expect(told).toEqual(['KD-5004']);
  });

  it('reads people shown again in one call, and says when others have changed', async () => {
    await desk.open();
    core.rows.set(idOf(3), rowOf(3, { issues: [issue(3)] }));
    desk.changed({ kind: 'person', ids: [idOf(2)] });
    desk.changed({ kind: 'person', ids: [idOf(3)] });
    await vi.runAllTimersAsync();
    expect(core.asked.filter((call) => call.startsWith('rowsOf'))).toEqual(['rowsOf 2']);
    expect(desk.state()).toMatchObject({ errors: 1, outdated: false });
    desk.changed({ kind: 'person', ids: [idOf(300)] });
    expect(desk.state().outdated).toBe(true);
  });

  it('puts no row of the day before into the list of another day', async () => {
    await desk.open();
    let release = () => {};
    core.held = new Promise((resolve) => {
      release = resolve;
    });
    desk.changed({ kind: 'person', ids: [idOf(1)] });
    await vi.advanceTimersByTimeAsync(100);
    expect(core.asked).toContain('rowsOf 1');
    core.held = null;
    await desk.open({ onDay: '2026-01-01' });
    core.rows.set(idOf(1), rowOf(1, { lastName: 'Как сегодня' }));
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.rows.state().rows[1]?.lastName).toBe('Человек 1');
  });

  it('is not outdated by a person hired here', async () => {
    await desk.openWith(idOf(300));
    desk.changed({ kind: 'person', ids: [idOf(300)] });
    expect(desk.state().outdated).toBe(false);
  });

  it('opens the view anew when everything has changed or the program has forgotten it', async () => {
    await desk.open();
    desk.changed({ kind: 'person', ids: null });
    await vi.runAllTimersAsync();
    expect(core.asked.filter((call) => call.startsWith('openView'))).toHaveLength(2);
    core.viewGone = true;
    await desk.rows.look(200, 210);
    await vi.runAllTimersAsync();
    expect(core.asked.filter((call) => call.startsWith('openView'))).toHaveLength(3);
  });

  it('does not ask again for the people whom the answer to its own edit has told', async () => {
    await desk.open();
    desk.changed({ kind: 'person', ids: [idOf(1), idOf(2)] });
    await desk.session.type([edit]);
    await vi.advanceTimersByTimeAsync(100);
    expect(core.asked.filter((asked) => asked.startsWith('rowsOf'))).toEqual(['rowsOf 1']);
    desk.changed({ kind: 'person', ids: [idOf(1)] });
    await desk.session.type([edit]);
    await vi.advanceTimersByTimeAsync(100);
    expect(core.asked.filter((asked) => asked.startsWith('rowsOf'))).toEqual(['rowsOf 1']);
  });

  it('holds nothing after a lock', async () => {
    await desk.open({ filter: { ...NO_FILTER, text: 'Человек' } });
    await desk.session.type([{ ...edit, refusal: { code: 'KD-2008' } }]);
    desk.clear();
    expect(desk.rows.state().rows).toEqual([]);
    expect(desk.session.state().buffer.size).toBe(0);
    expect(desk.state()).toMatchObject({ phase: 'loading', filter: NO_FILTER, total: 0 });
  });
});

function issue(index: number): StaffRow['issues'][number] {
  return { kind: 'person', id: idOf(index), field: 'snils', code: 'KD-2104', severity: 'error' };
}

describe('what is typed and not written', () => {
  const wrong = { ...edit, to: null, text: 'Петр@в', refusal: { code: 'KD-2008' as const } };
  const typed = () => [...desk.session.state().buffer.values()].map(({ text, status }) => `${text} ${status}`);
  /** As long as it takes to be kept. */
  const moment = () => vi.advanceTimersByTimeAsync(300);

  it('outlives another filter, another order and a lock', async () => {
    await desk.open();
    await desk.session.type([wrong]);
    await desk.open({ filter: { ...desk.state().filter, text: 'Никого' } });
    await desk.open({ sort: [{ key: 'rate', descending: true }] });
    expect(typed()).toEqual(['Петр@в invalid']);
    await moment();
    desk.clear();
    expect(typed()).toEqual([]);
    await desk.open();
    await moment();
    expect(typed()).toEqual(['Петр@в invalid']);
  });

  it('outlives the page itself, with what was still in an open editor', async () => {
    await desk.open();
    await desk.session.type([wrong]);
    const { kind, id } = edit;
    const open = { kind, id, field: 'phone', from: null, to: null, text: '+7916', status: 'invalid' } as const;
    desk.session.typing({ ...open, refusal: { code: 'KD-3032' } });
    await moment();
    // A page that crashed, or the program started anew.
    desk = new StaffDesk();
    await desk.open();
    await moment();
    expect(typed()).toEqual(['Петр@в invalid', '+7916 invalid']);
  });

  it('is kept no longer than until it is written or given up', async () => {
    await desk.open();
    await desk.session.type([wrong]);
    await moment();
    expect(core.unsaved.size).toBe(1);
    await desk.session.type([edit]);
    await moment();
    expect(core.unsaved.size).toBe(0);
    await desk.session.type([wrong]);
    await moment();
    desk.session.restoreAll();
    await moment();
    expect(core.unsaved.size).toBe(0);
  });

  it('is kept as it stands when the way in closes within a moment of it', async () => {
    await desk.open();
    await desk.session.type([wrong]);
    desk.clear();
    await moment();
    expect([...core.unsaved.keys()]).toEqual(['lastName']);
  });
});
