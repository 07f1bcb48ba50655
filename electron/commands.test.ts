import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, type Command, isCommand } from '#shared/contract/commands.ts';
import { GESTURES } from '#shared/contract/gestures.ts';
import { acceleratorOf, isKeys, type KeyStroke } from '#shared/contract/keys.ts';
import { commandName, shortcutGroups } from '#shared/text/command-texts.ts';
import { messages } from '#shared/text/translate.ts';

const all = [...COMMANDS] as readonly (readonly [string, Command])[];
const pages = sources('renderer');

function sources(folder: string): string {
  const root = join(import.meta.dirname, '..', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

describe('commands', () => {
  it.each(['ru', 'en'] as const)('each has a name of its own within its section (%s)', (language) => {
    const names = all.map(
      ([id, { section }]) => `${section}: ${isCommand(id) ? commandName(messages(language), id) : ''}`,
    );
    expect(names.filter((name) => /: (undefined)?$/.test(name))).toEqual([]);
    expect(names.length).toBe(new Set(names).size);
  });

  it('no key means two things in one place', () => {
    const keys = all.flatMap(([, { keys = [], answeredBy }]) => (answeredBy === 'place' ? [] : keys));
    expect(keys.length).toBe(new Set(keys).size);
  });

  it('each is offered somewhere on the screen, or says all by its name', () => {
    const byName = /^(go|report|list|theme|language|view)\./;
    const offered = new Set([...pages.matchAll(/useCommand\(\s*['`]([\w.]+)/g)].map(([, id]) => id));
    expect(all.map(([id]) => id).filter((id) => !byName.test(id) && !offered.has(id))).toEqual([]);
  });

  it('keys that lists and forms answer themselves are answered there', () => {
    const gestures = Object.values(GESTURES).flatMap((place) => Object.values(place).flat());
    const places = all.flatMap(([, { keys = [], answeredBy }]) => (answeredBy === 'place' ? keys : []));
    const code = (chord: string) => chord.split('+').at(-1) ?? '';
    const letters = [...gestures, ...places].map(code).filter((key) => /^[A-Z]$/.test(key));
    // Copying, cutting and pasting come as events of the clipboard.
    const unanswered = letters.filter((letter) => !pages.includes(`'Key${letter}'`) && !'CXV'.includes(letter));
    expect(unanswered).toEqual([]);
  });

  it('the page of keys has all of them', () => {
    const shown = shortcutGroups(messages('ru')).flatMap(({ rows }) => rows.flatMap(({ keys }) => keys));
    expect(new Set(shown)).toEqual(
      new Set([
        ...all.flatMap(([, { keys = [] }]) => keys),
        ...Object.values(GESTURES).flatMap((place) => Object.values(place).flat()),
      ]),
    );
  });
});

describe('keys', () => {
  const stroke = (code: string, modifiers: Partial<KeyStroke> = {}): KeyStroke => ({
    code,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    ...modifiers,
  });

  it('are places of the keyboard with all their modifiers', () => {
    expect(isKeys('Ctrl+K', stroke('KeyK', { ctrlKey: true }))).toBe(true);
    expect(isKeys('Ctrl+K', stroke('KeyK', { metaKey: true }))).toBe(true);
    expect(isKeys('Ctrl+K', stroke('KeyK'))).toBe(false);
    expect(isKeys('Ctrl+K', stroke('KeyK', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(isKeys('Ctrl+/', stroke('Slash', { ctrlKey: true }))).toBe(true);
    expect(isKeys('Ctrl+2', stroke('Digit2', { ctrlKey: true }))).toBe(true);
    expect(isKeys('Alt+←', stroke('ArrowLeft', { altKey: true }))).toBe(true);
    expect(isKeys('Shift+F6', stroke('F6', { shiftKey: true }))).toBe(true);
    expect(isKeys('F6', stroke('F6', { shiftKey: true }))).toBe(false);
  });

  it('are accelerators of the native menu', () => {
    expect(['Ctrl+K', 'Alt+←', 'Shift+F6'].map(acceleratorOf)).toEqual(['CmdOrCtrl+K', 'Alt+Left', 'Shift+F6']);
  });
});
