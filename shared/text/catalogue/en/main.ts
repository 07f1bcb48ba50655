import type { main as ru } from '../ru/main.ts';

export const main: typeof ru = {
  windowTitle: (organisation, contour) =>
    organisation === null ? `Kartoteka · ${contour}` : `Kartoteka — ${organisation} · ${contour}`,
  menu: {
    file: 'File',
    lock: 'Lock',
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
    help: 'Help',
    about: 'About',
  },
  dialogs: {
    saveReport: 'Save the report',
    chooseContainer: 'Choose a key container',
    containerFilter: 'PKCS#12 container',
    allFiles: 'All files',
    xlsxFilter: 'Excel workbook',
    pdfFilter: 'PDF document',
  },
};
