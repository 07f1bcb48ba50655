import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HostServices } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { localDay } from '../../electron/core/clock.ts';
import { openReader } from '../../electron/core/db/open.ts';
import { reportOf } from '../../electron/core/reports/catalogue.ts';
import type { ReportLine } from '../../electron/core/reports/report.ts';
import { createReports } from '../../electron/core/reports/reports.ts';
import { writeBareXlsx } from '../support/bare-documents.ts';
import type { Bench } from '../support/bench.ts';
import { clerkOf, openDesk, type StoreFile } from '../support/desk.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const ROUNDS = 3;
const TARGET = 2;
const TARGET_MB = 80;
const STAFF = {
  reportId: 'staff-list',
  divisionId: null,
  employed: 'all',
  onDay: localDay(new Date()),
  organisationId: null,
  reader: 'editor',
} as const;

/**
 * The whole staff list as a workbook, from the wish to the file with its name and digest, against the least that Excel
 * opens, written by hand from the same lines; and what the process grows by meanwhile.
 */
export async function measure(bench: Bench): Promise<void> {
  const file = await storeOf(bench, bench.people);
  const desk = openDesk(file);
  const target = join(bench.folder, 'staff.xlsx');
  const { handlers } = createReports({
    db: desk.db,
    file,
    journal: desk.journal,
    organisationId: desk.organisationId,
    ports: {
      clock: desk.clock,
      ids: desk.ids,
      host: { ...NO_HOST, saveFile: async () => target },
    },
  });
  const clerk = clerkOf(desk);
  const run = async (): Promise<void> => {
    const done = await handlers.run({ ...STAFF, format: 'xlsx' }, clerk);
    if (done?.rows !== bench.people) throw new Error(`${done?.rows} lines were written`);
  };
  const growth = await growthDuring(run);
  const times = await inTurns(ROUNDS, { floor: () => timed(() => writeBare(file, target)), xlsx: () => timed(run) });
  desk.db.close();
  rmSync(target);
  bench.report(figure('xlsx out', median(times.xlsx), median(times.floor), TARGET));
  bench.report(figure('xlsx out memory', growth, null, TARGET_MB, 'MB'));
}

const unused = (): Promise<never> => Promise.reject(new DeskError('KD-9001'));
const NO_HOST: HostServices = {
  openExternal: unused,
  keystoreAvailable: unused,
  keystoreWrap: unused,
  keystoreUnwrap: unused,
  openFile: unused,
  openFolder: unused,
  saveFile: unused,
  printToPdf: unused,
  showPdf: unused,
  showToast: unused,
  draftMail: unused,
  resolveProxy: unused,
  keepSession: unused,
  forgetPlaces: unused,
};

function writeBare({ path, key }: StoreFile, target: string): Promise<void> {
  const db = openReader(path, key);
  return writeBareXlsx(target, cellsOf(reportOf(STAFF.reportId).lines(db, STAFF))).finally(() => db.close());
}

function* cellsOf(lines: Iterable<ReportLine>): Iterable<(string | number)[]> {
  for (const { cells } of lines) yield cells.map((cell) => cell ?? '');
}

const LOOK_EVERY = 5;

/** Megabytes that this process has at most more than before; workers are threads of it. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, LOOK_EVERY);
  await work().finally(() => clearInterval(timer));
  return (most - before) / 1024 / 1024;
}
