import { counted, number } from './counting.ts';

export const home = {
  title: 'Главная',
  greeting: (name: string) => `Здравствуйте, ${name}`,
  staffGroup: 'Сотрудники и допуски',
  toApprove: 'Ждут согласования',
  drafts: 'Черновики',
  returned: 'Возвращены на доработку',
  queued: 'Ждут отправки в реестр',
  people: 'Сотрудники',
  divisions: 'Подразделения',
  errors: 'Записи с ошибками',
  expired: 'Допуск истёк',
  expiring: (days: number) =>
    `Допуск истекает за ${counted(days, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
  expiringSooner: (in30: number, in60: number) => `за 30 дней: ${number(in30)}, за 60: ${number(in60)}`,
  openList: (title: string, count: string) => `${title}: ${count}. Открыть список`,
  emptyTitle: 'Сотрудников пока нет',
  emptyText: 'Получите данные из реестра или примите первого сотрудника.',
  openStaff: 'Открыть список сотрудников',
};
