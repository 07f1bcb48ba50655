import { readdirSync, readFileSync } from 'node:fs';
import type { CodeSystem, ElementDefinition, NamingSystem, StructureDefinition } from '@medplum/fhirtypes';
import { OWN } from '../../../electron/core/registry/fhir/profile.ts';

/** What `resources/fhir` tells the makers of a registry, and whether a resource keeps to it. */
const FOLDER = new URL('../../../resources/fhir/', import.meta.url);

type Json = Record<string, unknown>;

export function readPublished<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
}

/** Paths of all files of a folder, from `resources/fhir`. */
export function published(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, FOLDER)).map((name) => `${folder}/${name}`);
}

function allOf<T>(folder: string): T[] {
  return published(folder).map((file) => readPublished<T>(file));
}

export const EXTENSIONS = new Map(
  allOf<StructureDefinition>('StructureDefinition').map((definition) => [definition.url ?? '', definition]),
);
const IDENTIFIERS = new Set(
  allOf<NamingSystem>('NamingSystem').flatMap(({ uniqueId }) => uniqueId?.flatMap(({ value }) => value ?? []) ?? []),
);
const CODES = new Map(allOf<CodeSystem>('CodeSystem').map((system) => [system.url ?? '', system]));
export const SYSTEMS: ReadonlySet<string> = new Set([...IDENTIFIERS, ...CODES.keys()]);

/** Each use of an own extension: «url on Element.path = valueType», parts as «url/part on …». */
export function usesIn(resource: Json): Set<string> {
  const uses = new Set<string>();
  walk(resource, String(resource.resourceType), (node, path) => {
    for (const extension of ownExtensions(node)) {
      const url = String(extension.url);
      for (const [name, value] of valuesOf(extension)) uses.add(`${url}${name} on ${path} = ${typeName(value)}`);
    }
  });
  return uses;
}

/** The same as the definitions allow it. */
export function usesDefined(): Set<string> {
  const uses = new Set<string>();
  for (const [url, definition] of EXTENSIONS) {
    for (const { expression } of definition.context ?? []) {
      for (const [name, { type }] of valueRules(definition)) {
        uses.add(`${url}${name} on ${expression} = value${capital(type?.[0]?.code ?? '')}`);
      }
    }
  }
  return uses;
}

/** What is against the definitions, one line each: unknown names, places, values, and how often they stand there. */
export function problemsIn(resource: Json): string[] {
  const problems: string[] = [];
  walk(resource, String(resource.resourceType), (node, path) => {
    if (typeof node.system === 'string' && node.system.startsWith(`${OWN}:`))
      problems.push(...codeProblems(node, path));
    const own = ownExtensions(node);
    for (const url of new Set(own.map((extension) => String(extension.url)))) {
      const same = own.filter((extension) => extension.url === url);
      problems.push(...same.flatMap((one) => extensionProblems(one, path)).map((what) => `${url} on ${path}: ${what}`));
      const max = EXTENSIONS.get(url)?.differential?.element?.[0]?.max;
      if (max === '1' && same.length > 1) problems.push(`${url} on ${path}: ${same.length} times`);
    }
  });
  return problems;
}

function codeProblems({ system, code }: Json, path: string): string[] {
  const known = CODES.get(String(system));
  if (known === undefined) return IDENTIFIERS.has(String(system)) ? [] : [`${path}: unknown system ${system}`];
  if (known.content !== 'complete' || known.concept?.some((concept) => concept.code === code)) return [];
  return [`${path}: no «${code}» in ${system}`];
}

function extensionProblems(extension: Json, path: string): string[] {
  const definition = EXTENSIONS.get(String(extension.url));
  if (definition === undefined) return ['not defined'];
  const places = definition.context?.map(({ expression }) => expression) ?? [];
  const rules = valueRules(definition);
  const values = valuesOf(extension);
  return [
    ...(places.includes(path) ? [] : [`belongs to ${places.join(', ')}`]),
    ...(values.length === 0 ? ['empty'] : []),
    ...(new Set(values.map(([name]) => name)).size < values.length ? ['a part comes twice'] : []),
    ...values.flatMap(([name, value]) => valueProblems(rules.get(name), value).map((what) => `${name} ${what}`.trim())),
  ];
}

function valueProblems(rule: ElementDefinition | undefined, value: Json): string[] {
  if (rule === undefined) return ['is no part of it'];
  const { code, targetProfile } = rule.type?.[0] ?? {};
  const name = typeName(value);
  if (name !== `value${capital(code ?? '')}`) return [`is ${name}, not ${code}`];
  const content = value[name] as Json;
  const wanted = rule.patternCoding?.system;
  if (wanted !== undefined && content.system !== wanted) return [`is of ${content.system}`];
  const codes = codesOf(rule);
  if (codes.length > 0 && !codes.includes(String(value[name]))) return [`is «${value[name]}»`];
  const target = String(content.reference ?? '').split('/')[0] ?? '';
  const types = targetProfile?.map((profile) => profile.split('/').at(-1));
  return types === undefined || target.startsWith('urn:uuid:') || types.includes(target) ? [] : [`refers to ${target}`];
}

/** The closed list that a rule names, empty where there is none. */
export function codesOf({ constraint }: ElementDefinition): string[] {
  return [...(constraint?.[0]?.expression?.matchAll(/'([^']+)'/g) ?? [])].map(([, code]) => code ?? '');
}

/** What each value may be, by «/part»; an extension without parts has its one rule under «». */
export function valueRules({ differential }: StructureDefinition): Map<string, ElementDefinition> {
  const rules = new Map<string, ElementDefinition>();
  for (const element of differential?.element ?? []) {
    const part = /^Extension(?:\.extension:(\w+))?\.value\[x\]$/.exec(element.id ?? '');
    if (part === null || element.max === '0') continue;
    rules.set(part[1] === undefined ? '' : `/${part[1]}`, element);
  }
  return rules;
}

/** The value of an extension, or those of its parts, by «/part». */
function valuesOf(extension: Json): [string, Json][] {
  const parts = objectsIn(extension.extension);
  return parts.length > 0
    ? parts.map((part) => [`/${part.url}`, part])
    : Object.keys(extension).some((key) => key.startsWith('value'))
      ? [['', extension]]
      : [];
}

function typeName(value: Json): string {
  return Object.keys(value).find((key) => key.startsWith('value')) ?? 'nothing';
}

function ownExtensions(node: Json): Json[] {
  return objectsIn(node.extension).filter(({ url }) => typeof url === 'string' && url.startsWith(`${OWN}:`));
}

/** Visits every object of a resource with its element path: `Practitioner.address`. */
function walk(node: Json, path: string, visit: (node: Json, path: string) => void): void {
  visit(node, path);
  for (const [key, value] of Object.entries(node)) {
    const inner = Array.isArray(value) ? value : [value];
    for (const one of objectsIn(inner)) {
      const at = typeof one.resourceType === 'string' ? one.resourceType : `${path}.${key}`;
      walk(one, at, visit);
    }
  }
}

function objectsIn(list: unknown): Json[] {
  return (Array.isArray(list) ? list : []).filter((one) => typeof one === 'object' && one !== null);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
