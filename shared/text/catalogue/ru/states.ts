import type { CREDENTIAL_KINDS, DIVISION_LEVELS, EntityKind } from '../../../domain/entities.ts';
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
    division: 'Подразделение',
    person: 'Сотрудник',
    employment: 'Личное дело',
    credential: 'Допуск',
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
  employed: { open: 'Работают', dismissed: 'Уволены', all: 'Все' } as Labels<'open' | 'dismissed' | 'all'>,
  severity: { error: 'Ошибка', warning: 'Предупреждение' } as Labels<'error' | 'warning'>,
};
