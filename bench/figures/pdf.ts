import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Api } from '#shared/contract/index.ts';
import { localDay } from '../../electron/core/clock.ts';
import { openReader } from '../../electron/core/db/open.ts';
import { reportOf } from '../../electron/core/reports/catalogue.ts';
import { cellText, columnTitle } from '../../electron/core/reports/text.ts';
import { type Typeface, writeBarePdf } from '../support/bare-documents.ts';
import type { Bench } from '../support/bench.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { withProgram } from '../support/program.ts';
import { storeOf } from '../support/stores.ts';

const PEOPLE = 2000;
const ROUNDS = 5;
const TARGET = 2.5;
const STAFF = {
  reportId: 'staff-list',
  divisionId: null,
  employed: 'all',
  onDay: localDay(new Date()),
  organisationId: null,
  reader: 'editor',
} as const;

/**
 * The staff list of 2,000 people as a document: the wish in the page → core → the hidden print window → metadata and
 * digest on every page → the file with its name; against the same cells drawn by hand with pdfkit.
 */
export async function measure(bench: Bench): Promise<void> {
  const { rows, characters } = await register(bench);
  const bare = join(bench.folder, 'bare.pdf');
  await withProgram(bench, PEOPLE, async (page, program) => {
    await program.answerDialogs({ save: join(bench.folder, 'staff.pdf') });
    await print(page);
    const times = await inTurns(ROUNDS, {
      floor: () => timed(() => writeBarePdf(bare, TYPEFACE, rows, characters)),
      pdf: () => print(page),
    });
    bench.report(figure('pdf register', median(times.pdf), median(times.floor), TARGET));
  });
}

/** Milliseconds as the page sees them. */
async function print(page: Page): Promise<number> {
  const [took, written] = await page.evaluate(
    async (wish) => {
      const { kartoteka } = window as unknown as { kartoteka: Api };
      const begun = performance.now();
      const answer = await kartoteka.reports.run(wish);
      return [performance.now() - begun, answer.ok ? (answer.value?.rows ?? 0) : answer.error.code] as const;
    },
    { ...STAFF, format: 'pdf' } as const,
  );
  if (written !== PEOPLE) throw new Error(`the document has ${written} lines`);
  return took;
}

/** The same cells in the same words, title row first. */
async function register(bench: Bench): Promise<{ rows: string[][]; characters: number[] }> {
  const { path, key } = await storeOf(bench, PEOPLE);
  const { columns, lines } = reportOf(STAFF.reportId);
  const db = openReader(path, key);
  const rows = [...lines(db, STAFF)].map(({ cells }) =>
    cells.map((cell, i) => cellText(cell, columns[i]?.type ?? 'text')),
  );
  db.close();
  return {
    rows: [columns.map((column) => columnTitle(column.key)), ...rows],
    characters: columns.map(({ width }) => width),
  };
}

const fontFile = (script: string): string =>
  createRequire(import.meta.url).resolve(`@fontsource/pt-sans/files/pt-sans-${script}-400-normal.woff`);
const TYPEFACE: Typeface = { latin: fontFile('latin'), cyrillic: fontFile('cyrillic') };
