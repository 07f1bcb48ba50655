import { number } from './counting.ts';

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
  admission: 'Допуск истёк или истекает',
  admissionTerms: (expired: number, in30: number, in60: number, in90: number) =>
    `истёк: ${number(expired)}; истекает за 30 дней: ${number(in30)}, за 60: ${number(in60)}, за 90: ${number(in90)}`,
  emptyTitle: 'Сотрудников пока нет',
  emptyText: 'Получите данные из реестра или примите первого сотрудника.',
  openStaff: 'Открыть список сотрудников',
};
