import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type CommandId, isFor } from '#shared/contract/commands.ts';
import { acceleratorOf } from '#shared/contract/keys.ts';
import { SECTIONS } from '#shared/domain/sections.ts';
import type { Role } from '#shared/domain/states.ts';
import { commandName } from '#shared/text/command-texts.ts';
import type { Messages } from '#shared/text/translate.ts';

/** Hands a command to the page of the window whose menu it was. */
export type ChooseCommand = (id: CommandId, window: Electron.BaseWindow | undefined) => void;

export interface CommandMenus {
  readonly of: (id: CommandId) => MenuItemConstructorOptions;
  /** «Переход»: back, forward, parts of the window, sections. */
  readonly places: MenuItemConstructorOptions[];
  /** «Действия»: what the role may do, by sections. */
  readonly verbs: MenuItemConstructorOptions[];
}

/**
 * Menus from the list of commands. Keys are only shown: the page answers them, by the place of the key, so that a
 * Russian layout changes nothing.
 *
 * @param role null while nobody is at work: nothing can be chosen
 */
export function commandMenus(texts: Messages, role: Role | null, choose: ChooseCommand): CommandMenus {
  const of = (id: CommandId): MenuItemConstructorOptions => {
    const [keys] = COMMANDS.get(id)?.keys ?? [];
    return {
      label: commandName(texts, id),
      enabled: role !== null,
      registerAccelerator: false,
      ...(keys === undefined ? {} : { accelerator: acceleratorOf(keys) }),
      click: (_item, window) => choose(id, window),
    };
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const ids = [...COMMANDS.keys()].filter((id) => role === null || isFor(role, id));
  const ofSection = (section: string) =>
    ids.filter((id) => COMMANDS.get(id)?.section === section && !/^(theme|language)\./.test(id));
  return {
    of,
    places: [
      ...(['back', 'forward'] as const).map(of),
      separator,
      ...SECTIONS.map((section) => of(`go.${section}`)),
      separator,
      ...(['nextPane', 'previousPane'] as const).map(of),
    ],
    verbs: SECTIONS.filter((section) => ofSection(section).length > 0).map((section) => ({
      label: texts.shell.sections[section],
      enabled: role !== null,
      submenu: ofSection(section).map(of),
    })),
  };
}
