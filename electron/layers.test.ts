import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, posix, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const TREES = ['shared', 'electron', 'renderer', 'sandbox', 'e2e', 'bench', 'histories'];

type Layer = 'shared' | 'core' | 'main' | 'preload' | 'renderer' | 'outside';
/** Which layers a layer may import besides itself. */
const MAY: Readonly<Record<Layer, readonly Layer[]>> = {
  shared: [],
  core: ['shared'],
  main: ['shared'],
  preload: ['shared'],
  renderer: ['shared'],
  outside: ['shared', 'core', 'main', 'preload', 'renderer'],
};
const NODE = new Set(builtinModules);

function layerOf(file: string): Layer {
  const [first, second] = file.split('/');
  if (first === 'shared' || first === 'renderer') return first;
  if (first === 'electron' && (second === 'core' || second === 'main' || second === 'preload')) return second;
  return 'outside';
}

/** Modules named by `import`, `export … from` and `import()`; types count as well: a type is knowledge too. */
function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)(['"])([^'"\n]+)\1/gm);
  return [...found].map((match) => match[2] ?? '');
}

/** Why `file` (from the root, with `/`) may not import `specifier`; null when it may. */
function breach(file: string, specifier: string): string | null {
  const from = layerOf(file);
  const isTest = /\.test\.tsx?$/.test(file);
  if (!specifier.startsWith('.') && !specifier.startsWith('#')) return breachOfPackage(file, from, specifier, isTest);
  const target = specifier.startsWith('#shared/')
    ? specifier.slice(1)
    : posix.normalize(posix.join(posix.dirname(file), specifier));
  // Data, not code: anybody may take it in.
  if (target.startsWith('resources/')) return null;
  if (specifier.startsWith('.') && !/\.(tsx?|json|css|svg|html)$/.test(target))
    return 'name the file with its extension';
  const to = layerOf(target);
  if (to === 'outside' && from !== 'outside') return 'nothing imports what is not part of the program';
  if (to !== from && !MAY[from].includes(to)) return `${from} may not import ${to}`;
  if (specifier.startsWith('.') && to === 'shared' && from !== 'shared' && from !== 'outside') return 'say #shared/…';
  return from === 'core' && !isTest ? breachOfStore(file, target) : null;
}

/** The rows of the entities themselves belong to no single area. */
const COMMON_STORES: ReadonlySet<string> = new Set(['electron/core/entities/store.ts']);

/** Puts everything together and decides nothing. */
const COMPOSITION: ReadonlySet<string> = new Set(['electron/core/compose.ts', 'electron/core/books.ts']);

/** SQL of an area is its own: only its folder, and what composes the areas, reach `store.ts`. */
function breachOfStore(file: string, target: string): string | null {
  if (COMPOSITION.has(file) || COMMON_STORES.has(target)) return null;
  if (posix.basename(target) !== 'store.ts' || posix.dirname(target) === posix.dirname(file)) return null;
  return `${posix.dirname(target)} keeps its store to itself`;
}

function breachOfPackage(file: string, from: Layer, specifier: string, isTest: boolean): string | null {
  if (isTest && ['vitest', 'fast-check'].includes(specifier)) return null;
  const node = specifier.startsWith('node:') || NODE.has(specifier.split('/')[0] ?? '');
  const electron = specifier === 'electron' || specifier.startsWith('electron/');
  switch (from) {
    case 'shared':
      return specifier === 'zod' || (isTest && node) ? null : 'shared imports zod and itself';
    case 'renderer':
      return electron || (node && !isTest) || specifier.startsWith('better-sqlite3') ? 'a page has no Node' : null;
    case 'preload':
      return electron || (isTest && node) ? null : 'the preload has Electron and shared, nothing else';
    case 'core':
      return electron && file !== 'electron/core/entry.ts' ? 'core is plain Node; entry.ts alone meets Electron' : null;
    case 'main':
      return /^(better-sqlite3|react)/.test(specifier) ? 'main has neither a store nor a page' : null;
    default:
      return null;
  }
}

function sources(tree: string): string[] {
  return readdirSync(resolve(ROOT, tree), { recursive: true, encoding: 'utf8' })
    .map((file) => `${tree}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
}

describe('breaches are seen', () => {
  test.each([
    ['renderer/app/x.tsx', '../../electron/core/core.ts'],
    ['renderer/app/x.tsx', '../../shared/contract/index.ts'],
    ['renderer/app/x.tsx', 'node:fs'],
    ['renderer/app/x.tsx', 'electron'],
    ['shared/domain/x.ts', 'node:crypto'],
    ['shared/domain/x.ts', '../../electron/core/core.ts'],
    ['electron/main/x.ts', '../core/core.ts'],
    ['electron/main/x.ts', 'better-sqlite3'],
    ['electron/preload/x.ts', '../main/index.ts'],
    ['electron/preload/x.ts', 'zod'],
    ['electron/core/staff/x.ts', 'electron'],
    ['electron/core/staff/x.ts', 'electron/main'],
    ['electron/core/staff/x.ts', '../../main/ipc.ts'],
    ['electron/core/staff/x.ts', '../changes/store.ts'],
    ['electron/core/staff/x.ts', '../../../sandbox/index.ts'],
    ['electron/core/staff/x.ts', './service'],
  ])('%s ← %s', (file, specifier) => expect(breach(file, specifier)).not.toBeNull());
});

test.each([
  ['renderer/app/x.tsx', '#shared/contract/index.ts'],
  ['renderer/app/x.tsx', 'react'],
  ['electron/core/entry.ts', 'electron'],
  ['electron/core/staff/service.ts', './store.ts'],
  ['electron/core/staff/service.ts', '../entities/store.ts'],
  ['electron/core/staff/service.ts', '../../../resources/dictionaries/posts.json'],
  ['electron/core/staff/service.ts', 'node:fs'],
  ['electron/main/index.ts', 'electron'],
  ['electron/main/program.ts', '../../resources/icons/icon.png?asset'],
  ['sandbox/index.ts', '../electron/core/registry/fhir/profile.ts'],
])('%s ← %s is right', (file, specifier) => expect(breach(file, specifier)).toBeNull());

test('every form of import is seen, comments are not', () => {
  const source = `
    import a from './a.ts';
    import type { B } from "./b.ts";
    import './c.css';
    export { d } from './d.ts';
    const e = await import('./e.ts');
    // import f from './f.ts';
    /* import g from './g.ts'; */
    import {
      h,
    } from './h.ts';`;
  expect(importsOf(source)).toEqual(['./a.ts', './b.ts', './c.css', './d.ts', './e.ts', './h.ts']);
});

test('no file of the program breaks the rule', () => {
  const found = TREES.flatMap(sources).flatMap((file) =>
    importsOf(readFileSync(resolve(ROOT, file), 'utf8')).flatMap((specifier) => {
      const why = breach(file, specifier);
      return why === null ? [] : [`${file} ← ${specifier}: ${why}`];
    }),
  );
  expect(found).toEqual([]);
});

test('the exchange knows a registry by its port alone, whatever the registry speaks', () => {
  const files = ['electron/core/registry/port.ts', ...sources('electron/core/sync'), ...sources('histories')];
  const speaks = files.filter((file) => /fhir/i.test(readFileSync(resolve(ROOT, file), 'utf8')));
  expect(speaks).toEqual([]);
  expect(files).toContain('electron/core/sync/testing/fake-registry.ts');
});

test('the walk sees this very tree', () => {
  expect(sources('electron')).toContain(relative(ROOT, import.meta.filename).replaceAll('\\', '/'));
  expect(dirname(import.meta.filename)).toBe(resolve(ROOT, 'electron'));
});
