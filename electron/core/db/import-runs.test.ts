import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { ImportStore } from '../imports/store.ts';
import { importsSchema } from './migrations/0004-imports.ts';
import { importRuns } from './migrations/0007-import-runs.ts';
import { undoSchema } from './migrations/0015-undo.ts';
import { bulkOperations } from './migrations/0016-bulk-operations.ts';

it('a store that remembers columns of files keeps them and learns of imports under way, the folder and its files', () => {
  const db = new Sqlite(':memory:');
  importsSchema(db);
  db.exec(`INSERT INTO import_mapping VALUES ('source', '["person.snils", null]', '2026-11-21T09:00:00.000Z')`);
  importRuns(db);
  db.exec(
    `INSERT INTO import_run VALUES ('former', 'writing', 'a', 'Кадрова Анна', 'editor', '2026-11-21T09:00:00.000Z')`,
  );
  undoSchema(db);
  bulkOperations(db);
  const store = new ImportStore(db);
  expect(store.mapping('source')).toEqual(['person.snils', null]);
  const author = { id: 'a', name: 'Кадрова Анна', role: 'editor' };
  const former = { id: 'former', state: 'writing', author, action: 'imports.write' } as const;
  expect([store.runs(), store.folder(), store.outcome('0')]).toEqual([[former], null, null]);
  store.end('former');
  const run = { id: 'run', state: 'writing', author, action: 'bulk.write' } as const;
  store.begin(run, '2026-11-21T09:00:00.000Z');
  const change = {
    kind: 'person',
    id: 'p',
    operation: 'create',
    subjectKind: 'person',
    subjectId: 'p',
    fields: [],
  } as const;
  store.addStep('run', [change]);
  store.addStep('run', [{ ...change, id: 'q' }]);
  store.addStep('run', [{ ...change, id: 'r' }]);
  store.addStep('run', [{ ...change, id: 's' }]);
  expect(store.takeSteps('run', 'last', 2)).toMatchObject([{ id: 'r' }, { id: 's' }]);
  expect(store.takeSteps('run', 'first', 1)).toMatchObject([{ id: 'p' }]);
  expect(store.takeSteps('run', 'first', 5)).toMatchObject([{ id: 'q' }]);
  expect(store.takeSteps('run', 'first', 5)).toEqual([]);
  store.settle('run');
  expect(store.runs()).toEqual([{ ...run, state: 'settling' }]);
  store.end('run');
  expect(db.prepare('SELECT count(*) FROM import_step').pluck().get()).toBe(0);
  store.setFolder('/one');
  store.setFolder('/two');
  expect(store.folder()).toBe('/two');
  store.setOutcome('0', 'a.xlsx', 'dismissed', '2026-11-21T09:00:00.000Z');
  store.setOutcome('0', 'b.xlsx', 'taken', '2026-11-22T09:00:00.000Z');
  expect(store.outcome('0')).toBe('taken');
});
