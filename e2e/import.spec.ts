import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import type { ImportState } from '#shared/contract/imports.ts';
import { addDays, formatDay } from '#shared/rules/dates.ts';
import { clinicSource, TRAINING_TODAY } from '../electron/core/training/generate.ts';
import { snilsControl } from '../electron/core/training/numbers.ts';
import posts from '../resources/dictionaries/posts.json' with { type: 'json' };
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { Imports } from './support/imports.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';
import { share } from './support/workstation.ts';

const PEOPLE = 2900;
/** Rows of the file by what the preview must say of them: 3,000 together. */
const PLANTED = {
  same: 2813,
  changed: 50,
  dismissed: 20,
  new: 50,
  eatenZeros: 10,
  wrongSum: 15,
  unknownPost: 12,
  closedPost: 8,
  cyrillicKpp: 7,
  repeated: 10,
  otherName: 5,
} as const;
const EXPECTED: Readonly<Record<ImportState, number>> = {
  new: PLANTED.new + PLANTED.eatenZeros,
  changed: PLANTED.changed + PLANTED.dismissed,
  same: PLANTED.same,
  doubtful: PLANTED.repeated + PLANTED.otherName,
  wrong: PLANTED.wrongSum + PLANTED.unknownPost + PLANTED.closedPost + PLANTED.cyrillicKpp,
  skipped: 0,
};

test.use({ people: PEOPLE });

test('people of a spreadsheet reach the registry, and only they @import', async ({ registry, program }) => {
  test.slow();
  const desk = new Desk(program);
  const requests = new Requests(program);
  const imports = new Imports(program);
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-files-'));
  const file = join(folder, 'Сотрудники.xlsx');
  const planted = plant();
  await writeWorkbook(file, planted.rows);
  const before = await practitioners(registry.sandbox);
  const worked = await roles(registry.sandbox);

  await test.step('the clerk and the chief doctor share a workstation', async () => {
    await share(desk);
  });

  await test.step('the preview counts what was planted, before anything is written', async () => {
    await desk.go('staff');
    await desk.page.getByRole('button', { name: TEXT.imports.open, exact: true }).click();
    await imports.preview(file);
    await imports.expectCounts(EXPECTED);
    await desk.page.getByRole('tab', { name: new RegExp(`^${TEXT.imports.states.wrong}`) }).click();
    const wrong = desk.page.getByRole('table', { name: TEXT.imports.previewTable });
    await expect(wrong.getByText('KD-2104')).toHaveCount(PLANTED.wrongSum);
    await expect(wrong.getByText('KD-2004')).toHaveCount(PLANTED.unknownPost);
    await expect(wrong.getByText('KD-2204')).toHaveCount(PLANTED.closedPost);
    await expect(wrong.getByText('KD-2113')).toHaveCount(PLANTED.cyrillicKpp);
  });

  await test.step('what is new and changed becomes one draft, which is submitted', async () => {
    await desk.page.getByRole('button', { name: TEXT.imports.apply(EXPECTED.new + EXPECTED.changed) }).click();
    await desk.page.getByRole('button', { name: TEXT.imports.openRequest }).click();
    await expect(
      desk.page.getByText(new RegExp(`^${EXPECTED.new + EXPECTED.changed}\\s+карточ`)).first(),
    ).toBeVisible();
    await desk.page.getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
    await desk.signOut();
  });

  await test.step('the chief doctor signs it, and the registry takes it', async () => {
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await requests.choose(1);
    await requests.approve(
      EXPECTED.new + EXPECTED.changed,
      registry.sandbox.signing.container,
      registry.sandbox.signing.password,
    );
    await desk.signInAgain(CHIEF);
    // So many people take longer than a step usually may.
    await expect(desk.status(TEXT.shell.queueEmpty)).toBeVisible({ timeout: 120_000 });
    await requests.expectState(1, 'accepted');
  });

  await test.step('the registry holds exactly them', async () => {
    const after = await practitioners(registry.sandbox);
    const added = [...after.keys()].filter((id) => !before.has(id));
    const changed = [...before.keys()].filter((id) => before.get(id)?.version !== after.get(id)?.version);
    expect(added.map((id) => after.get(id)?.snils).sort()).toEqual([...planted.added].sort());
    expect(changed.map((id) => after.get(id)?.snils).sort()).toEqual([...planted.changed].sort());
    expect(changed.every((id) => after.get(id)?.text.includes('+7900555'))).toBe(true);
    const works = await roles(registry.sandbox);
    const ended = [...worked.keys()].filter((id) => worked.get(id) !== works.get(id));
    expect(ended).toHaveLength(PLANTED.dismissed);
    expect(ended.every((id) => works.get(id)?.includes(DISMISSED_ON))).toBe(true);
  });

  await test.step('the same file again has nothing to do', async () => {
    await desk.signOut();
    await desk.unlock(CLERK);
    await desk.go('imports');
    await imports.preview(file);
    await imports.expectCounts({
      ...EXPECTED,
      new: 0,
      changed: 0,
      same: EXPECTED.same + EXPECTED.new + EXPECTED.changed,
    });
    await expect(desk.page.getByRole('button', { name: TEXT.imports.nothingToApply })).toBeDisabled();
  });
  await rm(folder, { recursive: true, force: true });
});

