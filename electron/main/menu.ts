import type { MenuItemConstructorOptions } from 'electron';
import { type Language, messages } from '#shared/text/translate.ts';

export interface MenuActions {
  readonly lock: () => void;
  readonly quit: () => void;
  readonly about: () => void;
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
        { role: 'zoomIn', label: menu.zoomIn, accelerator: 'CmdOrCtrl+=' },
        { role: 'zoomOut', label: menu.zoomOut },
        { role: 'resetZoom', label: menu.resetZoom },
        { type: 'separator' },
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...(packaged ? [] : developer),
      ],
    },
    { label: menu.help, submenu: [{ label: menu.about, click: actions.about }] },
  ];
}
