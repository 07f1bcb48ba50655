/** Texts of the main process: native menu, dialogs of the system, notifications. */
export const main = {
  windowTitle: (organisation: string | null, contour: string) =>
    organisation === null ? `Картотека · ${contour}` : `Картотека — ${organisation} · ${contour}`,
  menu: {
    file: 'Файл',
    lock: 'Заблокировать',
    quit: 'Выход',
    edit: 'Правка',
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    selectAll: 'Выделить всё',
    view: 'Вид',
    zoomIn: 'Крупнее',
    zoomOut: 'Мельче',
    resetZoom: 'Обычный размер',
    fullScreen: 'Во весь экран',
    help: 'Справка',
    about: 'О программе',
  },
  dialogs: {
    saveReport: 'Сохранить отчёт',
    chooseContainer: 'Выберите контейнер с ключом',
    containerFilter: 'Контейнер PKCS#12',
    allFiles: 'Все файлы',
    xlsxFilter: 'Книга Excel',
    pdfFilter: 'Документ PDF',
  },
};
