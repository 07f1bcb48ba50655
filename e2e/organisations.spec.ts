import { readdirSync } from 'node:fs';
import type { Api } from '#shared/contract/index.ts';
import { CONTRACT } from '#shared/contract/index.ts';
import type { Result } from '#shared/contract/result.ts';
import { EntityId } from '#shared/domain/values.ts';
import { sampleOf } from '../electron/core/contract-samples.ts';
import { TRAINING_ORGANISATION } from '../electron/core/training/generate.ts';
import { foldersOf } from '../electron/main/places.ts';
import { SANATORIUM, SANATORIUM_PEOPLE } from '../sandbox/organisations.ts';
import { Desk, TEXT, TWO_JOBS, TWO_OFFICES } from './support/desk.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

declare global {
  interface Window {
    readonly kartoteka: Api;
  }
}

const CLINIC = TRAINING_ORGANISATION.nameShort ?? '';
const OTHER = SANATORIUM.nameShort ?? '';

test('two organisations on one desk: one is added, they are switched, and their data never mix @organisations', async ({
  program,
  registry,
}) => {
  const desk = new Desk(program);
  const { page } = desk;
  await desk.begin(TWO_JOBS);
  await expect(organisation(desk)).toHaveText(CLINIC);
  const clinicPeople = await peopleOf(program);
  const ofClinic = await idsIn(program);
  const clinicSession = await sessionOf(program);

  await test.step('the second one is added by a sign-in in it, and copies its own registry', async () => {
    await organisation(desk).click();
    await page.getByRole('menuitem', { name: TEXT.shell.addOrganisation }).click();
    await program.browser.signIn({ ...TWO_JOBS, organisation: OTHER });
    await expect(organisation(desk)).toHaveText(OTHER);
    await desk.pulled();
    const title = () =>
      program.application.evaluate(({ BrowserWindow: { getAllWindows: all } }) => all()[0]?.getTitle());
    await expect.poll(title).toContain(OTHER);
    await expect.poll(async () => (await peopleOf(program)).length).toBe(SANATORIUM_PEOPLE);
  });

  await test.step('nothing that any list of one says is in the other', async () => {
    const ofOther = await idsIn(program);
    expect(ofOther.size).toBeGreaterThan(SANATORIUM_PEOPLE);
    expect(ofClinic.size).toBeGreaterThan(40);
    const { userId } = await sessionOf(program);
    // The user is the same person in both; the made-up id is what the queries themselves ask about.
    const ofBoth = new Set([userId, sampleOf(EntityId)]);
    expect([...ofOther].filter((id) => ofClinic.has(id) && !ofBoth.has(id))).toEqual([]);
    const names = await peopleOf(program);
    expect(names.filter((name) => clinicPeople.includes(name))).toEqual([]);
  });

  await test.step('a late call of the first one is refused', async () => {
    const own = await sessionOf(program);
    const late = await page.evaluate(
      async ([late, now]) => {
        window.kartoteka.inSession(late);
        const answers = [
          await window.kartoteka.changes.list({ states: null }),
          await window.kartoteka.staff.applyEdits({ edits: [] }),
          await window.kartoteka.desktop.showReport({ runId: now }),
        ];
        window.kartoteka.inSession(now);
        return answers.map((answer) => !answer.ok && answer.error.code);
      },
      [clinicSession.sessionId, own.sessionId] as const,
    );
    expect(late).toEqual(['KD-1001', 'KD-1001', 'KD-1001']);
  });

  await test.step('back and forth without a PIN and without the network; a draft waits where it was made', async () => {
    await registry.stop();
    const phone = '+79070001234';
    await editPhone(program, phone);
    await choose(desk, CLINIC);
    expect(await peopleOf(program)).toEqual(clinicPeople);
    expect(await phones(program)).not.toContain(phone);
    await desk.go('requests');
    await expect(page.getByRole('main').getByText(TEXT.states.request.draft)).toHaveCount(0);
    await choose(desk, OTHER);
    expect(await phones(program)).toContain(phone);
    await desk.go('requests');
    await expect(page.getByRole('main').getByText(TEXT.states.request.draft).first()).toBeVisible();
  });

  await test.step('the PIN opens the one that was at hand last', async () => {
    await program.close();
    await program.open();
    await desk.unlock(TWO_JOBS);
    await expect(organisation(desk)).toHaveText(OTHER);
    await organisation(desk).click();
    await expect(desk.page.getByRole('menuitemradio')).toHaveText([CLINIC, OTHER]);
    await expect(desk.page.getByRole('menuitem', { name: TEXT.shell.removeOrganisation })).toHaveCount(0);
  });
});

