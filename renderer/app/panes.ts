import { useCommand } from './commands.tsx';

const PANE = '[data-pane]';
const FOCUSABLE =
  'button:not([disabled]):not([tabindex="-1"]), [tabindex="0"]:not([data-tabster-dummy]), input:not([disabled]):not([type="hidden"]), a[href]';

/**
 * F6 and Shift+F6 walk through the parts of the window that have `data-pane`, in the order of the page: top bar, menu,
 * and within the section its command bar, its content, the panel beside it; status bar. A grid takes the focus
 * in the cell where the user was, another part in the first thing that takes it.
 */
export function usePaneCommands(frame: { readonly current: HTMLElement | null }): void {
  const step = (by: 1 | -1) => {
    if (frame.current === null) return;
    const targets = [...frame.current.querySelectorAll<HTMLElement>(PANE)].flatMap((pane) => targetOf(pane) ?? []);
    targets.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    const current = document.activeElement?.closest(PANE) ?? null;
    const at = targets.findIndex((target) => target.closest(PANE) === current);
    targets.at(at < 0 && by < 0 ? -1 : (at + by) % targets.length)?.focus();
  };
  useCommand('nextPane', () => step(1));
  useCommand('previousPane', () => step(-1));
}

/** Parts may lie in each other: what belongs to an inner one is not of the outer. */
function targetOf(pane: HTMLElement): HTMLElement | undefined {
  const own = [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.closest(PANE) === pane && element.checkVisibility(),
  );
  return own.find((element) => element.closest('[role=grid], [role=treegrid]') !== null) ?? own[0];
}
