import { basename } from 'node:path';
import type { HostServices } from '#shared/contract/host.ts';
import type { ImportDecision } from '#shared/contract/imports.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { messages } from '#shared/text/translate.ts';
import { type Actor, actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import { replaceFile } from '../reports/file.ts';
import type { BulkChanges } from '../staff/bulk.ts';
import { type LookupSources, Lookups } from './lookups.ts';
import { planRows, type StoredPeople } from './plan.ts';
import { readInThread } from './read-thread.ts';
import { changesOf, checkColumns, countStates, describeColumns, type Session, sourceOf } from './session.ts';
import type { ImportStore } from './store.ts';
import { guessFields } from './synonyms.ts';
import { writeWrongRows } from './wrong-rows.ts';

export interface ImportsParts {
  readonly db: Database;
  readonly store: ImportStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly host: Pick<HostServices, 'openFile' | 'saveFile'>;
  /** Private folder for short-lived plain files. */
  readonly temporary: string;
  readonly journal: Journal;
  readonly people: StoredPeople;
  readonly sources: LookupSources;
  readonly organisationOid: () => string | null;
  readonly context: () => FieldContext & { readonly today: string };
  /** Number of a request that keeps the user from editing the entity without taking it back first, or null. */
  readonly heldBy: (kind: 'person' | 'employment', id: EntityId, userId: EntityId) => number | null;
  readonly write: (
    author: Actor & { readonly id: EntityId },
    changes: BulkChanges,
  ) => { requestId: EntityId | null; personIds: readonly EntityId[] };
}

/** Reading a file of people, comparing it with the store, and writing what is taken into a draft. */
export function createImports(parts: ImportsParts): Handlers<'imports', CallContext> {
  let current: Session | null = null;

  /** @throws DeskError KD-6104 another file was chosen since, or the program was restarted */
  function session(importId: EntityId): Session {
    if (current?.id !== importId) throw new DeskError('KD-6104');
    return current;
  }

  function planOf(of: Session): NonNullable<Session['plan']> {
    if (of.plan === null) throw new DeskError('KD-6104');
    return of.plan;
  }

  async function compare(
    of: Session,
    columns: Session['columns'],
    decisions: ReadonlyMap<number, ImportDecision>,
    context: CallContext,
  ): Promise<void> {
    const { userId } = userOf(context);
    const plan = await planRows(
      {
        people: parts.people,
        lookups: new Lookups(parts.sources),
        context: parts.context(),
        organisationOid: parts.organisationOid(),
        heldBy: (kind, id) => parts.heldBy(kind, id, userId),
      },
      of.table.rows,
      columns,
      decisions,
      (done) => context.progress(done, of.table.rows.length),
      context.signal,
    );
    Object.assign(of, { columns, decisions, plan });
  }

  return {
    async choose(_input, context) {
      const { dialogs } = messages('ru').imports;
      const path = await parts.host.openFile({
        title: dialogs.choose,
        filters: [
          { name: dialogs.tables, extensions: ['xlsx', 'csv', 'txt', 'tsv'] },
          { name: messages('ru').main.dialogs.allFiles, extensions: ['*'] },
        ],
      });
      if (path === null) return null;
      const table = await readInThread(path, parts.temporary, (rows) => context.progress(rows, null), context.signal);
      const remembered = parts.store.mapping(sourceOf(table.titles));
      const columns = remembered ?? guessFields(table.titles);
      const fileName = basename(path);
      current = { id: parts.ids.next(), fileName, table, columns, decisions: new Map(), plan: null };
      return {
        importId: current.id,
        fileName,
        sheet: table.sheet,
        headerRow: table.headerRow,
        rows: table.rows.length,
        columns: describeColumns(table, columns),
        remembered: remembered !== null,
      };
    },

    async preview({ importId, columns }, context) {
      const of = session(importId);
      const fields = of.table.titles.map((_title, at) => columns[at] ?? null);
      checkColumns(fields);
      await compare(of, fields, of.decisions, context);
      parts.store.saveMapping(sourceOf(of.table.titles), fields, parts.clock.now());
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
      const decisions = new Map(of.decisions);
      for (const row of rows) {
        if (decision === null) decisions.delete(row);
        else decisions.set(row, decision);
      }
      await compare(of, of.columns, decisions, context);
      return { counts: countStates(planOf(of)) };
    },

    apply({ importId }, context) {
      const of = session(importId);
      const plan = planOf(of);
      const counts = countStates(plan);
      const author = actorOf(userOf(context));
      // One transaction: from here it is all or nothing, and too late to stop.
      context.signal.throwIfAborted();
      const taken = (counts.new ?? 0) + (counts.changed ?? 0);
      context.progress(0, taken);
      const { requestId, personIds } = parts.db
        .transaction(() => {
          const written = parts.write(author, changesOf(plan));
          if (written.requestId !== null) {
            parts.journal.append({
              action: 'imports.run',
              actorId: author.id,
              actorName: author.name,
              role: author.role,
              kind: 'request',
              objectId: written.requestId,
              facts: { rows: plan.length, new: counts.new ?? 0, changed: counts.changed ?? 0 },
            });
          }
          return written;
        })
        .immediate();
      context.progress(taken, taken);
      of.plan = null;
      parts.emit('data.changed', { kind: 'person', ids: null });
      if (requestId !== null) parts.emit('data.changed', { kind: 'request', ids: [requestId] });
      return { requestId, created: counts.new ?? 0, changed: counts.changed ?? 0, people: personIds.length };
    },

    async saveWrong({ importId }, context) {
      const of = session(importId);
      const refused = planOf(of).flatMap(({ shown }, at) =>
        shown.state === 'wrong' || shown.state === 'doubtful' || shown.state === 'skipped'
          ? [{ shown, cells: of.table.rows[at]?.cells ?? [] }]
          : [],
      );
      const { dialogs, wrongSheet } = messages('ru').imports;
      const path = await parts.host.saveFile({
        title: dialogs.saveWrong,
        fileName: `${wrongSheet} ${parts.clock.today()}.xlsx`,
        filters: [{ name: dialogs.workbooks, extensions: ['xlsx'] }],
      });
      if (path === null) return null;
      await replaceFile(path, (part) => writeWrongRows(part, of.table.titles, refused));
      context.progress(refused.length, refused.length);
      return { fileName: basename(path), rows: refused.length };
    },
  };
}