interface Practitioner {
  readonly id: string;
  readonly meta: { readonly versionId: string };
  readonly identifier?: readonly { readonly value?: string }[];
}

async function practitioners(sandbox: { resources(type: string): Promise<unknown[]> }) {
  const found = (await sandbox.resources('Practitioner')) as Practitioner[];
  return new Map(
    found.map((resource) => {
      const digits = (resource.identifier ?? []).map(({ value }) => value?.replaceAll(/\D/g, '') ?? '');
      const snils = digits.find((value) => value.length === 11) ?? '';
      return [resource.id, { version: resource.meta.versionId, snils, text: JSON.stringify(resource) }] as const;
    }),
  );
}

/** Every role of the registry as it stands. */
async function roles(sandbox: { resources(type: string): Promise<unknown[]> }): Promise<Map<string, string>> {
  const found = (await sandbox.resources('PractitionerRole')) as Practitioner[];
  return new Map(found.map((resource) => [resource.id, JSON.stringify(resource)]));
}

/** Days of the generated clinic, which has one of its own: some of its people began a few weeks before it. */
const DISMISSED_ON = addDays(TRAINING_TODAY, -20);
const HIRED_ON = addDays(TRAINING_TODAY, -51);

type Value = string | number | Date | null;
interface Row {
  kpp: string | null;
  lastName: string;
  firstName: string;
  patronymic: string | null;
  snils: string | number | null;
  birthDate: Value;
  sex: string | null;
  personnelNumber: string | null;
  division: string | null;
  post: string | null;
  type: string | null;
  rate: Value;
  contractNumber: string | null;
  contractDate: Value;
  beginDate: Value;
  endDate: Value;
  endReason: string | null;
  endOrder: string | null;
  endOrderDate: Value;
  phone: string | null;
}

const HEADER: Readonly<Record<keyof Row, string>> = {
  kpp: 'КПП организации',
  lastName: 'Фамилия',
  firstName: 'Имя',
  patronymic: 'Отчество',
  snils: 'СНИЛС',
  birthDate: 'Дата  рождения',
  sex: 'Пол',
  personnelNumber: 'Табельный номер',
  division: 'OID структурного подразделения',
  post: 'Должность',
  type: 'Вид занятости',
  rate: 'Ставка',
  contractNumber: 'Номер трудового договора',
  contractDate: 'Дата трудового договора',
  beginDate: 'Дата приёма',
  endDate: 'Дата увольнения',
  endReason: 'Причина увольнения',
  endOrder: 'Приказ об увольнении',
  endOrderDate: 'Дата приказа об увольнении',
  phone: 'Телефон',
};

