import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** Everything of WCAG 2.2 AA that a program can judge, and what axe advises beyond it. */
const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Menus, tooltips and notices are drawn outside all landmarks, as they lie over them.
  rules: { region: { enabled: false } },
  resultTypes: ['violations'],
  // The page may fetch nothing, its own style sheets neither.
  preload: false,
};

/** Where Fluent keeps the ends of a tab order: they pass the focus on at once, so that nothing ever rests on them. */
const SENTINELS = '[data-tabster-dummy]';

/** What axe finds on the page as it stands: «rule: where». Put in from outside, so that the content policy stays as it is. */
export async function violations(page: Page): Promise<string[]> {
  // While a dialog goes away, what is below it comes back a moment later.
  await page.waitForFunction(
    () =>
      document.querySelector('#root[aria-hidden]') === null ||
      document.querySelector('[role=dialog], [role=alertdialog]') !== null,
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ({ options, exclude }) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      // What fades has colours of neither state; what turns for ever has one.
      const fading = () =>
        document
          .getAnimations()
          .filter(
            ({ playState, effect }) =>
              playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
          );
      // An exchange that comes by itself is half seen: its command has one colour, and then the other.
      let changes = 0;
      new MutationObserver(() => changes++).observe(document.querySelector('footer') ?? document, {
        subtree: true,
        attributeFilter: ['disabled'],
      });
      for (;;) {
        const before = changes;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        await Promise.allSettled(fading().map(({ finished }) => finished));
        const { violations } = await run({ exclude }, options);
        if (changes === before && fading().length === 0) return violations;
      }
    },
    { options: OPTIONS, exclude: [SENTINELS] },
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, any }) => `${id}: ${target.join(' ')} · ${html.slice(0, 200)} · ${any[0]?.message ?? ''}`,
    ),
  );
}
