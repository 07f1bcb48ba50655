/** Conditions in the page, as expressions. */
export const SHOWS = {
  lockScreen: `document.querySelector('input[type="password"]') !== null`,
  shell: `document.querySelector('main[data-pane]') !== null`,
  /** Rows fill the window and none of them is a placeholder: the second column is the last name. */
  staffGrid: `(() => {
    const names = [...document.querySelectorAll('[role="grid"] [role="row"] [role="gridcell"][aria-colindex="2"]')];
    return names.length >= 10 && names.every((cell) => cell.textContent.trim() !== '');
  })()`,
} as const;

/**
 * An expression for a promise of the moment (milliseconds since 1970) at which the frame was painted that first met the
 * condition: what stands in the document when a frame begins is painted by it, and a message gets through right after.
 */
export function paintedWhen(condition: string): string {
  return `new Promise((tell) => {
    const look = () => {
      if (!(${condition})) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(performance.timeOrigin + performance.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  })`;
}
