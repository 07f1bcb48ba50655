import { IMPORT_FIELDS_OF, IMPORT_TARGETS, type ImportField, type ImportTarget } from '#shared/contract/imports.ts';

type Headers<F extends string> = Readonly<Record<F, readonly string[]>>;
type FieldOf<T extends ImportTarget> = (typeof IMPORT_FIELDS_OF)[T][number];
type OrganisationField = Extract<ImportField, `organisation.${string}`>;

const ORGANISATION: Headers<OrganisationField> = {
  'organisation.oid': ['oidорганизации', 'оидорганизации', 'oidмо', 'оидмо', 'mooid', 'organizationoid', 'uzoid'],
  'organisation.inn': ['иннорганизации', 'иннмо', 'uzinn'],
  'organisation.kpp': ['кпп', 'кппорганизации', 'кппмо', 'uzkpp'],
  'organisation.ogrn': ['огрн', 'огрнорганизации', 'огрнмо', 'uzogrn'],
};

/**
 * Headers as they are met in exports of the ФРМР cabinet (sheet `frmr_depart`), of the former register's XML (paths of
 * elements), 1С, Парус and files of clinics; spaces and punctuation removed, lower case, ё as е.
 */
const PEOPLE: Headers<Exclude<FieldOf<'people'>, OrganisationField>> = {
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
  'person.lastName': ['generalsurname', 'фамилия', 'lastname', 'фамилиясотрудника', 'фамилияработника'],
  'person.firstName': ['generalname', 'имя', 'firstname', 'имясотрудника', 'имяработника'],
  'person.patronymic': [
    'generalpatroname',
    'отчество',
    'patronymic',
    'отчествосотрудника',
    'отчествоработника',
    'отчествоприналичии',
  ],
  'person.snils': [
    'documentsnils',
    'снилс',
    'snils',
    'номерснилс',
    'страховойномер',
    'страховойномерпфр',
    'снилссотрудника',
    'снилсработника',
  ],
  'person.birthDate': ['generalbirthdate', 'датарождения', 'деньрождения', 'birthdate', 'др', 'датар'],
  'person.sex': ['generalsex', 'пол', 'sex', 'gender'],
  'person.inn': ['documentinn', 'инн', 'иннсотрудника', 'иннфизлица', 'иннработника'],
  'person.citizenshipCode': ['extendedcitezenshipstateid', 'гражданство', 'кодгражданства'],
  'person.countryCode': ['extendedoksmid', 'страна', 'странагражданства', 'кодстраны'],
  'person.phone': [
    'extendedphone',
    'телефон',
    'мобильныйтелефон',
    'контактныйтелефон',
    'номертелефона',
    'тел',
    'phone',
  ],
  'person.email': ['email', 'электроннаяпочта', 'элпочта', 'адресэлектроннойпочты', 'почта'],
  'employment.personnelNumber': [
    'documenttabelnumber',
    'табельныйномер',
    'табельный',
    'таб',
    'табномер',
    'табн',
    'табельныйн',
    'servicenumber',
  ],
  'employment.divisionId': [
    'subdivisionname',
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
    'postname',
    'должность',
    'наименованиедолжности',
    'занимаемаядолжность',
    'кодолжности',
    'коддолжности',
    'post',
  ],
  'employment.positionType': [
    'positiontypeid',
    'видзанятости',
    'типзанятости',
    'занятость',
    'типзанимаемойдолжности',
    'типдолжности',
    'характерработы',
    'видработы',
  ],
  'employment.rate': ['wage', 'ставка', 'размерставки', 'доляставки', 'количествоставок', 'ставок', 'rate'],
  'employment.fileNumber': ['номерличногодела', 'нличногодела', 'личноедело', 'personalfilenumber'],
  'employment.seniorityMonths': ['стажвмесяцах', 'стажмесяцев', 'стажмес'],
  'employment.contractNumber': ['номертрудовогодоговора', 'номердоговора', 'ндоговора', 'трудовойдоговор', 'договор'],
  'employment.contractDate': ['дататрудовогодоговора', 'датадоговора', 'датазаключениядоговора'],
  'employment.beginDate': [
    'datebegin',
    'датаприема',
    'принят',
    'датаприеманаработу',
    'датаначала',
    'датаначалаработы',
    'прием',
    'begindate',
  ],
  'employment.endDate': ['dateend', 'датаувольнения', 'уволен', 'датаокончания', 'датаокончанияработы', 'enddate'],
  'employment.endReason': ['причинаувольнения', 'основаниеувольнения'],
  'employment.endOrderDate': ['датаприказаобувольнении'],
  'employment.endOrder': ['orderout', 'приказобувольнении', 'номерприказаобувольнении'],
};

