import { expect, type Page } from '@playwright/test';

/** Waits until nothing of the section is still being read. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
}
