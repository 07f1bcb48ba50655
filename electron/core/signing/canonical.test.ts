import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicalValue, canonicalBytes, canonicalJson } from './canonical.ts';

describe('canonical JSON', () => {
  it('orders keys by their UTF-16 units and writes strings as RFC 8785 does', () => {
    // The example of section 3.2.3 with its keys; numbers are left out, for we have only integers.
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\ud83d\ude00': 'Smiley',
      '\u0080': 'Control',
      '\u00f6': 'Diaeresis',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}',
    );
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    expect(canonicalJson([true, null, -0, 5, { b: 1, a: [] }])).toBe('[true,null,0,5,{"a":[],"b":1}]');
  });

  it('refuses what has no single form', () => {
    for (const value of [0.5, Number.NaN, 2 ** 53, 'a\uD800b', { '\uDC00': 1 }]) {
      expect(() => canonicalJson(value)).toThrow(RangeError);
    }
    expect(() => canonicalJson({ a: undefined } as unknown as CanonicalValue)).toThrow(RangeError);
  });

  it('is read back as the same value, and does not depend on the order of keys', () => {
    const text = fc.string({ unit: 'binary' }).map((one) => one.toWellFormed());
    const scalar = fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
    const object = fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      fc.oneof(scalar, fc.array(scalar)),
    );
    fc.assert(
      fc.property(object, (value) => {
        const canonical = canonicalJson(value);
        expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical);
        expect(Buffer.from(canonicalBytes(value)).toString('utf8')).toBe(canonical);
      }),
    );
  });
});
