import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Found } from './found.ts';

/** Name of what was found, and what tells it from others of that name. */
export function useFoundWords(found: Found): { readonly name: string; readonly note: string } {
  const { commands, states, requests, shell } = useMessages();
  const { palette: words } = commands;
  const format = useFormat();
  switch (found.kind) {
    case 'command':
      return { name: found.of.name, note: found.of.place ?? '' };
    case 'view':
      return { name: found.of.name, note: shell.sections.staff };
    case 'person': {
      const { name, post, division, personnelNumber, snils, employed } = found.of;
      const number = personnelNumber === null ? null : words.personnelNumber(personnelNumber);
      return { name, note: joined([employed ? null : words.left, post, division, number, format.snils(snils)]) };
    }
    case 'division':
      return { name: found.of.name, note: joined([found.of.closed ? words.closed : null, found.of.path.join(' › ')]) };
    case 'request': {
      const { number, state, author } = found.of;
      return { name: requests.number(number), note: joined([states.request[state], author]) };
    }
  }
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
