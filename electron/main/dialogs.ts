import { basename, join } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter as ElectronFilter, OpenDialogOptions } from 'electron';
import type { FileFilter, HostServices } from '#shared/contract/host.ts';

/** Names that a system would take for something else than a plain file: devices, streams, other folders. */
export function safeFileName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must go
    .replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 150);
  if (plain === '' || plain === '..') return '_';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
}

function filtersOf(filters: readonly FileFilter[]): ElectronFilter[] {
  return filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));
}

/** Dialogs of the system over the program's window. */
export function createDialogs(
  dialog: Dialog,
  parent: () => BrowserWindow | undefined,
  documents: () => string,
): Pick<HostServices, 'openFile' | 'openFolder' | 'saveFile'> {
  async function open(options: OpenDialogOptions): Promise<string | null> {
    const window = parent();
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  }

  return {
    openFile: ({ title, filters }) => open({ title, filters: filtersOf(filters), properties: ['openFile'] }),
    openFolder: ({ title }) => open({ title, properties: ['openDirectory'] }),
    async saveFile({ title, fileName, filters }) {
      const defaultPath = join(documents(), safeFileName(fileName));
      const options = { title, defaultPath, filters: filtersOf(filters) };
      const window = parent();
      const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
  };
}
