import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';
import { Packages } from './packages.ts';
import type { Program } from './program.ts';

/** Packages: what was written, one on its way out with a signature, and a look into it. */
export async function packageScreens(desk: Desk, program: Program, look: Look): Promise<void> {
  const packages = new Packages(program, desk);
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-stick-'));
  const path = join(folder, 'Заявки.kpkg');
  await packages.go();
  const phrase = await packages.write('requests', path);
  await expect(desk.page.getByRole('table', { name: TEXT.packages.history })).toBeVisible();
  await look('90-packages');
  await packages.prepare('registry');
  await packages.dialog.getByRole('checkbox', { name: TEXT.packages.writing.sign }).check();
  await look('91-package-write');
  await desk.page.keyboard.press('Escape');
  await expect(packages.dialog).toBeHidden();
  await packages.open(path, phrase);
  await look('92-package-preview');
  await packages.close();
  await rm(folder, { recursive: true, force: true });
}
