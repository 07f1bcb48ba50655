import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { builtWorkerFile, WORKER_SOURCE } from './electron/core/workers.ts';
import { CONTRACT } from './shared/contract/index.ts';

const root = import.meta.dirname;
const core = resolve(root, 'electron/core');

/** Loaded from node_modules at run time: native code cannot be bundled. */
const NATIVE = ['better-sqlite3'];
const { dependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};
const bundled = Object.keys(dependencies).filter((name) => !NATIVE.includes(name));

/** Every `*worker.ts` of core becomes an entry of its own beside core.js. */
function workerEntries(): Record<string, string> {
  const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => WORKER_SOURCE.test(file));
  return Object.fromEntries(
    sources.map((file) => [builtWorkerFile(file.slice(0, -'.ts'.length)).slice(0, -'.js'.length), resolve(core, file)]),
  );
}

/** The names alone: the preload needs no schema, and a sandboxed one should be small. */
const methodNames = Object.fromEntries(Object.entries(CONTRACT).map(([area, methods]) => [area, Object.keys(methods)]));

/**
 * Takes the rules of summary rows and of tree rows, which no grid here has, out of react-data-grid's style sheet: they
 * count siblings, so that with every row that comes into view the browser would style all rows anew.
 */
const gridStyles: Plugin = {
  name: 'grid-styles',
  enforce: 'pre',
  transform: {
    filter: { id: /react-data-grid\/lib\/styles\.css$/ },
    handler: (code) => code.replaceAll(/^ +&[^{}]*:nth-[^{}]*\{(?:[^{}]|\{[^{}]*\})*\}\n/gm, ''),
  },
};

// The oldest runtime the program is developed with is Electron 33: Node 20.18 and Chromium 130.
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: {
          index: resolve(root, 'electron/main/index.ts'),
          core: resolve(root, 'electron/core/entry.ts'),
          ...workerEntries(),
        },
        // All beside each other, so that a shared chunk finds workers as the entries do.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    define: { __METHOD_NAMES__: JSON.stringify(methodNames) },
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          index: resolve(root, 'electron/preload/index.ts'),
          print: resolve(root, 'electron/preload/print.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    publicDir: false,
    plugins: [react(), gridStyles],
    build: {
      target: 'chrome130',
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      // The page may load fonts and pictures from the program only: nothing is inlined as `data:`.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve(root, 'renderer/index.html'), print: resolve(root, 'renderer/print.html') },
      },
    },
  },
});
