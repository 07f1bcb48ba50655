import { v7 } from 'uuid';
import type { PrintModel } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { openTestDesk, type TestDesk } from '../test-books.ts';

/** What stood in a window, and under which title. */
export interface Shown {
  readonly title: string;
  readonly model: PrintModel;
}

/** A clinic with one doctor, all of whose records came from the registry. */
export function clinic() {
  const shown: Shown[] = [];
  let model: PrintModel | null = null;
  let broken = false;
  let path: string | null = null;
  const desk = openTestDesk({
    host: {
      printToPdf: async (input) => {
        if (broken) throw new DeskError('KD-6003');
        model = input.model;
        return Uint8Array.of(1);
      },
      showPdf: async ({ title }) => {
        if (model !== null) shown.push({ title, model });
      },
      saveFile: async () => path,
    },
  });
  const insert = (
    kind: Parameters<TestDesk['entities']['insert']>[0],
    values: Record<string, string | number | null>,
  ) => {
    const id = v7();
    desk.entities.insert(kind, id, values, `remote-${id}`);
    return id;
  };
  const organisationId = insert('organisation', { nameFull: 'Учебная поликлиника' });
  const divisionId = insert('division', { organisationId, level: 'division', name: 'Поликлиника' });
  const personId = insert('person', {
    lastName: 'Абвгдеева',
    firstName: 'Мария',
    patronymic: 'Ивановна',
    birthDate: '1980-02-29',
    sex: '2',
    snils: '11223344595',
    phone: '+79161234567',
  });
  const employmentId = insert('employment', {
    personId,
    divisionId,
    postCode: '109',
    positionType: '1',
    rate: 100,
    contractNumber: '12',
    contractDate: '2020-01-09',
    beginDate: '2020-01-13',
  });
  const diploma = { educationKind: 'prof', institution: 'Учебный университет', documentNumber: '0001', endYear: 2004 };
  const educationId = insert('education', { personId, ...diploma, documentDate: '2004-06-30' });
  const credential = { credentialKind: 'accreditation', specialtyCode: '49', issuer: 'Комиссия', number: 'А-7' };
  insert('credential', { personId, ...credential, issuedOn: '2023-02-10', expiresOn: '2028-02-10' });
  insert('category', {
    personId,
    categoryCode: 'highest',
    specialtyCode: '49',
    beginDate: '2024-03-01',
    extended: 'yes',
  });
  insert('award', { personId, name: 'Почётная грамота', number: '5', awardDate: '2022-06-19' });
  insert('nmo', { personId, nmoKind: 'course', title: 'Неотложная помощь', hours: 36, activityDate: '2025-04-01' });
  desk.staffIndex.refresh([personId]);
  return {
    desk,
    shown,
    insert,
    organisationId,
    divisionId,
    personId,
    employmentId,
    educationId,
    breakPrinter(now: boolean) {
      broken = now;
    },
    /** Null: the dialog for a file is cancelled. */
    saveTo(to: string | null) {
      path = to;
    },
    /** Actions of the journal, the newest first. */
    async told(): Promise<string[]> {
      const { entries } = await desk.handlers.journal.list({ before: null, limit: 50, text: '' }, desk.editor);
      return entries.map(({ action, to, reason }) => [action, to, reason].filter((part) => part !== null).join(' | '));
    },
  };
}
