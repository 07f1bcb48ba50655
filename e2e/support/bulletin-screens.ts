import { expect } from '@playwright/test';
import type { BulletinInput } from '../../sandbox/control/bulletins.ts';
import { type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';
import type { Program } from './program.ts';
import { controlOf, publishAt } from './sandbox.ts';

const { bulletins: WORDS } = TEXT;
const id = (last: number) => `019a1b2c-0000-7000-8000-00000000000${last}`;

/** What the registry lets its desks know, one of each severity. */
export const NEWS: readonly (BulletinInput & { readonly id: string })[] = [
  { id: id(1), severity: 'outage', title: 'Реестр отвечает медленно', text: 'Причина известна, её устраняют.' },
  {
    id: id(2),
    severity: 'works',
    title: 'Обновление реестра',
    text: 'Ночью обмен не работает. Ваши данные в сохранности.',
  },
  { id: id(3), severity: 'news', title: 'Новая версия справочника должностей', text: '' },
];

/** Banners above a section, and the list on the first page; gone again at the end. */
export async function bulletinScreens(desk: Desk, program: Program, look: Look): Promise<void> {
  const { page } = desk;
  const control = await controlOf(program);
  const first = page.getByText(WORDS.head(WORDS.severity.outage, NEWS[0]?.title ?? ''));
  for (const bulletin of NEWS) await publishAt(control, bulletin);
  await desk.go('home');
  await desk.exchange();
  await expect(first).toBeVisible();
  const list = page.getByRole('list', { name: WORDS.title });
  await expect(list.getByRole('listitem')).toHaveCount(NEWS.length);
  await look('61-bulletin-banners');
  await list.scrollIntoViewIfNeeded();
  await look('62-bulletin-list');
  for (const bulletin of NEWS) await publishAt(control, { ...bulletin, number: 2, withdrawn: true });
  await desk.exchange();
  await expect(list).toBeHidden();
}
