import { CLERK, Desk, TEXT } from './support/desk.ts';
import { LISTS, stateOf } from './support/lists.ts';
import type { Program } from './support/program.ts';
import { settled } from './support/settled.ts';
import { expect, test } from './support/test.ts';

test('a list that nothing matches says so and takes the filter away @states', async ({ program }) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { main, nothingFound, clear } = stateOf(program.page);
  for (const { name, open, search } of LISTS) {
    if (search === undefined) continue;
    await test.step(name, async () => {
      await open(desk);
      await main.getByRole('searchbox', { name: search }).fill('нетакихнигде');
      await expect(nothingFound).toBeVisible();
      await clear.click();
      await expect(nothingFound).toBeHidden();
      await expect(main.getByRole('searchbox', { name: search })).toHaveValue('');
    });
  }
  await test.step('requests', async () => {
    await desk.go('requests');
    await expect(main.getByText(TEXT.requests.emptyTitle)).toBeVisible();
    await main.getByRole('button', { name: TEXT.shell.sections.staff, exact: true }).click();
    await expect(desk.grid).toBeVisible();
    await desk.type('Ставка', '0,5');
    await expect(desk.status(/^Сохранено \d/)).toBeVisible();
    await desk.go('requests');
    await main.getByRole('combobox', { name: TEXT.requests.filter }).click();
    await program.page.getByRole('option', { name: TEXT.requests.filters.returned, exact: true }).click();
    await expect(nothingFound).toBeVisible();
    await clear.click();
    await expect(main.getByRole('list', { name: TEXT.requests.list }).getByRole('listitem')).toHaveCount(1);
  });
});

test('a list that cannot be read says why, what to do, and is there again when it can @states', async ({ program }) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  const { main, failed } = stateOf(program.page);
  const failure = TEXT.errors['KD-9004']({});
  await holdDown(program);
  for (const { name, open } of LISTS) {
    await test.step(name, async () => {
      await open(desk);
      await expect(failed).toContainText(failure.title);
      await expect(failed).toContainText(failure.advice);
      await expect(failed).toContainText('KD-9004');
      const first = (await failed.textContent()) ?? '';
      await failed.getByRole('button', { name: TEXT.common.retry, exact: true }).click();
      // Another try has a reference of its own.
      await expect(failed).not.toHaveText(first);
      await expect(failed).toContainText('KD-9004');
    });
  }
  await desk.go('staff');
  await expect(failed).toHaveCount(1);
  await letGo(program);
  await expect(desk.grid).toBeVisible();
  await desk.go('divisions');
  await expect(main.getByRole('treegrid')).toBeVisible();
});

test('a desk that never reached the registry says what works all the same @states', async ({ program, registry }) => {
  const desk = new Desk(program);
  await registry.sandbox.spoil([{ path: '/fhir', action: 'drop' }]);
  await desk.signIn(CLERK);
  await desk.setPin(CLERK);
  await desk.takeRecoveryKey();
  await expect(desk.status(TEXT.shell.offline)).toBeVisible();
  const { main } = stateOf(program.page);
  for (const { name, open, empty } of LISTS) {
    if (empty === undefined) continue;
    await test.step(name, async () => {
      await open(desk);
      await expect(main.getByText(empty.title, { exact: true })).toBeVisible();
      if (empty.steps[0] === TEXT.commands.names.exchange)
        await expect(main.getByText(TEXT.common.neverSynced)).toBeVisible();
      for (const step of empty.steps)
        await expect(main.getByRole('button', { name: step, exact: true }).last()).toBeEnabled();
    });
  }
});

test('out of reach of the registry every list shows what it has and how old that is @states', async ({
  program,
  registry,
}) => {
  const desk = new Desk(program);
  await desk.begin(CLERK);
  await registry.stop();
  await desk.exchange();
  await expect(desk.status(TEXT.shell.offline)).toBeVisible();
  await expect(desk.status(/^Обмен \d\d:\d\d/)).toBeVisible();
  const { main, failed } = stateOf(program.page);
  for (const { name, open } of LISTS) {
    await test.step(name, async () => {
      await open(desk);
      await settled(program.page);
      await expect(failed).toHaveCount(0);
    });
  }
  await desk.go('requests');
  await expect(main.getByText(TEXT.requests.offline)).toBeVisible();
});

/** Keeps core from coming up again: as soon as it begins it is killed. */
async function holdDown({ application }: Program): Promise<void> {
  await application.evaluate(({ app }) => {
    const kill = () => {
      for (const { type, name, pid } of app.getAppMetrics())
        if (type === 'Utility' && name === 'core') process.kill(pid, 'SIGKILL');
    };
    Object.assign(globalThis, { held: setInterval(kill, 10) });
    kill();
  });
}

async function letGo({ application }: Program): Promise<void> {
  await application.evaluate(() => clearInterval((globalThis as unknown as { held: NodeJS.Timeout }).held));
}
