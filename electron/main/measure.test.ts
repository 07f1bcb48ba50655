import { expect, test } from 'vitest';
import { measure } from './measure.ts';

test('plain values fit up to the limit', () => {
  const edit = { kind: 'person', field: 'lastName', from: null, to: 'Иванова', rate: 100, yes: true, no: undefined };
  expect(measure({ edits: Array.from({ length: 20_000 }, () => edit) }, 20 * 1024 * 1024)).toBe('fits');
  expect(measure({ text: 'x'.repeat(500) }, 1000)).toBe('too-large');
  expect(measure({ bytes: new Uint8Array(1001) }, 1000)).toBe('too-large');
  expect(measure({ ['k'.repeat(600)]: 1 }, 1000)).toBe('too-large');
  expect(measure(new Array(1_000_000), 1000)).toBe('too-large');
});

test('depth and self-reference end at the limit', () => {
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  expect(measure(ring, 100_000)).toBe('too-large');
  let deep: unknown = 1;
  for (let level = 0; level < 200_000; level++) deep = [deep];
  expect(measure(deep, 100_000)).toBe('too-large');
});

test('what no call of ours holds is foreign', () => {
  const strange = [
    new Map(),
    new Set(),
    new Date(),
    /x/,
    10n,
    new Error('x'),
    () => 1,
    Symbol('x'),
    new ArrayBuffer(1),
  ];
  for (const value of strange) expect(measure({ value }, 1000)).toBe('foreign');
  expect(measure(new Proxy({}, {}), 1000)).toBe('fits');
});
