import { SECTIONS, type Section } from '../domain/sections.ts';
import type { Role } from '../domain/states.ts';
import { REPORT_IDS } from './areas.ts';
import { Language, Theme } from './preferences.ts';
import { WORK_LISTS } from './worklists.ts';

/** What the user can do, wherever it is offered: palette, native menu, page of keys. */
export interface Command {
  /** Where it is done; null: anywhere. */
  readonly section: Section | null;
  /** As they are written in menus, the usual one first; letters are places of keys, whatever the layout. */
  readonly keys?: readonly string[];
  /**
   * Who answers the keys: the window wherever the focus is (the usual), the list or form that has the focus, or the
   * native menu.
   */
  readonly answeredBy?: 'place' | 'menu';
  /** Everybody when not given. */
  readonly roles?: readonly Role[];
}

const EDITOR = { roles: ['editor'] } as const;
const APPROVER = { roles: ['approver'] } as const;

/** What the frame of the program does. */
const GENERAL = {
  palette: { section: null, keys: ['Ctrl+K'] },
  shortcuts: { section: null, keys: ['F1', 'Ctrl+/'] },
  back: { section: null, keys: ['Alt+←'] },
  forward: { section: null, keys: ['Alt+→'] },
  nextPane: { section: null, keys: ['F6'] },
  previousPane: { section: null, keys: ['Shift+F6'] },
  undo: { section: null, keys: ['Ctrl+Z'], answeredBy: 'place', ...EDITOR },
  redo: { section: null, keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], answeredBy: 'place', ...EDITOR },
  onDay: { section: null },
  exchange: { section: null },
  newWindow: { section: null, keys: ['Ctrl+Shift+N'] },
  lock: { section: null, keys: ['Ctrl+L'] },
  signOut: { section: null },
  larger: { section: null, keys: ['Ctrl+='], answeredBy: 'menu' },
  smaller: { section: null, keys: ['Ctrl+-'], answeredBy: 'menu' },
  usualSize: { section: null, keys: ['Ctrl+0'], answeredBy: 'menu' },
} as const satisfies Readonly<Record<string, Command>>;

/** What is done on the pages, most used first. */
const VERBS = {
  'staff.hire': { section: 'staff', ...EDITOR },
  'staff.openCard': { section: 'staff', keys: ['Ctrl+Enter'], answeredBy: 'place' },
  'staff.transfer': { section: 'staff', ...EDITOR },
  'staff.addPost': { section: 'staff', ...EDITOR },
  'staff.leave': { section: 'staff', ...EDITOR },
  'staff.comeBack': { section: 'staff', ...EDITOR },
  'staff.dismiss': { section: 'staff', ...EDITOR },
  'staff.remove': { section: 'staff', ...EDITOR },
  'staff.submit': { section: 'staff', ...EDITOR },
  'staff.details': { section: 'staff', keys: ['F4'] },
  'bulk.set': { section: 'staff', ...EDITOR },
  'bulk.transfer': { section: 'staff', ...EDITOR },
  'bulk.attach': { section: 'staff', ...EDITOR },
  'bulk.request': { section: 'staff', ...EDITOR },
  'bulk.export': { section: 'staff' },
  'view.all': { section: 'staff' },
  'view.noSnils': { section: 'staff' },
  'view.expiring': { section: 'staff' },
  'view.changed': { section: 'staff' },
  'view.errors': { section: 'staff' },
  'view.dismissed': { section: 'staff' },
  'divisions.create.division': { section: 'divisions', ...EDITOR },
  'divisions.create.section': { section: 'divisions', ...EDITOR },
  'divisions.create.room': { section: 'divisions', ...EDITOR },
  'divisions.card': { section: 'divisions' },
  'divisions.move': { section: 'divisions', ...EDITOR },
  'divisions.close': { section: 'divisions', ...EDITOR },
  'divisions.people': { section: 'divisions' },
  'divisions.expandAll': { section: 'divisions' },
  'divisions.collapseAll': { section: 'divisions' },
  'organisation.submit': { section: 'organisation', ...EDITOR },
  'staffing.newDocument': { section: 'staffing', ...EDITOR },
  'staffing.addRow': { section: 'staffing', ...EDITOR },
  'staffing.removeRow': { section: 'staffing', ...EDITOR },
  'staffing.editDocument': { section: 'staffing', ...EDITOR },
  'staffing.activate': { section: 'staffing', ...EDITOR },
  'staffing.archive': { section: 'staffing', ...EDITOR },
  'staffing.removeDocument': { section: 'staffing', ...EDITOR },
  'staffing.occupants': { section: 'staffing' },
  'dictionaries.load': { section: 'dictionaries', roles: ['editor', 'administrator'] },
  'dictionaries.check': { section: 'dictionaries', roles: ['editor', 'administrator'] },
  'requests.submit': { section: 'requests', ...EDITOR },
  'requests.approve': { section: 'requests', ...APPROVER },
  'requests.return': { section: 'requests', ...APPROVER },
  'requests.reopen': { section: 'requests', ...EDITOR },
  'requests.withdraw': { section: 'requests', ...EDITOR },
  'documents.open': { section: 'documents' },
  'documents.save': { section: 'documents' },
  'documents.owner': { section: 'documents' },
  'imports.choose': { section: 'imports', ...EDITOR },
  'exchange.packages': { section: 'exchange' },
  'exchange.stop': { section: 'exchange' },
  'exchange.check': { section: 'exchange' },
  'journal.verify': { section: 'journal' },
} as const satisfies Readonly<Record<string, Command>>;

export type GeneralCommand = keyof typeof GENERAL;
export type PageCommand = keyof typeof VERBS;
/** Commands that something offers while it is on the screen. */
export type OfferedCommand = GeneralCommand | PageCommand;
/** Those that are known from their name alone. */
export type CommandId =
  | OfferedCommand
  | `go.${Section}`
  | `report.${(typeof REPORT_IDS)[number]}`
  | `list.${(typeof WORK_LISTS)[number]}`
  | `theme.${(typeof Theme.options)[number]}`
  | `language.${(typeof Language.options)[number]}`;

const named = <K extends string>(names: readonly K[], command: (name: K, at: number) => Command) =>
  names.map((name, at) => [name, command(name, at)] as const);

/** Every command of the program, in the order in which they are listed. */
export const COMMANDS: ReadonlyMap<CommandId, Command> = new Map<CommandId, Command>([
  ...named(SECTIONS, (_section, at) => ({ section: null, ...(at < 9 && { keys: [`Ctrl+${at + 1}`] }) })).map(
    ([section, command]) => [`go.${section}`, command] as const,
  ),
  ...(Object.entries(GENERAL) as [GeneralCommand, Command][]),
  ...(Object.entries(VERBS) as [PageCommand, Command][]),
  ...named(WORK_LISTS, () => ({ section: 'worklists' })).map(([list, command]) => [`list.${list}`, command] as const),
  ...named(REPORT_IDS, () => ({ section: 'reports' })).map(([id, command]) => [`report.${id}`, command] as const),
  ...named(Theme.options, () => ({ section: 'settings' })).map(
    ([theme, command]) => [`theme.${theme}`, command] as const,
  ),
  ...named(Language.options, () => ({ section: 'settings' })).map(
    ([language, command]) => [`language.${language}`, command] as const,
  ),
]);

export function isCommand(id: string): id is CommandId {
  return COMMANDS.has(id as CommandId);
}

export function isFor(role: Role, id: CommandId): boolean {
  return COMMANDS.get(id)?.roles?.includes(role) ?? true;
}
