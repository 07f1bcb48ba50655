import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { attach } from './support/attachments.ts';
import { type Account, CHIEF, CLERK, Desk, TEXT, TWO_JOBS } from './support/desk.ts';
import { type Display, openDisplay } from './support/display.ts';
import { cardOf, openEducation, partsOf } from './support/education.ts';
import { emptyPdf } from './support/pdf.ts';
import { Program } from './support/program.ts';
import { Requests } from './support/requests.ts';
import { expect, test } from './support/test.ts';

const WORDS = TEXT.requests;
const EDUCATION = TEXT.states.entity.education;
const REASON = 'Приложите диплом с отличием';
const QUESTION = 'Диплом с отличием?';
const REPLY = 'Да, копия приложена';
/** A desk hears of another with its next exchange. */
const HEARD = { timeout: 120_000 };

/** A workstation with a screen and a profile of its own. */
class Workstation {
  readonly program: Program;
  readonly desk: Desk;
  readonly requests: Requests;
  readonly #display: Display;

  private constructor(program: Program, display: Display) {
    this.program = program;
    this.desk = new Desk(program);
    this.requests = new Requests(program);
    this.#display = display;
  }

  static async begin(policyFile: string, account: Account): Promise<Workstation> {
    const display = await openDisplay();
    const workstation = new Workstation(await Program.create(policyFile, display.name), display);
    await workstation.program.open();
    await workstation.desk.begin(account);
    return workstation;
  }

  get page(): Page {
    return this.program.page;
  }

  /** Exchanges until the list of requests says so. */
  async hears(number: number, state: keyof typeof TEXT.states.request): Promise<void> {
    await this.desk.go('requests');
    await expect(async () => {
      await this.desk.exchange();
      // Before the first request is here there is nothing to choose from.
      await expect(this.page.getByRole('combobox', { name: WORDS.filter })).toBeVisible({ timeout: 5000 });
      // A clerk is shown their own requests first.
      const mine = this.page.getByLabel(WORDS.mine, { exact: true });
      if (await mine.isVisible()) await mine.uncheck();
      const request = this.page.getByRole('region', { name: WORDS.number(number) });
      if (!(await request.isVisible())) await this.requests.choose(number);
      const said = request.getByText(TEXT.states.request[state], { exact: true }).first();
      await expect(said).toBeVisible({ timeout: 5000 });
    }).toPass(HEARD);
  }

  /** Exchanges until the bell tells of a message, and follows it to the words. */
  async reads(text: string): Promise<void> {
    const bell = this.page.getByRole('button', { name: new RegExp(`^${TEXT.notifications.title}`) });
    const told = this.page.getByRole('list', { name: TEXT.notifications.title }).getByText(/новое сообщение/);
    await expect(async () => {
      // An open bell keeps the rest of the page to itself.
      await this.page.keyboard.press('Escape');
      await this.desk.exchange();
      await bell.click();
      await expect(told.first()).toBeVisible({ timeout: 5000 });
    }).toPass(HEARD);
    await told.first().click();
    await expect(this.requests.messages.getByText(text, { exact: true })).toBeVisible();
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
    await this.#display.close();
  }
}

/** Words of what desks have written to each other, in order. */
function messagesIn(communications: Record<string, unknown>[]): string[] {
  const found = communications as { sent?: string; category?: unknown; payload?: { contentString?: string }[] }[];
  return found
    .filter(({ category }) => category !== undefined)
    .sort((a, b) => ((a.sent ?? '') < (b.sent ?? '') ? -1 : 1))
    .map(({ payload }) => payload?.[0]?.contentString ?? '');
}