test('an administrator takes one of two organisations off the workstation, the other one stays @organisations', async ({
  program,
}) => {
  const desk = new Desk(program);
  const { page } = desk;
  const { removal } = TEXT.shell;
  await desk.begin(TWO_OFFICES);
  const clinicPeople = await peopleOf(program);
  await organisation(desk).click();
  await page.getByRole('menuitem', { name: TEXT.shell.addOrganisation }).click();
  await program.browser.signIn({ ...TWO_OFFICES, organisation: OTHER });
  await expect(organisation(desk)).toHaveText(OTHER);
  await desk.pulled();

  await organisation(desk).click();
  await page.getByRole('menuitem', { name: TEXT.shell.removeOrganisation }).click();
  const dialog = page.getByRole('dialog', { name: removal.title(OTHER) });
  await expect(dialog.getByText(removal.nothing)).toBeVisible();
  await dialog.getByLabel(removal.name).fill(CLINIC);
  await dialog.getByRole('button', { name: removal.confirm }).click();
  await expect(dialog.getByText(TEXT.errors['KD-1013']({}).title)).toBeVisible();
  await dialog.getByLabel(removal.name).fill(OTHER);
  await dialog.getByRole('button', { name: removal.confirm }).click();
  await desk.confirm(TWO_OFFICES);
  await expect(organisation(desk)).toHaveText(CLINIC);
  await expect(dialog).toBeHidden();
  expect(await peopleOf(program)).toEqual(clinicPeople);
  const { desk: folder } = foldersOf(program.profile);
  await expect.poll(() => readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(1);

  await program.close();
  await program.open();
  await desk.unlock(TWO_OFFICES);
  await organisation(desk).click();
  await expect(desk.page.getByRole('menuitemradio')).toHaveText([CLINIC]);
});

const organisation = (desk: Desk) => desk.page.getByRole('button', { name: /^Организация: / });

async function choose(desk: Desk, name: string): Promise<void> {
  await organisation(desk).click();
  await desk.page.getByRole('menuitemradio', { name }).click();
  await expect(organisation(desk)).toHaveText(name);
}

async function sessionOf(program: Program): Promise<{ sessionId: string; userId: string }> {
  return program.page.evaluate(async () => {
    const state = await window.kartoteka.access.state({});
    if (!state.ok || state.value.stage !== 'open') throw new Error('not open');
    return { sessionId: state.value.sessionId, userId: state.value.user.userId };
  });
}

/** Every query of the contract that its smallest input satisfies: all ids in the answers. */
async function idsIn(program: Program): Promise<Set<string>> {
  const queries = Object.entries(CONTRACT).flatMap(([area, methods]) =>
    Object.entries(methods)
      .filter(([, method]) => method.kind === 'query' && area !== 'access' && area !== 'desktop')
      .map(([name, method]) => ({ area, name, input: sampleOf(method.input) })),
  );
  const answers = await program.page.evaluate(async (asked) => {
    type Call = (input: unknown) => Promise<Result<unknown>>;
    const desk = window.kartoteka as unknown as Record<string, Record<string, Call>>;
    const filter = { text: '', divisionId: null, employed: 'all', only: null } as const;
    const everybody = await window.kartoteka.staff.openView({ filter, sort: [], first: 100 });
    const all = [everybody, ...(await Promise.all(asked.map(({ area, name, input }) => desk[area]?.[name]?.(input))))];
    return { answered: all.filter((answer) => answer?.ok).length, text: JSON.stringify(all) };
  }, queries);
  expect(answers.answered).toBeGreaterThan(20);
  return new Set(answers.text.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g) ?? []);
}

async function rowsOf(program: Program) {
  return program.page.evaluate(async () => {
    const filter = { text: '', divisionId: null, employed: 'all', only: null } as const;
    const view = await window.kartoteka.staff.openView({ filter, sort: [], first: 100 });
    if (!view.ok) throw new Error(view.error.code);
    return view.value.rows;
  });
}

async function peopleOf(program: Program): Promise<string[]> {
  const rows = await rowsOf(program);
  return [...new Set(rows.map((row) => `${row.lastName} ${row.firstName} ${row.birthDate}`))];
}

async function phones(program: Program): Promise<string> {
  return JSON.stringify(await rowsOf(program));
}

async function editPhone(program: Program, to: string): Promise<void> {
  const [row] = await rowsOf(program);
  if (row === undefined) throw new Error('nobody is there');
  const saved = await program.page.evaluate(
    async ({ id, value }) => {
      const card = await window.kartoteka.staff.card({ personId: id });
      if (!card.ok) return card.error.code;
      const edit = { kind: 'person', id, field: 'phone', from: card.value.person.phone, to: value } as const;
      return (await window.kartoteka.staff.applyEdits({ edits: [edit] })).ok;
    },
    { id: row.personId, value: to },
  );
  expect(saved).toBe(true);
}
