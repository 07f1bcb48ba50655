import type { MenuItemConstructorOptions } from 'electron';
import { type Language, messages } from '#shared/text/translate.ts';

export interface MenuActions {
  readonly lock: () => void;
  readonly quit: () => void;
  readonly about: () => void;
  /** Larger, smaller, or as it is usually; what is chosen is remembered. */
  readonly scale: (to: 'larger' | 'smaller' | 'usual') => void;
}

/** The native menu. Undo and redo show their keys only: the grid and the fields answer the keys themselves. */
export function menuTemplate(
  language: Language,
  actions: MenuActions,
  packaged: boolean,
): MenuItemConstructorOptions[] {
  const { menu } = messages(language).main;
  const developer: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload', label: menu.reload, accelerator: 'F5' },
    { role: 'toggleDevTools', label: menu.developerTools, accelerator: 'F12' },
  ];
  return [
    {
      label: menu.file,
      submenu: [
        { label: menu.lock, accelerator: 'CmdOrCtrl+Shift+L', click: actions.lock },
        { type: 'separator' },
        { label: menu.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: menu.undo, registerAccelerator: false },
        { role: 'redo', label: menu.redo, registerAccelerator: false },
        { type: 'separator' },
        { role: 'cut', label: menu.cut, registerAccelerator: false },
        { role: 'copy', label: menu.copy, registerAccelerator: false },
        { role: 'paste', label: menu.paste, registerAccelerator: false },
        { role: 'selectAll', label: menu.selectAll, registerAccelerator: false },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { label: menu.zoomIn, accelerator: 'CmdOrCtrl+=', click: () => actions.scale('larger') },
        { label: menu.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => actions.scale('smaller') },
        { label: menu.resetZoom, accelerator: 'CmdOrCtrl+0', click: () => actions.scale('usual') },
        { type: 'separator' },
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...(packaged ? [] : developer),
      ],
    },
    { label: menu.help, submenu: [{ label: menu.about, click: actions.about }] },
  ];
}
