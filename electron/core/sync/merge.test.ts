import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '#shared/domain/values.ts';
import { mergeEntity } from './merge.ts';

type Change = readonly [requestId: string, field: string, from: FieldValue, to: FieldValue];

function merge(local: Record<string, FieldValue>, remote: Record<string, FieldValue>, ...changes: Change[]) {
  const pending = changes.map(([requestId, field, from, to]) => ({ requestId, field, from, to }));
  return mergeEntity({ kind: 'person', local, remote, pending });
}

const NOTHING = { values: {}, done: [], conflicts: [] };

describe('a field', () => {
  it('without a change is taken', () => {
    expect(merge({ phone: 'a', email: 'x' }, { phone: 'b', email: 'x' })).toEqual({
      ...NOTHING,
      values: { phone: 'b' },
    });
  });

  it('that the registry does not tell stays', () => {
    expect(merge({ phone: 'a' }, {})).toEqual(NOTHING);
  });

  it('where the registry holds what the author saw keeps its change', () => {
    expect(merge({ phone: 'b' }, { phone: 'a' }, ['r', 'phone', 'a', 'b'])).toEqual(NOTHING);
  });

  it('where the registry holds what the author wants is done', () => {
    expect(merge({ phone: 'b' }, { phone: 'b' }, ['r', 'phone', 'a', 'b'])).toEqual({ ...NOTHING, done: ['phone'] });
  });

  it('changed here and there is a conflict', () => {
    expect(merge({ phone: 'b' }, { phone: 'c' }, ['r', 'phone', 'a', 'b'])).toEqual({
      ...NOTHING,
      conflicts: [{ field: 'phone', base: 'a', mine: 'b', theirs: 'c' }],
    });
  });

  it('changed by two requests keeps the later one when the first has arrived', () => {
    const changes: Change[] = [
      ['r1', 'phone', 'a', 'b'],
      ['r2', 'phone', 'b', 'c'],
    ];
    expect(merge({ phone: 'c' }, { phone: 'b' }, ...changes)).toEqual(NOTHING);
    expect(merge({ phone: 'c' }, { phone: 'a' }, ...changes)).toEqual(NOTHING);
    expect(merge({ phone: 'c' }, { phone: 'c' }, ...changes)).toEqual({ ...NOTHING, done: ['phone'] });
    expect(merge({ phone: 'c' }, { phone: 'd' }, ...changes).conflicts).toEqual([
      { field: 'phone', base: 'a', mine: 'c', theirs: 'd' },
    ]);
  });
});

describe('a group', () => {
  const local = { lastName: 'B', firstName: 'X', patronymic: null };
  const change: Change = ['r', 'lastName', 'A', 'B'];

  it('stays when the registry holds the whole of what the author saw', () => {
    expect(merge(local, { lastName: 'A', firstName: 'X', patronymic: null }, change)).toEqual(NOTHING);
  });

  it('is one value: another part changed there is a conflict of the group, and nothing of it is taken', () => {
    expect(merge(local, { lastName: 'A', firstName: 'Y', patronymic: null }, change)).toEqual({
      ...NOTHING,
      conflicts: [
        { field: 'lastName', base: 'A', mine: 'B', theirs: 'A' },
        { field: 'firstName', base: 'X', mine: 'X', theirs: 'Y' },
      ],
    });
  });

  it('is done only as a whole', () => {
    expect(merge(local, { lastName: 'B', firstName: 'X', patronymic: null }, change).done).toEqual(['lastName']);
    expect(merge(local, { lastName: 'B', firstName: 'Y', patronymic: null }, change).done).toEqual([]);
  });
});

describe('whatever happens', () => {
  const value = fc.constantFrom<FieldValue>(null, 'a', 'b', 'c');
  const fields = ['lastName', 'firstName', 'patronymic', 'phone', 'email'] as const;
  const record = fc.record(Object.fromEntries(fields.map((field) => [field, value]))) as fc.Arbitrary<
    Record<string, FieldValue>
  >;
  /** Requests one on the other, as the desk makes them, and what is shown in the end. */
  const history = fc
    .tuple(
      record,
      fc.array(fc.tuple(fc.constantFrom('r1', 'r2', 'r3'), fc.constantFrom(...fields), value), { maxLength: 4 }),
    )
    .map(([base, edits]) => {
      const local = { ...base };
      const changes = new Map<string, Change>();
      for (const [requestId, field, to] of edits.toSorted(([a], [b]) => a.localeCompare(b))) {
        const key = `${requestId} ${field}`;
        const from = changes.has(key) ? (changes.get(key)?.[2] ?? null) : (local[field] ?? null);
        if (from === to) changes.delete(key);
        else changes.set(key, [requestId, field, from, to]);
        local[field] = to;
      }
      return { base, local, changes: [...changes.values()] };
    });

  it('no typed value is overwritten, and nothing of the registry is lost without a word', () => {
    fc.assert(
      fc.property(history, record, ({ local, changes }, remote) => {
        const { values, done, conflicts } = merge(local, remote, ...changes);
        const changed = new Set(changes.map(([, field]) => field));
        for (const field of Object.keys(values)) expect(changed.has(field)).toBe(false);
        for (const field of fields) {
          const shown = field in values ? values[field] : local[field];
          const kept = shown === remote[field] || changed.has(field) || conflicts.some((one) => one.field === field);
          expect(kept).toBe(true);
        }
        for (const field of done) expect(remote[field]).toBe(local[field]);
        for (const { mine, theirs } of conflicts) expect(mine).not.toBe(theirs);
      }),
    );
  });

  it('the same again changes nothing', () => {
    fc.assert(
      fc.property(history, record, ({ local, changes }, remote) => {
        const first = merge(local, remote, ...changes);
        const shown = { ...local, ...first.values };
        const again = merge(shown, remote, ...changes);
        expect(again).toEqual({ ...first, values: {} });
      }),
    );
  });

  it('a registry that has not moved leaves everything as it is', () => {
    fc.assert(
      fc.property(history, ({ base, local, changes }) => {
        const { values, conflicts } = merge(local, base, ...changes);
        expect(conflicts).toEqual([]);
        expect(values).toEqual({});
      }),
    );
  });
});
