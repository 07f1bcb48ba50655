import type { Page } from '@playwright/test';

/** Strikes single letters of any alphabet and tells when: Playwright's own keyboard has no Cyrillic keys. */
export interface Typing {
  readonly press: (letter: string) => Promise<void>;
  /** The moment of the last key, milliseconds since 1970. */
  readonly pressedAt: () => Promise<number>;
}

export async function openTyping(page: Page): Promise<Typing> {
  await page.evaluate(NOTE_KEYS);
  const keyboard = await page.context().newCDPSession(page);
  return {
    async press(letter) {
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key: letter, text: letter });
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter });
    },
    pressedAt: async () => Number(await page.evaluate('keyPressedAt')),
  };
}

const NOTE_KEYS = `void addEventListener('keydown', (event) => {
  globalThis.keyPressedAt = performance.timeOrigin + event.timeStamp;
}, { capture: true })`;

/** «ива» → «и», «ив», «ива»; a space alone asks nothing new. */
export function beginnings(text: string): string[] {
  return [...text].map((_, i) => text.slice(0, i + 1));
}
