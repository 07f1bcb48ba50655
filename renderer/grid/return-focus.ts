import { useEffect, useState } from 'react';

/**
 * For dialogs and drawers that a cell or a key opened: the focus goes back to where it was when they are gone. Only when
 * nothing else has taken it meanwhile.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const { activeElement } = document;
        if (activeElement !== null && activeElement !== document.body) return;
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );
}
