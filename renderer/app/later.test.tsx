import { expect, test } from 'vitest';
import { later } from './later.tsx';

const Page = () => null;

test('what was loaded before is shown without waiting', async () => {
  const page = later(async () => Page);
  expect(page.component()).not.toBe(Page);
  await page.load();
  expect(page.component()).toBe(Page);
});

test('a file is fetched once', async () => {
  let fetched = 0;
  const page = later(async () => {
    fetched += 1;
    return Page;
  });
  await page.load();
  await page.load();
  expect(fetched).toBe(1);
});

test('a file that could not be loaded in advance is asked for again', async () => {
  let fetched = 0;
  const page = later(async () => {
    fetched += 1;
    if (fetched === 1) throw new Error('busy');
    return Page;
  });
  await page.load();
  expect(page.component()).not.toBe(Page);
  await page.load();
  expect(page.component()).toBe(Page);
});
