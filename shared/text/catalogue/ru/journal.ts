import { counted, number } from './counting.ts';

const entries = (count: number) => counted(count, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' });

export const journal = {
  title: 'Журнал',
  count: entries,
  found: (shown: number, total: number) => `показано ${number(shown)} из ${number(total)}`,
  search: 'Искать в журнале',
  searchHint: 'Сотрудник, действие, поле…',
  table: 'Записи журнала',
  columns: {
    seq: '№',
    at: 'Когда',
    actor: 'Кто',
    action: 'Действие',
    title: 'Объект',
    field: 'Поле',
    change: 'Было → стало',
    reason: 'Причина',
  },
  /** Words for the actions that core writes; an unknown one is shown as it is. */
  actions: {
    'journal.genesis': 'Журнал начат',
    'journal.damaged': 'Запись повреждена',
    'staff.edit': 'Правка',
    'staff.hire': 'Приём на работу',
    'staff.dismiss': 'Увольнение',
    'changes.draft': 'Черновик заявки',
    'changes.submitted': 'Заявка отправлена на согласование',
    'changes.returned': 'Заявка возвращена',
    'changes.withdrawn': 'Заявка отозвана',
    'changes.approved': 'Заявка подписана',
    'changes.queued': 'Заявка поставлена в очередь',
    'changes.sent': 'Заявка отправлена в реестр',
    'changes.accepted': 'Заявка принята реестром',
    'changes.partly_accepted': 'Заявка принята частично',
    'changes.rejected': 'Заявка отклонена реестром',
    'changes.restore': 'Возвращены прежние значения',
    'sync.page': 'Получено из реестра',
    'sync.answer': 'Ответ реестра',
    'sync.rebase': 'Сверено с реестром после отправки',
    'sync.decision': 'Решение о расхождении',
    'sync.heal': 'Повторная сверка с реестром',
    'dictionaries.load': 'Загружен справочник',
    'reports.run': 'Отчёт сохранён',
  } as Readonly<Record<string, string>>,
  /** Who acted when it was no person. */
  actors: { registry: 'Реестр' } as Readonly<Record<string, string>>,
  empty: 'пусто',
  verify: 'Проверить журнал',
  verifying: 'Проверяем цепочку записей',
  intact: (count: number) => `Журнал цел: проверено ${entries(count)}, цепочка не нарушена.`,
  broken: (seq: number) =>
    `Цепочка нарушена на записи №\u00a0${number(seq)}: она или одна из соседних изменена или удалена в обход программы. Сообщите администратору.`,
  emptyTitle: 'В журнале пока нет записей',
  emptyText: 'Здесь появится каждое изменение: кто, когда, что было и что стало.',
};