test('a request goes from desk to desk, back with a comment, and is sent once by whoever is there @desks', async ({
  registry,
}) => {
  test.slow();
  const { sandbox } = registry;
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-desks-'));
  const scan = join(folder, 'диплом.pdf');
  await writeFile(scan, await emptyPdf(1, 'диплом'));
  const author = await Workstation.begin(sandbox.policyFile, CLERK);
  const other = await Workstation.begin(sandbox.policyFile, TWO_JOBS);
  const chief = await Workstation.begin(sandbox.policyFile, CHIEF);
  const task = async () => (await sandbox.resources('Task')).map(({ status }) => status);

  const name = await test.step('a clerk corrects an education, attaches a file and submits', async () => {
    const { name } = await openEducation(author.desk);
    const { card, record } = partsOf(author.page);
    await attach(author.program, record, EDUCATION, scan);
    await record.getByLabel(TEXT.fields['education.documentNumber']).fill('900100');
    await record.getByLabel(TEXT.fields['education.institution']).focus();
    await expect(card.getByText(TEXT.states.request.draft)).toBeVisible();
    await author.page.keyboard.press('Escape');
    await expect(cardOf(author.page)).toBeHidden();
    await author.desk.go('requests');
    await author.requests.choose(1);
    await author.page.getByRole('button', { name: WORDS.submit }).click();
    await author.requests.expectState(1, 'submitted');
    await expect.poll(task, HEARD).toEqual(['requested']);
    return name;
  });

  await test.step('the chief doctor sees it with its author, opens the file and returns it with a comment', async () => {
    await chief.hears(1, 'submitted');
    const request = chief.page.getByRole('region', { name: WORDS.number(1) });
    await expect(request.getByText(new RegExp(CLERK.login))).toBeVisible();
    const files = chief.requests.subject(name).getByRole('list', { name: TEXT.attachments.listOf(EDUCATION) });
    await files.getByRole('button', { name: TEXT.attachments.openOne('диплом.pdf') }).click(HEARD);
    await (await chief.program.document()).close();
    await chief.requests.write(QUESTION);
    await chief.requests.returnOne(name, REASON);
    await expect.poll(task, HEARD).toEqual(['rejected']);
  });

  await test.step('the comment reaches the author, who mends the request and submits it again', async () => {
    await author.hears(1, 'returned');
    const returned = author.page.getByRole('region', { name: WORDS.number(1) });
    await expect(returned.getByText(WORDS.reason(REASON))).toBeVisible();
    expect(JSON.stringify(await sandbox.resources('Communication'))).toContain(REASON);
    await author.reads(QUESTION);
    await author.requests.write(REPLY);
    await author.page.getByRole('button', { name: WORDS.reopen }).click();
    await author.requests.expectState(1, 'draft');
    await author.page.getByRole('button', { name: WORDS.submit }).click();
    await author.requests.expectState(1, 'submitted');
    await expect.poll(task, HEARD).toEqual(['requested']);
  });

  await test.step('the chief doctor signs it and loses the network before it is sent', async () => {
    await chief.hears(1, 'submitted');
    await chief.reads(REPLY);
    await expect(chief.requests.messages.getByRole('listitem')).toHaveCount(2);
    expect(messagesIn(await sandbox.resources('Communication'))).toEqual([QUESTION, REPLY]);
    await sandbox.spoil([{ path: '/fhir', method: 'POST', action: 'drop' }]);
    await chief.requests.approve(1, sandbox.signing.container, sandbox.signing.password);
    await expect.poll(task, HEARD).toEqual(['accepted']);
    await chief.program.close();
    await sandbox.calm();
  });

  await test.step('another desk sends it, and the author hears of it', async () => {
    await other.hears(1, 'accepted');
    await author.hears(1, 'accepted');
    const timeline = author.page.getByRole('region', { name: WORDS.number(1) });
    await expect(timeline.getByText(TEXT.states.request.approved).first()).toBeVisible();
    expect(await task()).toEqual(['completed']);
    expect(await sandbox.resources('Provenance')).toHaveLength(1);
    const changed = (await sandbox.resources('Practitioner')).filter(
      ({ meta }) => (meta as { versionId: string }).versionId !== '1',
    );
    expect(changed.map(({ meta }) => (meta as { versionId: string }).versionId)).toEqual(['2']);
    expect(JSON.stringify(changed)).toContain('900100');
  });

  await test.step('back on the network, the chief doctor’s desk finds it done', async () => {
    await chief.program.open();
    await chief.desk.unlock(CHIEF);
    await chief.desk.signInAgain(CHIEF);
    await chief.hears(1, 'accepted');
    expect(await task()).toEqual(['completed']);
    expect(await sandbox.resources('Provenance')).toHaveLength(1);
  });

  await Promise.all([author, other, chief].map((one) => one.dispose()));
  await rm(folder, { recursive: true });
});
