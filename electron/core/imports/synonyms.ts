import type { ImportField } from '#shared/contract/imports.ts';

/**
 * Headers as they are met in exports of the ФРМР cabinet (sheet `frmr_depart`), 1С, Парус and files of clinics; spaces
 * and punctuation removed, lower case, ё as е.
 */
const SYNONYMS: Readonly<Record<ImportField, readonly string[]>> = {
  'person.fullName': [
    'фио',
    'фамилияимяотчество',
    'сотрудник',
    'работник',
    'физлицо',
    'физическоелицо',
    'фиосотрудника',
    'фиоработника',
  ],
  'person.lastName': ['фамилия', 'lastname', 'фамилиясотрудника', 'фамилияработника'],
  'person.firstName': ['имя', 'firstname', 'имясотрудника', 'имяработника'],
  'person.patronymic': ['отчество', 'patronymic', 'отчествосотрудника', 'отчествоработника', 'отчествоприналичии'],
  'person.snils': [
    'снилс',
    'snils',
    'номерснилс',
    'страховойномер',
    'страховойномерпфр',
    'снилссотрудника',
    'снилсработника',
  ],
  'person.birthDate': ['датарождения', 'деньрождения', 'birthdate', 'др', 'датар'],
  'person.sex': ['пол', 'sex', 'gender'],
  'person.inn': ['инн', 'иннсотрудника', 'иннфизлица', 'иннработника'],
  'person.citizenshipCode': ['гражданство', 'кодгражданства'],
  'person.phone': ['телефон', 'мобильныйтелефон', 'контактныйтелефон', 'номертелефона', 'тел', 'phone'],
  'person.email': ['email', 'электроннаяпочта', 'элпочта', 'адресэлектроннойпочты', 'почта'],
  'employment.personnelNumber': [
    'табельныйномер',
    'табельный',
    'таб',
    'табномер',
    'табн',
    'табельныйн',
    'servicenumber',
  ],
  'employment.divisionId': [
    'подразделение',
    'структурноеподразделение',
    'отделение',
    'наименованиеструктурногоподразделения',
    'наименованиеподразделения',
    'отдел',
  ],
  'employment.divisionOid': [
    'oidструктурногоподразделения',
    'oidподразделения',
    'оидподразделения',
    'оидструктурногоподразделения',
    'departoid',
  ],
  'employment.postCode': [
    'должность',
    'наименованиедолжности',
    'занимаемаядолжность',
    'кодолжности',
    'коддолжности',
    'post',
    'postid',
  ],
  'employment.positionType': [
    'видзанятости',
    'типзанятости',
    'занятость',
    'типзанимаемойдолжности',
    'типдолжности',
    'характерработы',
    'видработы',
  ],
  'employment.rate': ['ставка', 'размерставки', 'доляставки', 'количествоставок', 'ставок', 'rate'],
  'employment.contractNumber': ['номертрудовогодоговора', 'номердоговора', 'ндоговора', 'трудовойдоговор', 'договор'],
  'employment.contractDate': ['дататрудовогодоговора', 'датадоговора', 'датазаключениядоговора'],
  'employment.beginDate': [
    'датаприема',
    'принят',
    'датаприеманаработу',
    'датаначала',
    'датаначалаработы',
    'прием',
    'begindate',
  ],
  'employment.endDate': ['датаувольнения', 'уволен', 'датаокончания', 'датаокончанияработы', 'enddate'],
  'employment.endReason': ['причинаувольнения', 'основаниеувольнения'],
  'employment.endOrder': ['приказобувольнении', 'номерприказаобувольнении'],
  'organisation.oid': ['oidорганизации', 'оидорганизации', 'oidмо', 'оидмо'],
};

const BY_HEADER = new Map<string, ImportField>(
  (Object.keys(SYNONYMS) as ImportField[]).flatMap((field) =>
    SYNONYMS[field].map((header) => [header, field] as const),
  ),
);

/** «OID структурного  подразделения» → `oidструктурногоподразделения`. */
export function foldHeader(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('№', 'н')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

export function knownHeaders(titles: readonly string[]): number {
  return guessFields(titles).filter((field) => field !== null).length;
}

/** What each column seems to mean; a second column of one meaning is left to the user. */
export function guessFields(titles: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return titles.map((title) => {
    const field = BY_HEADER.get(foldHeader(title));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}
