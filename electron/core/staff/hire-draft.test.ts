import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { NewHire } from '#shared/contract/staff.ts';
import { fillClinic, openTestDesk, refusal } from '../test-books.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-hire-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DRAFT = {
  step: 2,
  form: { 'person/lastName': 'Новикова', 'person/birthDate': '1985-05-05', 'person/inn': null },
};

it('an unfinished hiring is in the encrypted store and there again when it is opened anew', async () => {
  const path = join(folder, 'store');
  const key = randomBytes(32);
  const desk = openTestDesk({ path, key });
  await desk.handlers.staff.keepHireDraft({ ...DRAFT, step: 0 }, desk.editor);
  await desk.handlers.staff.keepHireDraft(DRAFT, desk.editor);
  // Not closed: as after a fall.
  const again = openTestDesk({ path, key });
  const { draft } = await again.handlers.staff.hireDraft({}, desk.editor);
  expect(draft).toEqual({ ...DRAFT, savedAt: '2026-11-21T09:00:00.000Z' });
  for (const file of [path, `${path}-wal`]) expect((await readFile(file)).includes('Новикова')).toBe(false);
  again.db.close();
  desk.db.close();
});

it('belongs to one user, and goes by hand or with the hiring', async () => {
  const desk = openTestDesk();
  const { divisions } = fillClinic(desk, 3);
  const { staff } = desk.handlers;
  const kept = async (who = desk.editor) => (await staff.hireDraft({}, who)).draft;
  await staff.keepHireDraft(DRAFT, desk.editor);
  expect(await kept(desk.otherEditor)).toBeNull();
  await staff.keepHireDraft({ step: 1, form: {} }, desk.otherEditor);
  await staff.dropHireDraft({}, desk.otherEditor);
  expect([await kept(desk.otherEditor), await kept()]).toMatchObject([null, DRAFT]);

  const [divisionId = ''] = divisions.values();
  const hire = (snils: string) => {
    const person = { lastName: 'Новикова', firstName: 'Анна', patronymic: null, sex: '2', birthDate: '1985-05-05' };
    const employment = { divisionId, postCode: '109', positionType: '1', rate: 100, personnelNumber: '77' };
    const dates = { beginDate: '2026-11-21', endDate: null, endReason: null, endOrder: null };
    return staff.hire(
      NewHire.parse({
        person: { ...person, snils, inn: null, citizenshipCode: '1', phone: null, email: null },
        employment: { ...employment, ...dates, contractNumber: '77/26', contractDate: '2026-11-21' },
      }),
      desk.editor,
    );
  };
  expect((await refusal(() => hire('11223344596'))).code).toBe('KD-2104');
  expect(await kept()).toMatchObject(DRAFT);
  await hire('11223344595');
  expect(await kept()).toBeNull();
});
