import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExact, splitBundle as splitBytes } from './json.ts';

const splitBundle = (text: string): ReturnType<typeof splitBytes> => splitBytes(Buffer.from(text));

describe('splitBundle', () => {
  const resources = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 }), { maxLength: 6 });

  it('cuts every resource out as it was written and leaves the rest', () => {
    fc.assert(
      fc.property(resources, fc.jsonValue(), fc.constantFrom(undefined, 2), (list, extra, indent) => {
        const bundle = {
          resourceType: 'Bundle',
          total: list.length,
          entry: list.map((resource) => ({ fullUrl: '"[{\\', resource, response: { extra } })),
          link: [{ relation: 'next', url: 'x', entry: [1] }],
        };
        const { head, entries } = splitBundle(JSON.stringify(bundle, null, indent));
        expect(head).toEqual(JSON.parse(JSON.stringify({ ...bundle, entry: [] })));
        expect(entries.map(({ resource }) => JSON.parse(resource ?? ''))).toEqual(JSON.parse(JSON.stringify(list)));
        for (const { entry } of entries) {
          expect(entry).toEqual(JSON.parse(JSON.stringify({ fullUrl: '"[{\\', resource: null, response: { extra } })));
        }
      }),
    );
  });

  it('keeps how numbers are written', () => {
    const text = '{"entry":[{"resource":{"a": 1.50,"b":12345678901234567890,"c":1e2} }]}';
    expect(splitBundle(text).entries[0]?.resource).toBe('{"a": 1.50,"b":12345678901234567890,"c":1e2}');
  });

  it('answers no entries for a bundle without any', () => {
    expect(splitBundle(' {"resourceType":"Bundle"} ')).toEqual({ head: { resourceType: 'Bundle' }, entries: [] });
  });

  it.each([
    '',
    '[]',
    'null',
    '<html>',
    '{"entry":[{"resource":{}}',
    '{"entry":[{"resource":{"a":"}}]}',
    '{"entry":[{"resource":{}} {}]}',
    '{"entry":[1]}',
    '{"a":1,,"b":2}',
    '{"a":1}}',
    `{"a":${'['.repeat(200_000)}`,
  ])('names the error of what is no bundle: %.20s', (text) => {
    expect(() => splitBundle(text)).toThrow(expect.objectContaining({ code: 'KD-4003' }));
  });

  it('never throws anything else and never hangs on damaged text', () => {
    const whole = JSON.stringify({ entry: [{ fullUrl: 'a', resource: { name: ['б', { c: '\\"' }] } }], total: 1 });
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string({ maxLength: 2 }), (from, to, put) => {
        const damaged = whole.slice(0, Math.min(from, to)) + put + whole.slice(Math.max(from, to));
        try {
          splitBundle(damaged);
        } catch (error) {
          expect(error).toMatchObject({ code: 'KD-4003' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseExact', () => {
  it('gives the same text back', () => {
    const text = '{"rate":0.50,"big":12345678901234567890,"exp":1E+2,"zero":-0,"plain":7,"deep":[{"v":1.0}]}';
    expect(JSON.stringify(parseExact(text))).toBe(text);
  });
});
