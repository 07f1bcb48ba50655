import { useEffect } from 'react';
import { focusBelow } from '../grid/return-focus.ts';

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
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('focusin', onFocusIn);
    };
  }, []);
}
