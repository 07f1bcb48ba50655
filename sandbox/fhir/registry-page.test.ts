import { existsSync, readFileSync } from 'node:fs';
import type { StructureDefinition } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { CODES, OWN, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { EXTENSIONS, published, SYSTEMS, valueRules } from './testing/conformance.ts';
import { everyField } from './testing/written.ts';

/** What docs/registry-profile.md lists is what there is. */
const PAGE = new URL('../../docs/registry-profile.md', import.meta.url);
const text = readFileSync(PAGE, 'utf8');
/** Cells of every row of every table. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => cells.map((cell) => cell.trim()));

function typeOf(definition: StructureDefinition, part: string): string {
  const { code, targetProfile } = valueRules(definition).get(part)?.type?.[0] ?? {};
  const targets = targetProfile?.map((profile) => profile.split('/').at(-1)).join(' or ');
  return targets === undefined ? `${code}` : `${code}(${targets})`;
}

test('every extension stands there with its place, cardinality and values', () => {
  const wanted = [...EXTENSIONS.values()].map((definition) => {
    const parts = [...valueRules(definition).keys()];
    return [
      `[\`${definition.id}\`](../resources/fhir/StructureDefinition/${definition.id}.json)`,
      (definition.context ?? []).map(({ expression }) => `\`${expression}\``).join(', '),
      `0..${definition.differential?.element?.[0]?.max}`,
      parts[0] === ''
        ? typeOf(definition, '')
        : parts.map((part) => `\`${part.slice(1)}\` ${typeOf(definition, part)}`).join(', '),
      definition.title,
    ];
  });
  const listed = rows.filter(([first]) => first?.includes('/StructureDefinition/'));
  expect(listed.sort()).toEqual(wanted.sort());
});

test('every name of an identifier or a code stands there, and no name of our own that is none', () => {
  for (const name of [...Object.values(SYSTEM), ...Object.values(CODES)].flat()) expect(text).toContain(`\`${name}\``);
  const named = text.match(new RegExp(`${OWN}:[a-z-]+(?=[\`|])`, 'g')) ?? [];
  expect(named.filter((name) => !SYSTEMS.has(name))).toEqual([]);
});

test('every element that the desk writes stands there, and no other', () => {
  const written = new Map<string, Set<string>>();
  for (const { resourceType, id, meta, ...elements } of everyField()) {
    const known = written.get(String(resourceType)) ?? new Set();
    written.set(String(resourceType), known);
    for (const element of Object.keys(elements)) known.add(element);
  }
  const listed = rows.filter(([type = '', , elements]) => written.has(type) && elements?.startsWith('`'));
  expect(listed.map(([type]) => type)).toEqual(
    [...written.keys()].filter((type) => type !== 'Task' && type !== 'Provenance').sort(inPageOrder),
  );
  for (const [type = '', , elements = ''] of listed)
    expect([...elements.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort(), type).toEqual(
      [...(written.get(type) ?? [])].sort(),
    );
});

const inPageOrder = (one: string, other: string) => text.indexOf(`| ${one} `) - text.indexOf(`| ${other} `);

test('every link leads to a file, and every file of JSON is linked to', () => {
  const links = [...text.matchAll(/\]\((\.\.\/[^)]+)\)/g)].map(([, link]) => link ?? '');
  expect(links.filter((link) => !existsSync(new URL(link, PAGE)))).toEqual([]);
  const files = ['StructureDefinition', 'NamingSystem', 'CodeSystem', 'examples'].flatMap(published);
  expect(files.filter((file) => !links.includes(`../resources/fhir/${file}`))).toEqual([]);
});
