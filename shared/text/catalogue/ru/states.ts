import type {
  CATEGORY_CODES,
  CREDENTIAL_KINDS,
  DIVISION_LEVELS,
  DOCUMENT_STANDINGS,
  EDUCATION_KINDS,
  EntityKind,
  LEAVE_REASONS,
  NMO_KINDS,
  STAFFING_STATUSES,
  YES_NO,
} from '../../../domain/entities.ts';
import type { Contour, RequestState, Role } from '../../../domain/states.ts';

type Labels<K extends string> = Readonly<Record<K, string>>;

/** Words for states, roles and the codes of the small dictionaries; the same thing has the same word everywhere. */
export const states = {
  request: {
    draft: 'Черновик',
    submitted: 'На согласовании',
    returned: 'Возвращена',
    withdrawn: 'Отозвана',
    approved: 'Подписана',
    queued: 'В очереди',
    sent: 'Отправлена',
    accepted: 'Принята',
    partly_accepted: 'Принята частично',
    rejected: 'Отклонена',
  } as Labels<RequestState>,
  role: {
    editor: 'Кадровик',
    approver: 'Главный врач',
    viewer: 'Наблюдатель',
    administrator: 'Администратор',
  } as Labels<Role>,
  roleDoes: {
    editor: 'ведёт сотрудников, готовит заявки и отчёты',
    approver: 'проверяет заявки, согласует и подписывает',
    viewer: 'смотрит списки и отчёты, ничего не меняет',
    administrator: 'настраивает программу, смотрит журнал',
  } as Labels<Role>,
  contour: {
    production: 'Рабочий контур',
    test: 'Тестовый контур',
    training: 'Учебный контур',
  } as Labels<Contour>,
  entity: {
    organisation: 'Организация',
    licence: 'Лицензия',
    building: 'Здание',
    division: 'Подразделение',
    service: 'Услуга',
    staffingDocument: 'Штатное расписание',
    staffingPosition: 'Штатная единица',
    person: 'Сотрудник',
    employment: 'Личное дело',
    credential: 'Допуск',
    education: 'Образование',
    category: 'Квалификационная категория',
    award: 'Награда',
    document: 'Документ, удостоверяющий личность',
    address: 'Адрес',
    military: 'Военная служба',
    society: 'Профессиональное объединение',
    nmo: 'Непрерывное образование (НМО)',
    policy: 'Полис ОМС',
    leave: 'Длительное отсутствие',
  } as Labels<EntityKind>,
  divisionLevel: { division: 'Подразделение', section: 'Отделение', room: 'Кабинет' } as Labels<
    (typeof DIVISION_LEVELS)[number]
  >,
  /** ФРМО division types; 5 and 6 are met in registry data, their wording is not official. */
  divisionType: {
    '1': 'Амбулаторный',
    '2': 'Стационарный',
    '3': 'Лабораторно-диагностический',
    '4': 'Инструментально-диагностический',
    '5': 'Скорая медицинская помощь',
    '6': 'Прочие',
  } as Readonly<Record<string, string>>,
  positionType: {
    '1': 'Основное место работы',
    '2': 'Внутреннее совместительство',
    '3': 'Совмещение',
    '4': 'Внешнее совместительство',
  } as Readonly<Record<string, string>>,
  sex: { '1': 'Мужской', '2': 'Женский', '3': 'Неопределённый' } as Readonly<Record<string, string>>,
  credentialKind: { certificate: 'Сертификат специалиста', accreditation: 'Аккредитация' } as Labels<
    (typeof CREDENTIAL_KINDS)[number]
  >,
  educationKind: {
    common: 'Общее образование',
    prof: 'Профессиональное образование',
    postgraduate: 'Послевузовское образование',
    ext: 'Дополнительное профессиональное образование',
  } as Labels<(typeof EDUCATION_KINDS)[number]>,
  categoryCode: { second: 'Вторая', first: 'Первая', highest: 'Высшая' } as Labels<(typeof CATEGORY_CODES)[number]>,
  documentStanding: { main: 'Основной', other: 'Дополнительный', former: 'Прежний' } as Labels<
    (typeof DOCUMENT_STANDINGS)[number]
  >,
  leaveReason: {
    maternity: 'Отпуск по беременности и родам',
    childcare: 'Отпуск по уходу за ребёнком',
    long: 'Длительный отпуск',
    other: 'Другая причина',
  } as Labels<(typeof LEAVE_REASONS)[number]>,
  yesNo: { yes: 'Да', no: 'Нет' } as Labels<(typeof YES_NO)[number]>,
  nmoKind: {
    track: 'Индивидуальный образовательный маршрут',
    course: 'Программа повышения квалификации',
    event: 'Образовательное мероприятие',
  } as Labels<(typeof NMO_KINDS)[number]>,
  staffingStatus: { draft: 'Проект', active: 'Действует', archive: 'В архиве' } as Labels<
    (typeof STAFFING_STATUSES)[number]
  >,
  employed: { open: 'Работают', dismissed: 'Уволены', all: 'Все' } as Labels<'open' | 'dismissed' | 'all'>,
  severity: { error: 'Ошибка', warning: 'Предупреждение' } as Labels<'error' | 'warning'>,
};
