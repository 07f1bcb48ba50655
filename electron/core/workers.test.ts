import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { builtWorkerFile, WORKER_SOURCE, workerUrl } from './workers.ts';

test('source runs from source, the built core from beside itself', () => {
  expect(workerUrl('reports/table-worker', 'file:///p/electron/core/workers.ts').href).toBe(
    'file:///p/electron/core/reports/table-worker.ts',
  );
  expect(workerUrl('reports/table-worker', 'file:///p/out/main/core.js').href).toBe(
    'file:///p/out/main/reports-table-worker.js',
  );
});

test('here, under Node, a name leads to the folder of core', () => {
  expect(fileURLToPath(workerUrl('a/b-worker'))).toBe(`${import.meta.dirname}/a/b-worker.ts`);
});

test('no two workers are built into one file', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    WORKER_SOURCE.test(file),
  );
  const built = sources.map((file) => builtWorkerFile(file.replaceAll('\\', '/').slice(0, -'.ts'.length)));
  expect(new Set(built).size).toBe(sources.length);
});