/** The columns of НСИ 1.2.643.5.1.13.13.99.2.114 and 99.2.115, and what clinics call them. */
const DIVISIONS: Headers<Exclude<FieldOf<'divisions'>, OrganisationField>> = {
  'division.oid': ['departoid', 'oidструктурногоподразделения', 'oidподразделения', 'оидподразделения'],
  'division.name': [
    'departname',
    'наименованиеструктурногоподразделения',
    'наименованиеподразделения',
    'структурноеподразделение',
    'подразделение',
    'отделение',
    'отдел',
    'наименование',
  ],
  'division.typeCode': ['departtypeid', 'типструктурногоподразделения', 'типподразделения'],
  'division.kindCode': ['departkindid', 'видструктурногоподразделения', 'видподразделения'],
  'division.separate': ['separatedepartboolean', 'обособленное', 'обособленноеподразделение'],
  'division.openDate': ['departcreatedate', 'датасоздания', 'датаоткрытия'],
  'division.liquidationDate': ['departliquidationdate', 'даталиквидации', 'датазакрытия'],
  'division.phone': ['телефонподразделения', 'телефон'],
  'division.plannedPeople': ['плановаячисленность', 'численностьплан'],
  'division.bedCount': ['количествокоек', 'числокоек', 'койки', 'hospitalhomebedcount'],
  'division.visitsPerShift': ['ambulatoryvisitpershift', 'посещенийвсмену', 'плановоечислопосещенийвсмену'],
  'parent.oid': ['oidвышестоящегоподразделения', 'oidродителя', 'parentoid'],
  'parent.name': ['вышестоящееподразделение', 'входитв', 'родительскоеподразделение', 'parentname'],
  'section.oid': ['oid', 'oidотделения', 'oidкабинета'],
  'section.name': ['hospitalname', 'наименованиеотделения'],
  'section.liquidationDate': ['hospitalliquidationdate', 'даталиквидацииотделения'],
  'section.bedCount': ['коеквотделении'],
  'room.name': ['ambulancesubdivisionname', 'кабинет', 'наименованиекабинета'],
  'room.laboratory': ['labsubdivisionname', 'лаборатория'],
  'building.name': ['buildingname', 'здание', 'наименованиездания', 'корпус'],
  'building.addressText': ['адрес', 'адресздания', 'адресподразделения'],
  'building.region': ['buildingaddressregionname'],
  'building.areaPrefix': ['buildingaddressprefixarea'],
  'building.area': ['buildingaddressareaname'],
  'building.streetPrefix': ['buildingaddressprefixstreet'],
  'building.street': ['buildingaddressstreetname'],
  'building.house': ['buildingaddresshouse'],
  'building.block': ['buildingaddressbuilding'],
  'building.structure': ['buildingaddressstruct'],
  'building.garGuid': ['buildingaddresshouseid'],
  'building.postIndex': ['buildingaddresspostindex', 'индекс', 'почтовыйиндекс'],
  'building.cadastralNumber': ['buildingaddresscadastralnumber', 'кадастровыйномер'],
  'building.buildYear': ['buildingbuildyear', 'годпостройки'],
  'building.floorCount': ['buildingfloorcount', 'этажность', 'количествоэтажей'],
  'building.hasTrouble': ['buildinghastrouble', 'аварийное'],
  'building.latitude': ['buildingaddresslatitude', 'широта'],
  // Written so in the dictionary.
  'building.longitude': ['buildingaddresslongtitude', 'buildingaddresslongitude', 'долгота'],
  'building.beginDate': ['buildingcreatedate'],
};

/** `ArrayOfStaffEntry` of the former register in its versions 1.4 and 2.0, and what clinics call it. */
const STAFFING: Headers<Exclude<FieldOf<'staffing'>, OrganisationField>> = {
  'staffingDocument.number': ['номерштатногорасписания', 'штатноерасписание'],
  'staffingDocument.approvedOn': ['датаутверждения'],
  'staffingDocument.orderNumber': ['номерприказа', 'приказ'],
  'staffingDocument.beginDate': ['действуетс', 'датаначаладействия'],
  'staffingDocument.endDate': ['действуетпо', 'датаокончаниядействия'],
  'staffingPosition.divisionOid': ['oidструктурногоподразделения', 'oidподразделения', 'оидподразделения'],
  'staffingPosition.divisionId': [
    'unit',
    'subdivisionname',
    'структурноеподразделение',
    'подразделение',
    'отделение',
    'наименованиеподразделения',
  ],
  'staffingPosition.branch': ['branchname', 'subdivisiontypename'],
  'staffingPosition.postCode': ['stuffpostname', 'postname', 'должность', 'наименованиедолжности', 'коддолжности'],
  'staffingPosition.localPostName': ['должностьпоштатномурасписанию', 'должностьпоприказу'],
  'staffingPosition.rate': [
    'quantity',
    'totalwage',
    'количествоштатныхединиц',
    'штатныхединиц',
    'количествоставок',
    'ставок',
    'ставка',
  ],
  'staffingPosition.note': ['comment', 'примечание', 'комментарий'],
};

const HEADERS: { readonly [T in ImportTarget]: Headers<FieldOf<T>> } = {
  people: { ...PEOPLE, ...ORGANISATION },
  divisions: { ...DIVISIONS, ...ORGANISATION },
  staffing: { ...STAFFING, ...ORGANISATION },
};

function byHeader(target: ImportTarget): ReadonlyMap<string, ImportField> {
  const headers: Readonly<Partial<Record<ImportField, readonly string[]>>> = HEADERS[target];
  return new Map(IMPORT_FIELDS_OF[target].flatMap((field) => (headers[field] ?? []).map((header) => [header, field])));
}

const BY_HEADER: Readonly<Record<ImportTarget, ReadonlyMap<string, ImportField>>> = {
  people: byHeader('people'),
  divisions: byHeader('divisions'),
  staffing: byHeader('staffing'),
};

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
  return Math.max(
    ...IMPORT_TARGETS.map((target) => guessFields(target, titles).filter((field) => field !== null).length),
  );
}

/** What each column seems to mean; a second column of one meaning is left to the user. */
export function guessFields(target: ImportTarget, titles: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  const fields = titles.map((title) => {
    const field = BY_HEADER[target].get(foldHeader(title));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  // «OID» by itself is that of a section only beside the division's.
  const isPlain = !taken.has('division.oid') && !taken.has('section.name');
  return isPlain ? fields.map((field) => (field === 'section.oid' ? 'division.oid' : field)) : fields;
}
