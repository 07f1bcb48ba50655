/** What a key event says; `code` is the place of the key, so that a Russian layout changes nothing. */
export interface KeyStroke {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const CODES: Readonly<Record<string, string>> = {
  '/': 'Slash',
  '=': 'Equal',
  '-': 'Minus',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
};
/** As Electron calls them. */
const ACCELERATORS: Readonly<Record<string, string>> = { '←': 'Left', '→': 'Right', Ctrl: 'CmdOrCtrl' };

/** Whether an event is the chord, written as in menus: «Ctrl+Shift+Z», «Alt+←», «F6». */
export function isKeys(keys: string, event: KeyStroke): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const ctrl = event.ctrlKey || event.metaKey;
  return (
    event.code === codeOf(key) &&
    ctrl === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  );
}

function codeOf(key: string): string {
  if (/^[A-Z]$/.test(key)) return `Key${key}`;
  return /^\d$/.test(key) ? `Digit${key}` : (CODES[key] ?? key);
}

/** The same chord in the notation of Electron's menus. */
export function acceleratorOf(keys: string): string {
  return keys
    .split('+')
    .map((part) => ACCELERATORS[part] ?? part)
    .join('+');
}
