import type { REPORT_FORMATS, REPORT_IDS } from '../../../contract/areas.ts';
import { counted } from './counting.ts';

type ReportId = (typeof REPORT_IDS)[number];

export const reports = {
  title: 'Отчёты',
  make: 'Новый отчёт',
  gallery: 'Виды отчётов',
  names: {
    'staff-list': 'Список сотрудников',
    headcount: 'Численность по подразделениям и должностям',
    staffing: 'Штатное расписание',
    'form-30': 'Форма № 30 (таблица 1100)',
    vacancies: 'Вакансии',
    'organisation-card': 'Карточка организации',
    'organisation-public': 'Публичная выписка',
  } as Readonly<Record<ReportId, string>>,
  descriptions: {
    'staff-list': 'По строке на каждого сотрудника: подразделение, должность, ставка, срок допуска, телефон.',
    headcount:
      'По каждому подразделению и должности: сколько человек, занятых ставок, основных работников и совместителей.',
    staffing: 'По подразделениям и должностям: сколько ставок по штату, сколько занято и кем, сколько свободно.',
    'form-30':
      'Раздел II формы № 30: по строкам таблицы 1100 должности по штату и занятые, физические лица, категории, допуски. Строку должности называет справочник НСИ 1002.',
    vacancies: 'Должности, на которых есть свободные ставки.',
    'organisation-card': 'Реквизиты, руководитель, лицензии, здания и услуги организации, численность.',
    'organisation-public': 'Открытые сведения об организации: никто из сотрудников в ней не назван.',
  } as Readonly<Record<ReportId, string>>,

  onDay: 'На дату',
  division: 'Подразделение',
  allDivisions: 'Вся организация',
  employed: 'Кого включить',
  preview: 'Предпросмотр',
  previewCount: (shown: number, total: number) =>
    shown < total
      ? `первые ${shown} из ${counted(total, { one: 'строки', few: 'строк', many: 'строк', other: 'строки' })}`
      : counted(total, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' }),
  previewEmpty: 'С такими параметрами в отчёте не будет ни одной строки.',
  save: { xlsx: 'Сохранить как XLSX', pdf: 'Сохранить как PDF', csv: 'Сохранить как CSV' } as Readonly<
    Record<(typeof REPORT_FORMATS)[number], string>
  >,
  making: (name: string, format: string) => `Готовим «${name}» (${format})`,
  ready: (fileName: string) => `Отчёт сохранён: ${fileName}`,
  show: 'Показать в папке',
  cancelled: 'Отчёт не сохранён: вы отменили его.',
  history: 'Готовые отчёты',
  historyColumns: {
    at: 'Когда',
    report: 'Отчёт',
    onDay: 'На дату',
    file: 'Файл',
    rows: 'Строк',
    actor: 'Кто',
    digest: 'Контрольная сумма',
  },
  historyEmptyTitle: 'Готовых отчётов пока нет',
  historyEmptyText: 'Выберите отчёт, проверьте предпросмотр и сохраните файл: он появится в этом списке.',
};
