import { NEWS } from './support/bulletin-screens.ts';
import { dataWords, wordsOf } from './support/data-words.ts';
import { everyVerdict } from './support/import-screens.ts';
import { prefer, resize } from './support/looks.ts';
import { cutOff, pageTexts } from './support/page-texts.ts';
import { SAID } from './support/request-screens.ts';
import { everyScreen } from './support/screens.ts';
import { expect, test } from './support/test.ts';

/** What stands in a name of a key or of a code, in every language alike. */
const EVERYWHERE = ['Ctrl', 'Alt', 'Shift', 'Enter', 'Esc', 'Tab', 'Space', 'Delete', 'KD', 'Electron'];

/** Letters and digits by chance. */
const RECOVERY_KEY = /\b[0-9A-Z]{5}(-[0-9A-Z]{5})+\b/g;

/** Of what is signed. */
const DIGEST = /\b[0-9a-f]{64}\b/g;

/** Of files that somebody named. */
const FILE = /[\p{L}\d-]+\.kpkg/gu;

/** Where the data lie on this computer. */
const FOLDER = /(\/[\w.-]+)+/g;

const SIZES = [
  [1024, 640],
  [1280, 800],
] as const;

test.use({ switches: ['--pseudo-locale'] });

test('every text of every screen is from the catalogue, and longer ones fit @pseudo', async ({ program, registry }) => {
  test.slow();
  await program.page.emulateMedia({ reducedMotion: 'reduce' });
  await resize(program, 1280, 800);
  const data = await dataWords(registry.sandbox);
  const written = [everyVerdict(), SAID, ...NEWS.flatMap(({ title, text = '' }) => [title, text])];
  for (const word of written.flatMap(wordsOf)) data.add(word);
  const isKnown = (word: string) => data.has(word) || EVERYWHERE.includes(word);
  const found: string[] = [];
  await everyScreen(program, async (name) => {
    await prefer(program, { language: 'en' });
    for (const text of await pageTexts(program.page)) {
      const unknown = wordsOf(outsideBrackets(text)).filter((word) => !isKnown(word));
      if (unknown.length > 0) found.push(`${name}: not translated: ${unknown.join(' ')} in «${text.slice(0, 120)}»`);
    }
    for (const [width, height] of SIZES) {
      await resize(program, width, height);
      found.push(...(await cutOff(program.page)).map((cut) => `${name} at ${width} × ${height}: ${cut}`));
    }
    await prefer(program, { language: 'ru' });
  });
  expect([...new Set(found)]).toEqual([]);
});

/** Without what the catalogue said, also where one text of it stands in another. */
function outsideBrackets(text: string): string {
  const inner = text
    .replaceAll(/⟦[^⟦⟧]*⟧/g, '')
    .replaceAll(RECOVERY_KEY, '')
    .replaceAll(FILE, '')
    .replaceAll(FOLDER, '')
    .replaceAll(DIGEST, '');
  return inner === text ? text : outsideBrackets(inner);
}
