import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** Everything of WCAG 2.2 AA that a program can judge, and what axe advises beyond it. */
const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // The page may fetch nothing, its own style sheets neither.
  preload: false,
};

/** What axe finds on the page as it stands: «rule: where». Put in from outside, so that the content policy stays as it is. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (options) => (await (window as unknown as { axe: typeof axe }).axe.run(document, options)).violations,
    OPTIONS,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, any }) => `${id}: ${target.join(' ')} · ${html.slice(0, 200)} · ${any[0]?.message ?? ''}`,
    ),
  );
}
