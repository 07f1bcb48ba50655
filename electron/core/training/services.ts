import type { Unit } from './divisions.ts';
import { SPECIALTIES } from './nsi.ts';
import type { GeneratedService } from './types.ts';

/** What departments of a ФРМО division type offer. The nomenclature of services is not in the excerpts: no codes. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  '1': ['Первичный приём', 'Повторный приём', 'Приём на дому'],
  '2': ['Лечение в круглосуточном стационаре', 'Лечение в дневном стационаре'],
  '3': ['Лабораторные исследования'],
  '4': ['Инструментальные исследования'],
};

/** Services of every department, and one that the organisation as a whole offers. */
export function servicesOf(units: readonly Unit[], organisationId: string): GeneratedService[] {
  const services: GeneratedService[] = [];
  const add = (divisionId: string | null, name: string, from: string | null, to: string | null = null): void => {
    services.push({
      remoteId: `svc-${String(services.length + 1).padStart(4, '0')}`,
      organisationId,
      divisionId,
      name,
      code: null,
      beginDate: from,
      endDate: to,
      comment: divisionId === null ? 'По записи' : null,
    });
  };
  add(null, 'Медицинские осмотры', '2001-01-09');
  for (const { department, division } of units) {
    if (department === undefined) continue;
    for (const name of OFFERED[division.typeCode ?? ''] ?? []) {
      const specialty = SPECIALTIES[department.specialty]?.toLowerCase() ?? '';
      add(division.remoteId, `${name} (${specialty})`, division.openDate, division.liquidationDate);
    }
  }
  return services;
}
