import { expect, type Locator, type Page } from '@playwright/test';

/** Waits until nothing of the section, or of a part of the page, is still being read. */
export async function settled(page: Page, part: Locator = page.getByRole('main')): Promise<void> {
  await expect(part.locator('[aria-busy=true]')).toHaveCount(0);
}
