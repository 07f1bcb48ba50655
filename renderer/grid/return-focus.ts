import { useLayoutEffect, useState } from 'react';

const DIALOGS = '[role=dialog], [role=alertdialog]';

/**
 * For dialogs and drawers that a cell or a key opened: the focus goes back to where it was when they are gone, or to what
 * they stood on when that is gone too. Only when nothing else has taken it meanwhile.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  // As soon as they are out of the page: later Fluent would have chosen a place of its own.
  useLayoutEffect(
    () => () => {
      requestAnimationFrame(() => {
        const { activeElement } = document;
        if (activeElement !== null && activeElement !== document.body) return;
        const below = [...document.querySelectorAll<HTMLElement>(DIALOGS)].at(-1) ?? document.querySelector('main');
        (opener instanceof HTMLElement && opener.isConnected ? opener : below)?.focus();
      });
    },
    [opener],
  );
}
