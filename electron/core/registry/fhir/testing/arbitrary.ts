import fc from 'fast-check';
import type { Json } from '../json.ts';
import { EXTENSION } from '../profile.ts';

/** Parts of resources as any registry might write them: known elements among ones that the desk has never heard of. */
export const word = fc.stringMatching(/^[А-Яа-яЁёA-Za-z]{1,12}$/);
export const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
export const day = fc.constantFrom('1980-02-29', '2001-12-31', '2024-01-01');
export const anyOf = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

export const foreignExtension = fc.record({
  url: word.map((name) => `https://registry.example/${name}`),
  valueString: fc.string(),
});
export const foreignIdentifier = fc.record({ system: word.map((name) => `urn:foreign:${name}`), value: word });
export const identifier = (systems: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.record({ system: anyOf(systems), value, assigner: fc.constant({ display: 'x' }) }) as fc.Arbitrary<Json>;

/** Known elements in random order among ones that the desk has never heard of. */
export function mixed(...lists: fc.Arbitrary<Json[]>[]): fc.Arbitrary<Json[]> {
  return fc.tuple(...lists).chain((parts) => fc.shuffledSubarray(parts.flat(), { minLength: parts.flat().length }));
}
export const some = (item: fc.Arbitrary<unknown>): fc.Arbitrary<Json[]> =>
  fc.array(item as fc.Arbitrary<Json>, { maxLength: 3 });
export const optional = (item: fc.Arbitrary<Json>): fc.Arbitrary<Json[]> => fc.array(item, { maxLength: 1 });

export const strange = fc.record({
  contained: fc.constant([{ resourceType: 'Organization', id: 'c1', extension: [{ url: 'u', valueDecimal: 1.25 }] }]),
  _birthDate: fc.constant({ extension: [{ url: 'urn:precision', valueCode: 'day' }] }),
  modifierExtension: fc.constant([{ url: 'urn:meaning', valueBoolean: true }]),
  implicitRules: fc.constant('https://registry.example/rules'),
  language: fc.constant('ru'),
  text: fc.constant({ status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Всё</div>' }),
  'x-unknown': fc.jsonValue(),
});

export function resource(type: string, members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> {
  return fc.tuple(fc.record(members as Record<string, fc.Arbitrary<unknown>>), strange).map(([known, other]) =>
    Object.fromEntries(
      Object.entries({
        ...other,
        resourceType: type,
        id: 'r-1',
        meta: { versionId: '3', lastUpdated: '2026-01-02T03:04:05.678Z', tag: [{ code: 't' }] },
        ...known,
      }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
    ),
  );
}

export const telecom = (system: string): fc.Arbitrary<Json[]> =>
  optional(
    fc.record({ system: fc.constant(system), value: word, use: anyOf(['work', 'mobile']) }) as fc.Arbitrary<Json>,
  );

export const periodExtension = optional(
  fc.record({ start: maybe(day), end: maybe(day) }).map((valuePeriod) => ({ url: EXTENSION.period, valuePeriod })),
);
export const partsOf = (url: string, ...lists: fc.Arbitrary<Json[]>[]): fc.Arbitrary<Json[]> =>
  optional(
    mixed(...lists).map((extension) => ({ url, extension: [...extension, { url: 'foreign', valueString: 'x' }] })),
  );
export const textPart = (url: string): fc.Arbitrary<Json[]> =>
  optional(word.map((valueString) => ({ url, valueString })));
export const flagPart = (url: string): fc.Arbitrary<Json[]> =>
  optional(fc.boolean().map((valueBoolean) => ({ url, valueBoolean })));
export const integerPart = (url: string): fc.Arbitrary<Json[]> =>
  optional(fc.nat(3000).map((valueInteger) => ({ url, valueInteger })));
