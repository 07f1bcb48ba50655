import { basename } from 'node:path';
import type { HostServices } from '#shared/contract/host.ts';
import type { ImportOffer, ImportTarget } from '#shared/contract/imports.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind, Organisation } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { messages } from '#shared/text/translate.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import { replaceFile } from '../reports/file.ts';
import type { Table } from './cells.ts';
import { FolderWatch } from './folder.ts';
import { type LookupSources, Lookups } from './lookups.ts';
import type { StoredPeople } from './people-plan.ts';
import { type PlanParts, planRows } from './plan.ts';
import { readInThread } from './read-thread.ts';
import { checkColumns, countStates, guessTarget, openTable, type Session, sourceOf } from './session.ts';
import type { ImportStore } from './store.ts';
import { ImportWriting, type WritingParts } from './writing.ts';
import { writeWrongRows } from './wrong-rows.ts';

export interface ImportsParts extends WritingParts {
  readonly store: ImportStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly host: Pick<HostServices, 'openFile' | 'openFolder' | 'saveFile'>;
  /** Private folder for short-lived plain files. */
  readonly temporary: string;
  readonly people: StoredPeople;
  readonly sources: LookupSources;
  readonly organisation: () => Organisation | null;
  readonly openAfter: PlanParts['openAfter'];
  readonly context: () => FieldContext & { readonly today: string };
}

export interface Imports {
  readonly handlers: Handlers<'imports', CallContext>;
  readonly writing: ImportWriting;
  readonly folder: FolderWatch;
}

/** Whom the pages read again. */
const KINDS: Readonly<Record<ImportTarget, readonly EntityKind[]>> = {
  people: ['person'],
  divisions: ['building', 'division'],
  staffing: ['staffingDocument', 'staffingPosition'],
};

