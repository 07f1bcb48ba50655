import { COMMANDS, type Command, type CommandId, type OfferedCommand } from '../contract/commands.ts';
import { GESTURES, type GesturePlace } from '../contract/gestures.ts';
import type { Section } from '../domain/sections.ts';
import type { Messages } from './translate.ts';

/** The name of a command: «Принять сотрудника…», «Сотрудники», «Отчёт: Вакансии». */
export function commandName(texts: Messages, id: CommandId): string {
  const { commands, shell, reports, worklists } = texts;
  const [kind = '', ...rest] = id.split('.');
  const name = rest.join('.');
  const of = <K extends string>(words: Readonly<Record<K, string>>) => words[name as K];
  switch (kind) {
    case 'go':
      return of(shell.sections);
    case 'report':
      return commands.report(of(reports.names));
    case 'list':
      return of(worklists.lists);
    case 'theme':
      return commands.theme(of(shell.themes));
    case 'language':
      return commands.language(of(shell.languages));
    default:
      return commands.names[id as OfferedCommand];
  }
}

/** Where a command is done, as the palette says beside its name; the whole program has no word. */
export function commandPlace(texts: Messages, { section }: Pick<Command, 'section'>): string | null {
  return section === null ? null : texts.shell.sections[section];
}

export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly keys: readonly string[] }[];
}

/** Every key that the program knows, by where it works: for the page of keys and its print. */
export function shortcutGroups(texts: Messages): ShortcutGroup[] {
  const { commands } = texts;
  const withKeys = [...COMMANDS].flatMap(([id, { keys = [], section }]) =>
    keys.length === 0 ? [] : [{ id, section, keys, name: commandName(texts, id) }],
  );
  const rowsOf = (wanted: (command: { id: CommandId; section: Section | null }) => boolean) =>
    withKeys.filter(wanted).map(({ name, keys }) => ({ name, keys }));
  const sections = [...new Set(withKeys.flatMap(({ section }) => section ?? []))];
  const groups = [
    { title: commands.general, rows: rowsOf(({ id, section }) => section === null && !id.startsWith('go.')) },
    { title: commands.sections, rows: rowsOf(({ id }) => id.startsWith('go.')) },
    ...sections.map((own) => ({ title: texts.shell.sections[own], rows: rowsOf(({ section }) => section === own) })),
    ...(Object.keys(GESTURES) as GesturePlace[]).map((place) => gestureGroup(texts, place)),
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function gestureGroup({ commands }: Messages, place: GesturePlace): ShortcutGroup {
  const names: Readonly<Record<string, string>> = commands.gestures[place];
  const rows = Object.entries(GESTURES[place]).map(([gesture, keys]) => ({ name: names[gesture] ?? gesture, keys }));
  return { title: commands.places[place], rows };
}
