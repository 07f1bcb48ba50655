import { formatPhone } from '#shared/rules/phone.ts';
import { formatSnils, listedSnils } from '#shared/rules/snils.ts';
import type { Report } from './report.ts';
import { staffCount, staffList } from './store.ts';

/** «Список сотрудников»: one record a person, as the staff grid shows them. */
export const staffListReport: Report = {
  id: 'staff-list',
  landscape: true,
  signers: ['personnel'],
  columns: [
    { key: 'number', type: 'count', width: 5 },
    { key: 'lastName', type: 'text', width: 14 },
    { key: 'firstName', type: 'text', width: 11 },
    { key: 'patronymic', type: 'text', width: 14 },
    { key: 'birthDate', type: 'date', width: 10 },
    { key: 'snils', type: 'text', width: 14 },
    { key: 'personnelNumber', type: 'text', width: 10 },
    { key: 'division', type: 'text', width: 26 },
    { key: 'post', type: 'text', width: 28 },
    { key: 'positionType', type: 'text', width: 16 },
    { key: 'rate', type: 'rate', width: 7 },
    { key: 'beginDate', type: 'date', width: 10 },
    { key: 'endDate', type: 'date', width: 10 },
    { key: 'admittedUntil', type: 'date', width: 10 },
    { key: 'phone', type: 'text', width: 15 },
  ],
  *lines(db, parameters) {
    let number = 0;
    for (const person of staffList(db, parameters)) {
      number += 1;
      const snils = listedSnils(person.snils, parameters.reader);
      yield {
        style: 'normal',
        cells: [
          number,
          person.lastName,
          person.firstName,
          person.patronymic,
          person.birthDate,
          snils === null ? null : formatSnils(snils),
          person.personnelNumber,
          person.division,
          person.post,
          person.positionType,
          person.rate,
          person.beginDate,
          person.endDate,
          person.admittedUntil,
          person.phone === null ? null : formatPhone(person.phone),
        ],
      };
    }
  },
  count: staffCount,
};
