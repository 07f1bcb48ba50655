import { expect, type Locator, type Page } from '@playwright/test';

/** Stops of the longest way through a window before it counts as lost. */
const FAR = 120;
/** Parts of which Tab reaches one thing only; arrows walk inside them. */
const ARROWS = '[role=toolbar], [role=menu], [role=tablist], [role=radiogroup]';

/** Somebody who has no mouse: keys only, and at every stop the focus is somewhere and can be seen. */
export class Keys {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
      await this.seesFocus();
    }
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Walks by Tab, and by arrows inside toolbars and the like, until `target` has the focus. */
  async to(target: Locator, tab: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < FAR; stop++) {
      const key = await target.evaluate(
        (element, { arrows, tab }) => {
          const { activeElement } = document;
          if (element === activeElement) return null;
          const around = activeElement?.closest(arrows);
          return around?.contains(element) === true
            ? around.matches('[role=menu], [role=radiogroup]')
              ? 'ArrowDown'
              : 'ArrowRight'
            : tab;
        },
        { arrows: ARROWS, tab },
      );
      if (key === null) return;
      await this.press(key);
    }
    throw new Error(`No way by keys to ${target}`);
  }

  /** Presses Enter on what is walked to. */
  async use(target: Locator, tab: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.to(target, tab);
    await this.press('Enter');
  }

  /** Something is focused, not the page as a whole, and it looks so. */
  async seesFocus(): Promise<void> {
    await expect.poll(() => this.#page.evaluate(focusLooks)).toBe('seen');
  }
}

/** «seen», or what is wrong with the focus. */
function focusLooks(): string {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return 'lost';
  if (activeElement.matches('[data-tabster-dummy]')) return 'on its way';
  const drawn = ({ outlineStyle, outlineWidth, outlineColor }: CSSStyleDeclaration) =>
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && outlineColor !== 'rgba(0, 0, 0, 0)';
  const line = (style: CSSStyleDeclaration) =>
    style.content !== 'none' &&
    Number.parseFloat(style.borderBottomWidth) >= 2 &&
    !style.transform.startsWith('matrix(0');
  const ring = (style: CSSStyleDeclaration) =>
    style.content !== 'none' &&
    Number.parseFloat(style.borderTopWidth) >= 1 &&
    style.borderTopColor !== 'rgba(0, 0, 0, 0)';
  const chain: Element[] = [];
  for (let at: Element | null = activeElement; at !== null && chain.length < 4; at = at.parentElement) chain.push(at);
  const seen =
    getComputedStyle(activeElement).boxShadow !== 'none' ||
    chain.some(
      (element) =>
        drawn(getComputedStyle(element)) ||
        ['::before', '::after'].some((part) => {
          const style = getComputedStyle(element, part);
          return line(style) || ring(style) || (style.content !== 'none' && drawn(style));
        }),
    ) ||
    // A radio or a check box is drawn by what follows it.
    (activeElement.nextElementSibling !== null && drawn(getComputedStyle(activeElement.nextElementSibling)));
  const { tagName, className } = activeElement;
  return seen
    ? 'seen'
    : `not seen: ${tagName} ${activeElement.getAttribute('aria-label') ?? activeElement.textContent?.slice(0, 40)} ${className}`.slice(
        0,
        300,
      );
}
