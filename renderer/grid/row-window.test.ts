import { describe, expect, it } from 'vitest';
import { BLOCK, RowWindow } from './row-window.ts';

interface Row {
  readonly id: string;
  readonly text: string;
}
const row = (index: number, text = `строка ${index}`): Row => ({ id: `${index}`, text });

function fixture(total: number) {
  const loads: (number | [offset: number, limit: number])[] = [];
  let answer = (offset: number, limit: number): readonly Row[] | null =>
    Array.from({ length: Math.min(limit, total - offset) }, (_, i) => row(offset + i));
  const window = new RowWindow<Row>({
    load: async (_view, offset, limit) => {
      loads.push(limit === BLOCK ? offset : [offset, limit]);
      return answer(offset, limit);
    },
  });
  return { window, loads, answerWith: (next: typeof answer) => (answer = next) };
}

describe('rows near the eye', () => {
  it('has the first rows from the answer that opened the view, without asking again', async () => {
    const { window, loads } = fixture(50_000);
    window.open(
      1,
      50_000,
      Array.from({ length: BLOCK }, (_, i) => row(i)),
    );
    await window.ensure(0, 40);
    expect(window.state().rows).toHaveLength(50_000);
    expect(window.state().rows[40]).toEqual(row(40));
    expect(window.state().rows[BLOCK]).toBeNull();
    expect(loads).toEqual([]);
  });

  it('loads each block once, also when asked twice while it is on its way', async () => {
    const { window, loads } = fixture(1_000);
    window.open(1, 1_000, []);
    const first = window.ensure(BLOCK - 5, BLOCK + 5);
    await window.ensure(BLOCK - 5, BLOCK + 5);
    expect(window.state().rows[BLOCK]).toEqual(row(BLOCK));
    await first;
    expect(loads).toEqual([[0, 2 * BLOCK]]);
  });

  it('asks for blocks side by side in one call, as many as the program hands out', async () => {
    const { window, loads } = fixture(5_000);
    window.open(1, 5_000, []);
    await window.ensure(300, 310);
    await window.ensure(0, 1_999);
    expect(loads).toEqual([300, [0, 300], [400, 1_000], [1_400, 600]]);
    expect(window.state().rows.slice(0, 2_000)).not.toContain(null);
  });

  it('drops rows of a view that is no longer shown', async () => {
    const { window } = fixture(1_000);
    window.open(1, 1_000, []);
    const late = window.ensure(0, 10);
    window.open(2, 3, [row(7)]);
    await late;
    expect(window.state()).toMatchObject({ viewId: 2, rows: [row(7), null, null] });
  });

  it('says that loading failed and tries again when asked again', async () => {
    const { window, answerWith } = fixture(10);
    window.open(1, 10, []);
    answerWith(() => null);
    await window.ensure(0, 9);
    expect(window.state().failed).toBe(true);
    answerWith(() => Array.from({ length: 10 }, (_, i) => row(i)));
    await window.ensure(0, 9);
    expect(window.state().failed).toBe(false);
    expect(window.state().rows[9]).toEqual(row(9));
  });

  it('puts fresh rows where the same people stand and touches nothing else', () => {
    const { window } = fixture(3);
    window.open(1, 3, [row(0), row(1), row(2)]);
    const before = window.state().rows;
    window.replace([row(1, 'новое'), row(9)], ({ id }) => id);
    expect(window.state().rows[1]).toEqual(row(1, 'новое'));
    expect(window.state().rows[0]).toBe(before[0]);
    const unchanged = window.state();
    window.replace([row(9)], ({ id }) => id);
    expect(window.state()).toBe(unchanged);
  });
});

describe('a list looked at far from its beginning', () => {
  it('reads what is looked at when the view is opened anew', async () => {
    const { window, loads } = fixture(1_000);
    window.open(1, 1_000, []);
    await window.look(450, 520);
    window.open(
      2,
      1_000,
      Array.from({ length: BLOCK }, (_, i) => row(i)),
    );
    await window.ensure(450, 520);
    expect(loads).toEqual([
      [400, 200],
      [400, 200],
    ]);
    expect(window.near().map(({ id }) => id)).toEqual(Array.from({ length: 71 }, (_, i) => `${450 + i}`));
  });

  it('reads the rest again when it comes into view', async () => {
    const { window, loads } = fixture(1_000);
    window.open(1, 1_000, []);
    await window.ensure(0, 10);
    await window.look(450, 460);
    window.forgetFar();
    expect(window.state().rows[5]).toBeNull();
    expect(window.state().rows[455]).toEqual(row(455));
    await window.ensure(0, 10);
    expect(loads).toEqual([0, 400, 0]);
  });
});
