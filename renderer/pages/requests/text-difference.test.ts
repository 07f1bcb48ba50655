import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from './text-difference.ts';

describe('the part of a text that changed', () => {
  it.each([
    ['Иванова', 'Иванова-Северова', { start: 'Иванова', removed: '', added: '-Северова', end: '' }],
    ['112-233-445 95', '112-244-445 95', { start: '112-2', removed: '33', added: '44', end: '-445 95' }],
    ['', 'новое', { start: '', removed: '', added: 'новое', end: '' }],
    ['старое', '', { start: '', removed: 'старое', added: '', end: '' }],
    ['то же', 'то же', { start: 'то же', removed: '', added: '', end: '' }],
    ['100-000-007 16', '112-233-445 95', { start: '', removed: '100-000-007 16', added: '112-233-445 95', end: '' }],
    ['аа', 'ааа', { start: 'аа', removed: '', added: 'а', end: '' }],
  ])('%s → %s', (from, to, difference) => {
    expect(differenceOf(from, to)).toEqual(difference);
  });

  it('cuts no letter from its accent', () => {
    expect(differenceOf('и', 'и\u0306')).toEqual({ start: '', removed: 'и', added: 'и\u0306', end: '' });
  });

  it('puts both texts together again, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (from, to) => {
        const { start, removed, added, end } = differenceOf(from, to);
        expect(start + removed + end).toBe(from);
        expect(start + added + end).toBe(to);
      }),
    );
  });
});
