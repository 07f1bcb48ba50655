import { violations } from './support/axe.ts';
import { prefer, resize } from './support/looks.ts';
import { cutOff } from './support/page-texts.ts';
import { everyScreen } from './support/screens.ts';
import { expect, test } from './support/test.ts';

const SCALES = [100, 200] as const;

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`nothing is found by axe on any screen, ${theme}, usual and twice as large @a11y`, async ({ program }) => {
    test.slow();
    // Colours are measured as they stand, not on their way.
    await program.page.emulateMedia({ reducedMotion: 'reduce' });
    await resize(program, 1280, 800);
    await prefer(program, { theme });
    const found: string[] = [];
    await everyScreen(program, async (name) => {
      for (const scale of SCALES) {
        await prefer(program, { scale });
        const wrong = [...(await violations(program.page)), ...(await cutOff(program.page))];
        found.push(...wrong.map((what) => `${name} at ${scale} %: ${what}`));
      }
      await prefer(program, { scale: 100 });
    });
    expect(found).toEqual([]);
  });
}
