import type { MenuItemConstructorOptions } from 'electron';
import { Language, Theme } from '#shared/contract/preferences.ts';
import type { Role } from '#shared/domain/states.ts';
import { messages, type Language as Words } from '#shared/text/translate.ts';
import { type ChooseCommand, commandMenus } from './menu-commands.ts';

export interface MenuActions {
  readonly quit: () => void;
  readonly about: () => void;
  /** Larger, smaller, or as it is usually; what is chosen is remembered. */
  readonly scale: (to: 'larger' | 'smaller' | 'usual') => void;
  /** Hands a command to the page. */
  readonly command: ChooseCommand;
}

/**
 * The native menu. Undo and redo show their keys only: the grid and the fields answer the keys themselves.
 *
 * @param role of who is at work; null at the door
 */
export function menuTemplate(
  language: Words,
  actions: MenuActions,
  packaged: boolean,
  role: Role | null,
): MenuItemConstructorOptions[] {
  const texts = messages(language);
  const { menu } = texts.main;
  const commands = commandMenus(texts, role, actions.command);
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const developer: MenuItemConstructorOptions[] = [
    separator,
    { role: 'reload', label: menu.reload, accelerator: 'F5' },
    { role: 'toggleDevTools', label: menu.developerTools, accelerator: 'F12' },
  ];
  return [
    {
      label: menu.file,
      submenu: [
        commands.of('newWindow'),
        separator,
        commands.of('exchange'),
        separator,
        commands.of('lock'),
        commands.of('signOut'),
        separator,
        { label: menu.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: menu.undo, registerAccelerator: false },
        { role: 'redo', label: menu.redo, registerAccelerator: false },
        separator,
        { role: 'cut', label: menu.cut, registerAccelerator: false },
        { role: 'copy', label: menu.copy, registerAccelerator: false },
        { role: 'paste', label: menu.paste, registerAccelerator: false },
        { role: 'selectAll', label: menu.selectAll, registerAccelerator: false },
        separator,
        commands.of('palette'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        { label: menu.zoomIn, accelerator: 'CmdOrCtrl+=', click: () => actions.scale('larger') },
        { label: menu.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => actions.scale('smaller') },
        { label: menu.resetZoom, accelerator: 'CmdOrCtrl+0', click: () => actions.scale('usual') },
        separator,
        {
          label: texts.shell.theme,
          enabled: role !== null,
          submenu: Theme.options.map((theme) => ({
            ...commands.of(`theme.${theme}`),
            label: texts.shell.themes[theme],
          })),
        },
        {
          label: texts.shell.language,
          enabled: role !== null,
          submenu: Language.options.map((name) => ({
            ...commands.of(`language.${name}`),
            label: texts.shell.languages[name],
          })),
        },
        separator,
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...(packaged ? [] : developer),
      ],
    },
    { label: menu.go, submenu: commands.places },
    { label: menu.actions, submenu: commands.verbs },
    { label: menu.help, submenu: [commands.of('shortcuts'), separator, { label: menu.about, click: actions.about }] },
  ];
}
