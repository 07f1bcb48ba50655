import type { Page } from '@playwright/test';

/** Every text of the page that is seen or read out, but for documents, which say that they are Russian (`lang`). */
export function pageTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const skipped = '[lang]:not(html), script, style';
    const isSeen = (element: Element) =>
      element.closest(skipped) === null && element.checkVisibility({ visibilityProperty: true });
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      const { parentElement, nodeValue } = walker.currentNode;
      if (parentElement === null || nodeValue === null || !isSeen(parentElement)) continue;
      // A name of which a part is marked is one text.
      const whole = parentElement.tagName === 'MARK' ? parentElement.parentElement : parentElement;
      texts.push((whole?.querySelector(':scope > mark') ? whole.textContent : null) ?? nodeValue);
    }
    for (const name of ['aria-label', 'aria-valuetext', 'aria-roledescription', 'placeholder', 'title', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (isSeen(element)) texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
}

/** A menu goes to its new place some frames after the window has got another size. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const places = () =>
      [...document.querySelectorAll('[role=menu], [role=dialog], [role=listbox]')]
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].join();
        })
        .join(' ');
    for (let before = ''; ; ) {
      for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
      const now = places();
      if (now === before) return;
      before = now;
    }
  });
}

/** Headings and controls that are cut off: by the window, by something around them, or in their own text. */
export async function cutOff(page: Page): Promise<string[]> {
  await atRest(page);
  return page.evaluate(() => {
    const controls =
      'button, a[href], input, select, textarea, label, legend, h1, h2, h3, [role=tab], [role=menuitem], [role=option], [role=combobox], [role=progressbar]';
    /** Pixels that rounding may take. */
    const slack = 2;
    const isCutBy = (box: DOMRect, element: Element): string | null => {
      let [across, down] = [true, true];
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(around);
        const edge =
          around === document.documentElement
            ? new DOMRect(0, 0, innerWidth, innerHeight)
            : around.getBoundingClientRect();
        if (/auto|scroll/.test(overflowX)) across = false;
        if (/auto|scroll/.test(overflowY)) down = false;
        const clips = around === document.documentElement;
        if (
          across &&
          (clips || /hidden|clip/.test(overflowX)) &&
          (box.right > edge.right + slack || box.left < edge.left - slack)
        )
          return `across by ${around.className.toString().slice(0, 40) || around.tagName}`;
        if (
          down &&
          (clips || /hidden|clip/.test(overflowY)) &&
          (box.bottom > edge.bottom + slack || box.top < edge.top - slack)
        )
          return `down by ${around.className.toString().slice(0, 40) || around.tagName}`;
        if (position === 'fixed') [across, down] = [false, false];
      }
      return null;
    };
    const hasCutText = (element: Element): boolean =>
      element.tagName !== 'INPUT' &&
      [element, ...element.querySelectorAll('*')].some((part) => {
        const { overflowX, textOverflow } = getComputedStyle(part);
        const cut =
          /hidden|clip/.test(overflowX) && part.scrollWidth > part.clientWidth + slack && part.clientWidth > 1;
        // An ellipsis is honest where the whole text can be had.
        return (
          cut &&
          !(
            textOverflow === 'ellipsis' &&
            part.closest('[title], [aria-label], [aria-describedby], [aria-labelledby]') !== null
          )
        );
      });
    return [...document.querySelectorAll(controls)].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const name =
        (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 60) ||
        element.outerHTML.slice(0, 80);
      if (box.width <= 1 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
      const cut = isCutBy(box, element);
      return [...(cut === null ? [] : [`cut ${cut}: ${name}`]), ...(hasCutText(element) ? [`cut text: ${name}`] : [])];
    });
  });
}
