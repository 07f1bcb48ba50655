import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import { type ImportField, type ImportRow, type ImportSource, imports } from '#shared/contract/imports.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';

type Value = string | number | Date | null;

/** A desk with a clinic, and a folder whose file the next dialog answers with. */
export async function openImportDesk(people = 20) {
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-import-'));
  let chosen: string | null = null;
  const saved = join(folder, 'wrong.xlsx');
  const desk = openTestDesk({
    temporary: folder,
    host: { openFile: async () => chosen, saveFile: async () => saved },
  });
  const clinic = fillClinic(desk, people);
  const { imports: handlers } = desk.handlers;

  async function chooseFile(path: string | null) {
    chosen = path;
    return imports.choose.output.parse(await handlers.choose({}, desk.editor));
  }

  return {
    desk,
    clinic,
    folder,
    saved,
    chooseFile,
    async chooseBytes(name: string, bytes: Uint8Array | string) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return chooseFile(path);
    },
    async chooseSheet(rows: readonly (readonly Value[])[], sheet = 'Лист1') {
      const path = join(folder, 'people.xlsx');
      await writeWorkbook(path, rows, sheet);
      return chooseFile(path);
    },
    /** Chooses, compares by the columns guessed, and answers all rows. */
    async previewOf(rows: readonly (readonly Value[])[], columns?: (ImportField | null)[]) {
      return this.compare(await this.chooseSheet(rows), columns);
    },
    async previewBytes(name: string, bytes: Uint8Array | string) {
      return this.compare(await this.chooseBytes(name, bytes));
    },
    async compare(source: ImportSource | null, columns?: (ImportField | null)[]) {
      if (source === null) throw new Error('Nothing chosen');
      const { importId, target } = source;
      const fields = columns ?? source.columns.map(({ field }) => field);
      const { counts } = imports.preview.output.parse(
        await handlers.preview({ importId, columns: fields }, desk.editor),
      );
      return { importId, target, counts, rows: await rowsOf(desk, importId) };
    },
    async close() {
      desk.db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function rowsOf(desk: TestDesk, importId: string): Promise<ImportRow[]> {
  const input = imports.rows.input.parse({ importId, offset: 0, limit: 500 });
  return imports.rows.output.parse(await desk.handlers.imports.rows(input, desk.editor)).rows;
}

/** A workbook as Excel lays it out: strings shared. */
export async function writeWorkbook(path: string, rows: readonly (readonly Value[])[], sheet = 'Лист1'): Promise<void> {
  const workbook = new Excel.Workbook();
  const worksheet = workbook.addWorksheet(sheet);
  for (const row of rows) worksheet.addRow([...row]);
  await workbook.xlsx.writeFile(path);
}

/** Text as the programs of Russian clinics write it. */
export function windows1251(text: string): Uint8Array {
  const table = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, code) => code));
  return Uint8Array.from(text, (letter) => table.indexOf(letter));
}
