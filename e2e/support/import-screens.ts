import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { clinicSource } from '../../electron/core/training/generate.ts';
import { type Desk, TEXT } from './desk.ts';
import { Imports } from './imports.ts';
import type { Look } from './look.ts';
import type { Program } from './program.ts';

/** A file with rows of every verdict on its way into a request, and what the watched folder offers. */
export async function importScreens(desk: Desk, program: Program, look: Look): Promise<void> {
  const imports = new Imports(program);
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-exports-'));
  const file = join(folder, 'Сотрудники.csv');
  await writeFile(file, everyVerdict());
  await desk.go('imports');
  await imports.choose(file);
  await look('40-import-columns');
  await imports.check();
  await look('41-import-preview');
  await desk.page.getByRole('button', { name: TEXT.imports.apply(2) }).click();
  await expect(desk.page.getByRole('button', { name: TEXT.imports.openRequest })).toBeVisible();
  await look('42-import-done');
  await writeFile(join(folder, 'Снимок.xlsx'), 'PK');
  await appendFile(file, '\n112-233-445 95;Новикова Ольга Петровна;8 900 111-22-33');
  await desk.go('settings');
  await program.answerDialogs({ open: folder });
  await desk.page.getByRole('button', { name: TEXT.imports.folder.choose }).click();
  await expect(desk.page.getByText(/^Снимок\.xlsx: /)).toBeVisible();
  await look('43-import-offers');
  const dismiss = desk.page.getByRole('button', { name: TEXT.imports.offers.dismiss });
  await dismiss.first().click();
  await expect(dismiss).toHaveCount(1);
  await dismiss.click();
  await expect(dismiss).toHaveCount(0);
  await rm(folder, { recursive: true, force: true });
}

/** Somebody as they are, with another phone, new, under somebody else's number, and with a wrong number. */
export function everyVerdict(): string {
  const clinic = clinicSource({ people: 40 });
  const known = [1, 2, 3].map((at) => clinic.personAt(at).person);
  const names = known.map(({ lastName, firstName, patronymic }) => [lastName, firstName, patronymic].join(' ').trim());
  return [
    'СНИЛС;ФИО;Телефон',
    `${known[0]?.snils};${names[0]};`,
    `${known[1]?.snils};${names[1]};8 900 777-66-55`,
    '112-233-445 95;Новикова Ольга Петровна;',
    `${known[2]?.snils};Совсем Другая Фамилия;`,
    '112-233-445 96;Ошибкина Анна Ивановна;',
  ].join('\n');
}
