import { counted, number } from './counting.ts';

const people = (count: number) =>
  counted(count, { one: 'человек', few: 'человека', many: 'человек', other: 'человека' });
const divisions = (count: number) =>
  counted(count, { one: 'подразделение', few: 'подразделения', many: 'подразделений', other: 'подразделения' });
const lines = (count: number) => counted(count, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' });

/** What is done to many people or divisions at once. */
export const bulk = {
  menu: 'Для выбранных',
  menuHint: 'Сделать сразу для многих: для выбранных строк или для всех найденных',
  set: 'Задать значение…',
  transfer: 'Перевести…',
  attach: 'Приложить приказ…',
  request: 'Собрать в отдельную заявку…',
  export: 'Выгрузить в таблицу…',
  head: 'Назначить ответственного…',
  scope: {
    label: 'Кого',
    rows: (count: number) => `Выбранные строки: ${people(count)}`,
    all: (count: number) => `Все найденные: ${people(count)}`,
  },
  check: 'Показать, что изменится',
  checking: 'Проверяем',
  writing: 'Записываем',
  preview: {
    title: 'Что изменится',
    person: 'Сотрудник',
    division: 'Подразделение',
    field: 'Поле',
    was: 'Сейчас',
    becomes: 'Станет',
    empty: 'пусто',
    more: 'Показать ещё',
    outcome: { change: 'Изменится', same: 'Останется как есть', refused: 'Нельзя изменить' },
    filter: 'Показать',
    all: 'Все',
    fresh: 'изменилось, пока вы смотрели',
    noLines: 'Таких строк нет.',
    nothing: 'Менять нечего: у всех уже так или изменить нельзя.',
    file: 'Файл',
    draft: (count: number) => `черновик №\u00a0${count}`,
    ownRequest: 'отдельная заявка',
  },
  changed: (count: number) =>
    `Пока вы смотрели, данные изменились: ${lines(count)}. Ничего не записано. Они показаны первыми: проверьте их и подтвердите ещё раз.`,
  nothingWritten: 'Остановлено. Ничего не записано.',
  setDialog: {
    title: 'Задать значение',
    text: 'Одно значение одного поля для всех. До подтверждения ничего не записывается.',
    field: 'Поле',
    required: 'Укажите значение или включите «Очистить поле».',
    clear: 'Очистить поле',
    submit: (count: number) => `Изменить: ${people(count)}`,
    done: (count: number) => `Изменено: ${people(count)}`,
  },
  transferDialog: {
    title: 'Перевести многих',
    submit: (count: number) => `Перевести: ${people(count)}`,
    done: (count: number) => `Перевод добавлен в черновик заявки: ${people(count)}`,
  },
  attachDialog: {
    title: 'Приложить один файл многим',
    text: 'Файл будет виден в карточке каждого. Хранится он один раз.',
    kind: 'Документ',
    submit: (count: number) => `Приложить: ${people(count)}`,
    done: (count: number) => `Файл приложен: ${people(count)}`,
  },
  requestDialog: {
    title: 'Собрать в отдельную заявку',
    text: 'Изменения выбранных сотрудников перейдут из ваших черновиков в новую заявку. Остальные останутся на месте.',
    submit: (count: number) => `Собрать: ${people(count)}`,
    done: (count: number) => `Собрано в отдельную заявку: ${people(count)}`,
    open: 'Открыть заявку',
  },
  headDialog: {
    title: (count: number) => `Назначить ответственного: ${divisions(count)}`,
    text: 'Один ответственный для всех выбранных подразделений.',
    required: 'Выберите ответственного.',
    clear: 'Снять ответственного: отвечать будет руководитель вышестоящего подразделения',
    submit: (count: number) => `Назначить: ${divisions(count)}`,
    done: (count: number) => `Ответственный назначен: ${divisions(count)}`,
  },
  exportDialog: {
    title: 'Выгрузить в таблицу',
    text: 'Порядок строк — как в списке.',
    columns: 'Столбцы',
    choose: 'Отметьте хотя бы один столбец.',
    format: 'Формат',
    formats: { xlsx: 'Excel (XLSX)', csv: 'Текст с разделителями (CSV)' },
    fileTitle: 'Выбранные сотрудники',
    submit: 'Выгрузить…',
    working: 'Выгружаем',
    done: (count: number) => `Выгружено: ${people(count)}`,
  },
  tick: (name: string) => `Отметить: ${name}`,
  tickAll: 'Отметить все показанные',
  chosenDivisions: (count: number) => `отмечено ${number(count)}`,
};