/** The clinic as its own payroll program would hand it over, with the planted rows after it. */
function plant(): { rows: Row[]; added: string[]; changed: string[] } {
  const clinic = clinicSource({ people: PEOPLE });
  const oids = new Map(clinic.divisions.map(({ remoteId, oid }) => [remoteId, oid]));
  const closedPost = posts.rows.find(({ group, closedOn }) => !group && closedOn !== null && closedOn < HIRED_ON);
  let person = 0;
  let stranger = 0;

  function known(): Row {
    const file = clinic.personAt(person);
    person += 1;
    const [work] = file.employments;
    if (work === undefined) throw new Error('a person without work');
    const day = (value: string | null): Value =>
      value === null ? null : person % 2 === 0 ? new Date(`${value}T00:00:00Z`) : value.split('-').reverse().join('.');
    return {
      ...file.person,
      kpp: clinic.organisation.kpp,
      birthDate: day(file.person.birthDate),
      personnelNumber: work.personnelNumber,
      division: oids.get(work.divisionRemoteId) ?? null,
      post: work.postCode,
      type: work.positionType,
      rate: (work.rate ?? 0) / 100,
      contractNumber: work.contractNumber,
      contractDate: day(work.contractDate),
      beginDate: day(work.beginDate),
      endDate: day(work.endDate),
      endReason: work.endReason,
      endOrder: work.endOrder,
      endOrderDate: day(work.endOrderDate),
    };
  }

  function somebody(zeros: boolean): Row & { snils: string } {
    stranger += 1;
    const nine = `${zeros ? '0' : '8'}${String(50_000_000 + stranger * 7_919).padStart(8, '0')}`;
    return {
      kpp: clinic.organisation.kpp,
      lastName: `Нов${letters(stranger)}`,
      firstName: 'Мария',
      patronymic: 'Петровна',
      snils: nine + snilsControl(nine),
      birthDate: '08.03.1990',
      sex: 'женский',
      personnelNumber: `Н-${stranger}`,
      division: oids.get(clinic.personAt(5).employments[0]?.divisionRemoteId ?? '') ?? null,
      post: clinic.personAt(5).employments[0]?.postCode ?? null,
      type: 'Основное место работы',
      rate: '0,5',
      contractNumber: `Д-${stranger}`,
      contractDate: formatDay(HIRED_ON),
      beginDate: formatDay(HIRED_ON),
      endDate: null,
      endReason: null,
      endOrder: null,
      endOrderDate: null,
      phone: null,
    };
  }

  const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
  const same = times(PLANTED.same, known);
  const changed = times(PLANTED.changed, (at) => ({
    ...known(),
    phone: `8 (900) 555-00-${String(at).padStart(2, '0')}`,
  }));
  const dismissed = times(PLANTED.dismissed, () => {
    let row = known();
    while (row.endDate !== null) row = known();
    return {
      ...row,
      endDate: DISMISSED_ON,
      endReason: 'п. 3 ч. 1 ст. 77 ТК РФ',
      endOrder: '77-у',
      endOrderDate: DISMISSED_ON,
    };
  });
  const otherName = times(PLANTED.otherName, () => ({ ...known(), lastName: 'Чужая', firstName: 'Запись' }));
  const fresh = times(PLANTED.new, () => somebody(false));
  const eaten = times(PLANTED.eatenZeros, () => somebody(true));
  return {
    rows: [
      ...same,
      ...changed,
      ...dismissed,
      ...otherName,
      ...fresh,
      ...eaten.map((row) => ({ ...row, snils: Number(row.snils) })),
      ...times(PLANTED.wrongSum, () => withWrongSum(somebody(false))),
      ...times(PLANTED.unknownPost, () => ({ ...somebody(false), post: 'Заведующий чайником' })),
      ...times(PLANTED.closedPost, () => ({ ...somebody(false), post: closedPost?.name ?? '' })),
      ...times(PLANTED.cyrillicKpp, () => ({ ...somebody(false), kpp: '9801К1001' })),
      ...fresh.slice(0, PLANTED.repeated),
    ],
    added: [...fresh, ...eaten].map(({ snils }) => snils),
    changed: changed.map(({ snils }) => String(snils)),
  };
}

function withWrongSum(row: Row & { snils: string }): Row {
  const control = (Number(row.snils.slice(9)) + 1) % 100;
  return { ...row, snils: row.snils.slice(0, 9) + String(control).padStart(2, '0') };
}

/** 27 → «аб»: a family name of its own for each. */
function letters(ordinal: number): string {
  const alphabet = 'абвгдежзиклмнопрстуф';
  return `${[...String(ordinal)].map((digit) => alphabet[Number(digit)]).join('')}ова`;
}

/** With a title above the header, as exports have it. */
async function writeWorkbook(path: string, rows: readonly Row[]): Promise<void> {
  const workbook = new Excel.Workbook();
  const sheet = workbook.addWorksheet('frmr_depart');
  sheet.addRow(['Сведения о сотрудниках']);
  sheet.addRow([]);
  const columns = Object.keys(HEADER) as (keyof Row)[];
  sheet.addRow(columns.map((column) => HEADER[column]));
  for (const row of rows) sheet.addRow(columns.map((column) => row[column]));
  await workbook.xlsx.writeFile(path);
}
