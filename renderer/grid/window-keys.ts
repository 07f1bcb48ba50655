import type { KeyboardEvent } from 'react';

/**
 * Alt+← and Alt+→ go back and forward wherever the focus is. A grid would take them for a step to the next cell, on its
 * heads too: it does not get them, the window does.
 *
 * @returns whether the key was one of them
 */
export function leaveToWindow(event: KeyboardEvent): boolean {
  const isOfWindow = event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
  if (!isOfWindow || event.target instanceof HTMLInputElement) return false;
  event.stopPropagation();
  event.preventDefault();
  window.dispatchEvent(new window.KeyboardEvent('keydown', event.nativeEvent));
  return true;
}
