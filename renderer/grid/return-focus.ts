import { useLayoutEffect, useState } from 'react';

const DIALOGS = '[role=dialog], [role=alertdialog]';

/** The dialog that lies over everything else. */
export function dialogBelow(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(DIALOGS)].at(-1);
}

/** Puts the focus onto the dialog that is left, or onto the section. */
export function focusBelow(): void {
  (dialogBelow() ?? document.querySelector('main'))?.focus();
}

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
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
        else focusBelow();
      });
    },
    [opener],
  );
}