/** Reading a file, comparing it with the store, and writing what is taken into a draft. */
export function createImports(parts: ImportsParts): Imports {
  const { store, clock } = parts;
  const writing = new ImportWriting(parts);
  const folder = new FolderWatch({ ...parts, read, compare: compareUnasked });
  let current: Session | null = null;

  function read(path: string, signal: AbortSignal, progress: (rows: number) => void = () => undefined): Promise<Table> {
    const task = { path, organisationOid: parts.organisation()?.oid ?? null };
    return readInThread(task, parts.temporary, progress, signal);
  }

  /** @throws DeskError KD-6104 another file was chosen since, or the program was restarted */
  function session(importId: EntityId): Session {
    if (current?.id !== importId) throw new DeskError('KD-6104');
    return current;
  }

  function planOf(of: Session): NonNullable<Session['plan']> {
    if (of.plan === null) throw new DeskError('KD-6104');
    return of.plan;
  }

  /** @param userId whose own requests may be changed; null: nobody's are asked about */
  function planParts(userId: EntityId | null): PlanParts {
    return {
      ...parts,
      lookups: new Lookups(parts.sources),
      context: parts.context(),
      organisation: parts.organisation(),
      heldBy: (kind: EntityKind, id: EntityId) => (userId === null ? null : parts.heldBy(kind, id, userId)),
    };
  }

  async function compare(of: Session, reading: Session['reading'], context: CallContext): Promise<void> {
    const { rows } = of.table;
    const progress = (done: number): void => context.progress(done, rows.length);
    const user = userOf(context).userId;
    const plan = await planRows(planParts(user), of.target, rows, reading, progress, context.signal);
    Object.assign(of, { reading, plan });
  }

  async function compareUnasked(table: Table, signal: AbortSignal): Promise<ImportOffer['found']> {
    const { session: of } = openTable(table, { id: '', fileName: '' }, guessTarget(table.titles), store);
    try {
      checkColumns(of.target, of.reading.columns);
    } catch {
      return null;
    }
    const plan = await planRows(planParts(null), of.target, table.rows, of.reading, () => undefined, signal);
    const counts = countStates(plan);
    return { changes: (counts.new ?? 0) + (counts.changed ?? 0), doubtful: counts.doubtful ?? 0 };
  }

  async function open(path: string, context: CallContext) {
    const table = await read(path, context.signal, (rows) => context.progress(rows, null));
    const named = { id: parts.ids.next(), fileName: basename(path) };
    const opened = openTable(table, named, guessTarget(table.titles), store);
    current = opened.session;
    return opened;
  }

  const handlers: Handlers<'imports', CallContext> = {
    async choose(_input, context) {
      const { dialogs } = messages('ru').imports;
      const path = await parts.host.openFile({
        title: dialogs.choose,
        filters: [
          { name: dialogs.tables, extensions: ['xlsx', 'csv', 'txt', 'tsv', 'xml', 'json', 'zip'] },
          { name: messages('ru').main.dialogs.allFiles, extensions: ['*'] },
        ],
      });
      return path === null ? null : (await open(path, context)).source;
    },

    setTarget({ importId, target }) {
      const { id, fileName, table } = session(importId);
      const opened = openTable(table, { id, fileName }, target, store);
      current = opened.session;
      return opened.source;
    },

    async preview({ importId, columns }, context) {
      const of = session(importId);
      const fields = of.table.titles.map((_title, at) => columns[at] ?? null);
      checkColumns(of.target, fields);
      await compare(of, { columns: fields, decisions: of.reading.decisions }, context);
      store.saveMapping(sourceOf(of.target, of.table.titles), fields, clock.now());
      return { counts: countStates(planOf(of)) };
    },

    rows({ importId, state, offset, limit }) {
      const plan = planOf(session(importId));
      const shown = state === null ? plan : plan.filter((row) => row.shown.state === state);
      return { rows: shown.slice(offset, offset + limit).map((row) => row.shown), total: shown.length };
    },

    async decide({ importId, rows, decision }, context) {
      const of = session(importId);
      planOf(of);
      const decisions = new Map(of.reading.decisions);
      for (const row of rows) {
        if (decision === null) decisions.delete(row);
        else decisions.set(row, decision);
      }
      await compare(of, { columns: of.reading.columns, decisions }, context);
      return { counts: countStates(planOf(of)) };
    },

    async apply({ importId }, context) {
      const of = session(importId);
      const plan = planOf(of);
      const counts = countStates(plan);
      const taken = { created: counts.new ?? 0, changed: counts.changed ?? 0 };
      const changes = plan.flatMap((row) => row.changes);
      const isNothing = changes.length === 0;
      const facts = { rows: plan.length, new: taken.created, changed: taken.changed };
      const author = actorOf(userOf(context));
      const names = { change: 'imports.write', run: 'imports.run', facts };
      const requestId = isNothing ? null : await writing.write(author, changes, names, context);
      store.setOutcome(of.table.sha256, of.fileName, 'taken', clock.now());
      folder.forget(of.table.sha256);
      of.plan = null;
      parts.emit('imports.changed', {});
      for (const kind of KINDS[of.target]) parts.emit('data.changed', { kind, ids: null });
      if (requestId !== null) parts.emit('data.changed', { kind: 'request', ids: [requestId] });
      return { requestId, ...taken };
    },

    async saveWrong({ importId }, context) {
      const of = session(importId);
      const cells = new Map(of.table.rows.map((row) => [row.row, row.cells]));
      const refused = planOf(of).flatMap(({ shown }) =>
        shown.state === 'wrong' || shown.state === 'doubtful' || shown.state === 'skipped'
          ? [{ shown, cells: cells.get(shown.row) ?? [] }]
          : [],
      );
      const { dialogs, wrongSheet } = messages('ru').imports;
      const path = await parts.host.saveFile({
        title: dialogs.saveWrong,
        fileName: `${wrongSheet} ${clock.today()}.xlsx`,
        filters: [{ name: dialogs.workbooks, extensions: ['xlsx'] }],
      });
      if (path === null) return null;
      await replaceFile(path, (part) => writeWrongRows(part, of.table.titles, refused));
      context.progress(refused.length, refused.length);
      return { fileName: basename(path), rows: refused.length };
    },

    folder: () => folder.state(),

    async chooseFolder() {
      const path = await parts.host.openFolder({ title: messages('ru').imports.dialogs.folder });
      if (path === null) return null;
      await folder.set(path);
      return folder.state();
    },

    async forgetFolder() {
      await folder.set(null);
      return folder.state();
    },

    async openOffer({ offerId }, context) {
      const { session: of, source } = await open(folder.pathOf(offerId), context);
      try {
        checkColumns(of.target, of.reading.columns);
      } catch {
        return { source, counts: null };
      }
      await compare(of, of.reading, context);
      return { source, counts: countStates(planOf(of)) };
    },

    dismissOffer({ offerId }) {
      folder.dismiss(offerId);
      return folder.state();
    },
  };
  return { handlers, writing, folder };
}
