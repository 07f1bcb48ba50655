import { type KeyboardEvent, useState } from 'react';

/** What is odd about the typing: Caps Lock, or letters of the Russian layout where Latin ones were expected. */
export interface TypingHints {
  readonly capsLock: boolean;
  readonly russianLayout: boolean;
}

/**
 * Watches the keys of a secret that cannot be seen while it is typed. Russian letters are allowed in a PIN, so the
 * layout is a hint and not an error.
 */
export function useTypingHints(): TypingHints & { readonly onKeyDown: (event: KeyboardEvent) => void } {
  const [hints, setHints] = useState<TypingHints>({ capsLock: false, russianLayout: false });
  const onKeyDown = (event: KeyboardEvent) => {
    const capsLock = event.getModifierState('CapsLock');
    const russianLayout =
      event.key.length === 1 && /\p{L}/u.test(event.key) ? /[а-яё]/iu.test(event.key) : hints.russianLayout;
    if (capsLock !== hints.capsLock || russianLayout !== hints.russianLayout) setHints({ capsLock, russianLayout });
  };
  return { ...hints, onKeyDown };
}
