import type { main as ru } from '../ru/main.ts';

export const main: typeof ru = {
  windowTitle: (organisation, contour) =>
    organisation === null ? `Kartoteka · ${contour}` : `Kartoteka — ${organisation} · ${contour}`,
  menu: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    go: 'Go',
    actions: 'Actions',
    help: 'Help',
    about: 'About',
    reload: 'Reload the page',
    developerTools: 'Developer tools',
  },
  dialogs: {
    saveReport: 'Save the report',
    chooseContainer: 'Choose a key container',
    containerFilter: 'PKCS#12 container',
    allFiles: 'All files',
    xlsxFilter: 'Excel workbook',
    pdfFilter: 'PDF document',
  },
  about: (version, electron) => `Version ${version} · Electron ${electron}`,
  policy: {
    title: 'The workstation policy is not in force',
    unreadable: (file) => `The file could not be read: ${file}`,
    rejected: (file, fields) => `The file was read but not accepted: ${file}\nTo be corrected: ${fields}`,
    consequence:
      'Until the policy is corrected there is no sign-in and no exchange with the registry; only the training clinic can be opened. Tell your administrator.',
  },
  print: {
    page: (page, total) => `page ${page} of ${total}`,
    madeAt: 'Made at',
    madeBy: 'Made by',
    signature: 'signature',
    signerName: 'name',
    empty: 'No records',
  },
};
