import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { ReportParameters, ReportRun } from '#shared/contract/areas.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { LocalDate } from '#shared/domain/values.ts';
import { messages } from '#shared/text/translate.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Ports } from '../ports.ts';
import { reportOf } from './catalogue.ts';
import { replaceFile } from './file.ts';
import { finishPdf, printModelOf } from './pdf.ts';
import { alignmentOf, type DatedParameters, type Report } from './report.ts';
import { insertRun, listRuns, pathOfRun, type StoredRun } from './store.ts';
import { WRITERS } from './table.ts';
import { writeTableInThread } from './table-thread.ts';
import { cellText, columnTitle, type Heading, headingOf } from './text.ts';
import type { Written } from './xlsx.ts';

const PREVIEW_LINES = 50;
const HISTORY = 200;

export interface ReportsDeps {
  readonly db: Database;
  /** Where workers read the same store; null for the training clinic, which lives in memory. */
  readonly file: { readonly path: string; readonly key: Uint8Array } | null;
  readonly ports: Pick<Ports, 'clock' | 'host' | 'ids'>;
  readonly journal: Journal;
  /** Whose reports they are; null before the first exchange. */
  readonly organisationId: () => string | null;
}

type Run = DatedParameters & { readonly format: ReportRun['format'] };

export interface Reports {
  readonly handlers: Handlers<'reports', CallContext>;
  pathOf(runId: string): string | null;
}

export function createReports(deps: ReportsDeps): Reports {
  const { db, ports } = deps;

  // Lines are read at once on this connection: SQLite allows it nothing else while a reading is open.
  async function writeTo(part: string, run: Run, heading: Heading, made: Made, context: CallContext): Promise<Written> {
    const report = reportOf(run.reportId);
    const total = report.count(db, run);
    const progress = (records: number): void => context.progress(records, total);
    progress(0);
    const { format } = run;
    if (format === 'pdf') return writePdf(part, report, run, heading, made, progress, context.signal);
    if (deps.file) {
      const task = { database: deps.file, file: part, format, parameters: run, made };
      return writeTableInThread(task, progress, context.signal);
    }
    return WRITERS[format](part, report, [...report.lines(db, run)], heading, progress, context.signal);
  }

  async function writePdf(
    part: string,
    report: Report,
    run: Run,
    heading: Heading,
    made: Made,
    progress: (records: number) => void,
    signal: AbortSignal,
  ): Promise<Written> {
    const { model, written } = await printModelOf(report, [...report.lines(db, run)], heading, progress, signal);
    const printed = await ports.host.printToPdf({ model });
    signal.throwIfAborted();
    await writeFile(part, await finishPdf(printed, heading, written.digest, made.at));
    return written;
  }

  const dated = <P extends ReportParameters>(parameters: P, { user }: CallContext): P & DatedParameters => ({
    ...parameters,
    onDay: parameters.onDay ?? ports.clock.today(),
    organisationId: deps.organisationId(),
    reader: user?.role ?? null,
  });

  return {
    pathOf: (runId) => pathOfRun(db, runId),
    handlers: {
      preview(asked, context) {
        const parameters = dated(asked, context);
        const report = reportOf(parameters.reportId);
        const rows: string[][] = [];
        for (const line of report.lines(db, parameters)) {
          if (rows.length === PREVIEW_LINES) break;
          rows.push(line.cells.map((cell, index) => cellText(cell, report.columns[index]?.type ?? 'text')));
        }
        const columns = report.columns.map(({ key, type }) => ({
          key,
          title: columnTitle(key),
          align: alignmentOf(type),
        }));
        return { columns, rows, total: report.count(db, parameters) };
      },

      async run(asked, context) {
        const run = dated(asked, context);
        const made = { at: ports.clock.now(), by: context.user?.name ?? '' };
        const heading = headingOf(db, reportOf(run.reportId), run, made);
        const path = await ports.host.saveFile({
          title: heading.title,
          fileName: `${heading.title} ${run.onDay}.${run.format}`,
          filters: [{ name: messages('ru').documents.formats[run.format], extensions: [run.format] }],
        });
        if (path === null) return null;
        let written: Written | undefined;
        const sha256 = await replaceFile(path, async (part) => {
          written = await writeTo(part, run, heading, made, context);
        });
        const stored: StoredRun = {
          id: ports.ids.next(),
          reportId: run.reportId,
          format: run.format,
          parameters: JSON.stringify({
            divisionId: run.divisionId,
            employed: run.employed,
            onDay: run.onDay,
            organisationId: run.organisationId,
          }),
          onDay: run.onDay,
          at: made.at,
          actor: made.by,
          rows: written?.records ?? 0,
          path,
          fileName: basename(path),
          sha256,
        };
        record(deps, stored, context);
        return publicRun(stored);
      },

      history: () => ({
        runs: listRuns(db, HISTORY).map((run) =>
          publicRun({ ...run, onDay: onDayOf(run.parameters), fileName: basename(run.path) }),
        ),
      }),
    },
  };
}

interface Made {
  readonly at: string;
  readonly by: string;
}

/** The history row and the journal entry stand or fall together. */
function record({ db, journal }: ReportsDeps, run: StoredRun, context: CallContext): void {
  db.transaction(() => {
    insertRun(db, run);
    journal.append({
      action: 'reports.run',
      actorId: context.user?.userId ?? null,
      actorName: run.actor,
      role: context.user?.role ?? '',
      kind: 'report',
      objectId: run.id,
      facts: { report: run.reportId, format: run.format, rows: run.rows, sha256: run.sha256 },
    });
  }).immediate();
}

const Stored = z.object({ onDay: LocalDate.nullable().default(null) });

function onDayOf(parameters: string): string | null {
  return Stored.parse(JSON.parse(parameters)).onDay;
}

function publicRun({ id, reportId, format, at, actor, rows, onDay, fileName, sha256 }: StoredRun): ReportRun {
  return { id, reportId, format, at, actor, rows, onDay, fileName, sha256 };
}
