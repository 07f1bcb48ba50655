const GROUPS = [3, 3, 3, 2] as const;
const SEPARATORS = ['-', '-', ' '] as const;

/**
 * СНИЛС while it is typed: digits take their separators (`112-233-445 95`), everything else falls out. The caret stays
 * behind the same digit.
 */
export function maskSnils(typed: string, caret: number): { text: string; caret: number } {
  const digits = typed.replaceAll(/\D/g, '').slice(0, 11);
  const before = Math.min(typed.slice(0, caret).replaceAll(/\D/g, '').length, digits.length);
  return { text: separate(digits), caret: separate(digits.slice(0, before)).length };
}

function separate(digits: string): string {
  let text = '';
  let at = 0;
  GROUPS.forEach((size, i) => {
    const group = digits.slice(at, at + size);
    if (group === '') return;
    text += (i === 0 ? '' : SEPARATORS[i - 1]) + group;
    at += size;
  });
  return text;
}
