import type { FieldValue } from '#shared/domain/values.ts';
import { findCoding, findExtension, findExtensions, findIdentifier, isSameTarget } from '../elements.ts';
import { isObject, type Json } from '../json.ts';

/**
 * Small changes to a resource that is kept as the registry wrote it. Each touches one element; an element that loses its
 * last value goes away, because FHIR has no empty ones.
 */

/** The objects of a list; changing one changes the resource. */
export function objects(node: Json, key: string): Json[] {
  const list = node[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function add(node: Json, key: string, item: unknown): void {
  const list = node[key];
  if (Array.isArray(list)) list.push(item);
  else node[key] = [item];
}

export function remove(node: Json, key: string, item: unknown): void {
  const list = node[key];
  if (!Array.isArray(list)) return;
  list.splice(list.indexOf(item), 1);
  if (list.length === 0) delete node[key];
}

/** Sets a plain member, or takes it away. */
export function set(node: Json, key: string, value: FieldValue): void {
  if (value === null || value === '') delete node[key];
  else node[key] = value;
}

/** The object under `key`, made when there is none. */
export function child(node: Json, key: string): Json {
  const found = node[key];
  if (isObject(found)) return found;
  const made: Json = {};
  node[key] = made;
  return made;
}

/** Sets a member of the object under `key`; an object left empty goes away. */
export function setIn(node: Json, key: string, member: string, value: FieldValue): void {
  if (value === null && !isObject(node[key])) return;
  const inner = child(node, key);
  set(inner, member, value);
  if (Object.keys(inner).length === 0) delete node[key];
}

interface IdentifierKind {
  /** All systems it is known by; the first is written. */
  readonly systems: readonly string[];
  /** HL7 v2-0203 code of its type, where it has one. */
  readonly type?: readonly [system: string, code: string];
}

export function setIdentifier(node: Json, { systems, type }: IdentifierKind, value: FieldValue): void {
  const found = findIdentifier<Json>(objects(node, 'identifier'), systems);
  if (value === null || value === '') {
    if (found !== undefined) remove(node, 'identifier', found);
  } else if (found !== undefined) found.value = value;
  else {
    const coded = type === undefined ? {} : { type: { coding: [{ system: type[0], code: type[1] }] } };
    add(node, 'identifier', { ...coded, system: systems[0], value });
  }
}

/** Sets a code in a list of concepts. What was said of the old code in words no longer holds. */
export function setCode(node: Json, key: string, systems: readonly string[], code: FieldValue): void {
  const found = findCoding(objects(node, key) as ConceptJson[], systems);
  if (found === undefined) {
    if (code !== null) add(node, key, { coding: [{ system: systems[0], code }] });
    return;
  }
  const concept: Json = found.concept;
  if (changeCoding(concept, found.coding, code)) remove(node, key, concept);
}

/** The same for the one concept under `key`, which may carry codes of several systems side by side. */
export function setCodeIn(node: Json, key: string, systems: readonly string[], code: FieldValue): void {
  const concept = child(node, key);
  const found = findCoding([concept as ConceptJson], systems);
  if (found !== undefined) {
    if (changeCoding(concept, found.coding, code)) delete node[key];
  } else if (code !== null) add(concept, 'coding', { system: systems[0], code });
}

type ConceptJson = Json & { coding?: Json[] };

/** @returns whether nothing is left of the concept */
function changeCoding(concept: Json, coding: Json, code: FieldValue): boolean {
  delete coding.display;
  delete concept.text;
  if (code === null || code === '') remove(concept, 'coding', coding);
  else coding.code = code;
  return Object.keys(concept).length === 0;
}

/** Sets the value of an extension; without a value the extension goes. */
export function setExtension(node: Json, url: string, member: string, value: unknown): void {
  const found = findExtension<Json>(objects(node, 'extension'), url);
  if (value === null || value === '') {
    if (found !== undefined) remove(node, 'extension', found);
  } else if (found !== undefined) found[member] = value;
  else add(node, 'extension', { url, [member]: value });
}

/** Sets a code in an extension that holds a Coding. */
export function setCodingExtension(node: Json, url: string, system: string, code: FieldValue): void {
  const found = findExtension<Json>(objects(node, 'extension'), url);
  const coding = found?.valueCoding;
  if (code === null || !isObject(coding)) {
    setExtension(node, url, 'valueCoding', code === null ? null : { system, code });
    return;
  }
  coding.code = code;
  delete coding.display;
}

/**
 * Sets codes, one a line, in as many extensions of a Coding: those that stay keep what else is said of them, and a new
 * one takes the place of one that goes.
 */
export function setCodingExtensions(node: Json, url: string, system: string, codes: FieldValue): void {
  const wanted = typeof codes === 'string' ? codes.split('\n').filter((code) => code !== '') : [];
  const present = findExtensions<Json>(objects(node, 'extension'), url);
  const has = (extension: Json): unknown => (isObject(extension.valueCoding) ? extension.valueCoding.code : undefined);
  const missing = wanted.filter((code) => !present.some((extension) => has(extension) === code));
  for (const extension of present) {
    if (wanted.some((code) => has(extension) === code)) continue;
    const code = missing.shift();
    if (code === undefined) remove(node, 'extension', extension);
    else extension.valueCoding = { system, code };
  }
  for (const code of missing) add(node, 'extension', { url, valueCoding: { system, code } });
}

/** Sets a flag that the desk keeps as a word. */
export function setFlagExtension(node: Json, url: string, value: FieldValue): void {
  setExtension(node, url, 'valueBoolean', value === null ? null : value === 'yes');
}

/** The same in a part of an extension made of parts. */
export function setFlagPart(node: Json, url: string, part: string, value: FieldValue): void {
  setPart(node, url, part, 'valueBoolean', value === null ? null : value === 'yes');
}

/** Sets a code in a part that holds a Coding. */
export function setCodingPart(node: Json, url: string, part: string, system: string, code: FieldValue): void {
  inParts(node, url, code, (extension) => setCodingExtension(extension, part, system, code));
}

/** Sets a reference in a part. */
export function setReferencePart(node: Json, url: string, part: string, reference: string): void {
  inParts(node, url, reference, (extension) => setReferenceExtension(extension, part, reference));
}

/** Sets a reference in an extension. */
export function setReferenceExtension(node: Json, url: string, reference: string | null): void {
  const found = findExtension<Json>(objects(node, 'extension'), url);
  if (found === undefined || reference === null) {
    setExtension(node, url, 'valueReference', reference === null ? null : { reference });
  } else setReference(found, 'valueReference', reference);
}

/** Sets a part inside the object or list that an extension holds (`holder` is `valuePeriod`, or null for parts). */
export function setPeriodExtension(node: Json, url: string, end: 'start' | 'end', value: FieldValue): void {
  const extension = findExtension<Json>(objects(node, 'extension'), url) ?? added(node, url, value);
  if (extension === undefined) return;
  setIn(extension, 'valuePeriod', end, value);
  if (!('valuePeriod' in extension) && Object.keys(extension).length === 1) remove(node, 'extension', extension);
}

/** Sets one part of an extension made of parts. */
export function setPart(node: Json, url: string, part: string, member: string, value: FieldValue): void {
  inParts(node, url, value, (extension) => setExtension(extension, part, member, value));
}

/** The extension goes with its last part. */
function inParts(node: Json, url: string, value: FieldValue, change: (extension: Json) => void): void {
  const extension = findExtension<Json>(objects(node, 'extension'), url) ?? added(node, url, value);
  if (extension === undefined) return;
  change(extension);
  if (!('extension' in extension) && Object.keys(extension).length === 1) remove(node, 'extension', extension);
}

function added(node: Json, url: string, value: FieldValue): Json | undefined {
  if (value === null || value === '') return undefined;
  const extension: Json = { url };
  add(node, 'extension', extension);
  return extension;
}

/** Sets a literal reference; how the old target was called or identified no longer holds. */
export function setReference(node: Json, key: string, reference: string | null): void {
  if (reference === null) {
    delete node[key];
    return;
  }
  const target = child(node, key);
  if (typeof target.reference === 'string' && isSameTarget(target.reference, reference)) return;
  target.reference = reference;
  for (const about of ['display', 'identifier', 'type']) delete target[about];
}

export function setContact(
  find: (list: readonly Json[]) => Json | undefined,
  node: Json,
  system: string,
  value: FieldValue,
): void {
  const found = find(objects(node, 'telecom'));
  if (value === null || value === '') {
    if (found !== undefined) remove(node, 'telecom', found);
  } else if (found !== undefined) found.value = value;
  else add(node, 'telecom', { system, value });
}
