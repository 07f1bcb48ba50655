import type { CDPSession, Page } from '@playwright/test';

interface Modifiers {
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const CODES: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ';': 'Semicolon',
  "'": 'Quote',
  ',': 'Comma',
  '.': 'Period',
  '`': 'Backquote',
  ' ': 'Space',
};

/** Real key events of a keyboard whose layout is Russian or Latin; Playwright's own has no Cyrillic keys. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Strikes the keys that give this text on the layout that has its letters. */
  async type(text: string): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    for (const letter of text) await strike(session, codeOf(letter), letter, {});
    await session.detach();
  }

  /** @param letter what the layout has at the place of the key: `chord('KeyK', 'л', { ctrl: true })` */
  async chord(code: string, letter: string, modifiers: Modifiers): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    await strike(session, code, letter, modifiers);
    await session.detach();
  }

  /** The buttons at the side of a mouse. */
  async sideButton(button: 'back' | 'forward'): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    for (const type of ['mousePressed', 'mouseReleased'] as const) {
      await session.send('Input.dispatchMouseEvent', { type, x: 400, y: 300, button, clickCount: 1 });
    }
    await session.detach();
  }
}

async function strike(
  session: CDPSession,
  code: string,
  letter: string,
  { ctrl = false, shift = false, alt = false }: Modifiers,
): Promise<void> {
  const modifiers = (alt ? 1 : 0) + (ctrl ? 2 : 0) + (shift ? 8 : 0);
  const key = { code, key: letter, modifiers, windowsVirtualKeyCode: virtualKeyOf(code) };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...(ctrl || alt ? {} : { text: letter }), ...key });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

function codeOf(letter: string): string {
  const at = RUSSIAN.indexOf(letter.toLowerCase());
  const latin = at < 0 ? letter.toLowerCase() : (LATIN[at] ?? '');
  if (/^[a-z]$/.test(latin)) return `Key${latin.toUpperCase()}`;
  return /^\d$/.test(latin) ? `Digit${latin}` : (CODES[latin] ?? '');
}

function virtualKeyOf(code: string): number {
  return /^(Key|Digit)/.test(code) ? code.charCodeAt(code.length - 1) : 0;
}
