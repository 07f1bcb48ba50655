import { useEffect } from 'react';
import { dialogBelow, focusBelow } from '../grid/return-focus.ts';

/** Milliseconds in which a dialog or a list may choose a place of its own. */
const PATIENCE = 150;

/** What had the focus may leave the page: a command that is done, a row that is gone. Then the page has it, nobody is lost. */
export function useKeptFocus(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onFocusOut = ({ target }: FocusEvent) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const isGone = target instanceof Element && (!target.isConnected || target.matches(':disabled'));
        if (isGone && document.activeElement === document.body) focusBelow();
      }, PATIENCE);
    };
    const onFocusIn = () => clearTimeout(timer);
    document.addEventListener('focusout', onFocusOut);
    document.addEventListener('focusin', onFocusIn);
    window.addEventListener('keydown', passOn, { capture: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('focusin', onFocusIn);
      window.removeEventListener('keydown', passOn, { capture: true });
    };
  }, []);
}

/** Esc that comes before the focus is back from what was closed is meant for the dialog that is left. */
function passOn(event: KeyboardEvent): void {
  const { key, code, target } = event;
  if (key !== 'Escape' || target !== document.body) return;
  const dialog = dialogBelow();
  if (dialog === undefined) return;
  event.stopPropagation();
  dialog.focus();
  dialog.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }));
}
