import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHIEF, Desk, TEXT } from './support/desk.ts';
import { Imports } from './support/imports.ts';
import { NEW_DIVISIONS, portalDivisions } from './support/portal.ts';
import { Requests } from './support/requests.ts';
import type { SandboxProcess } from './support/sandbox.ts';
import { expect, test } from './support/test.ts';
import { share } from './support/workstation.ts';

const [, WARD] = NEW_DIVISIONS;
const TYPES = ['Organization', 'Location', 'Basic', 'Practitioner', 'PractitionerRole', 'HealthcareService'] as const;

test.use({ people: 40 });

test('imported divisions and the staffing of one of them reach the registry, and only they @import', async ({
  program,
  registry,
}) => {
  test.slow();
  const desk = new Desk(program);
  const imports = new Imports(program);
  const requests = new Requests(program);
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-units-'));
  await share(desk);
  const before = await resources(registry.sandbox);

  await test.step('divisions of a public dictionary and posts of a table go into one draft', async () => {
    const dictionary = join(folder, '1.2.643.5.1.13.13.99.2.114.json');
    await writeFile(dictionary, portalDivisions());
    await desk.go('imports');
    await imports.preview(dictionary);
    await imports.expectCounts({ new: 2, changed: 0, wrong: 0 });
    await imports.apply(2);
    const table = join(folder, 'Штат.csv');
    const rows = [`${WARD};Врач-терапевт;1,5`, `${WARD};Медицинская сестра;2`, `${WARD};Санитар;много`];
    await writeFile(table, ['Подразделение;Должность;Количество ставок', ...rows].join('\n'));
    await desk.go('imports');
    await imports.preview(table);
    await imports.expectCounts({ new: 2, wrong: 1 });
    await imports.apply(2);
    await desk.page.getByRole('button', { name: TEXT.requests.submit }).click();
    await requests.expectState(1, 'submitted');
  });

  await test.step('the chief doctor signs it, and the registry takes it', async () => {
    await desk.signOut();
    await desk.unlock(CHIEF);
    await desk.go('requests');
    await requests.choose(1);
    const { container, password } = registry.sandbox.signing;
    await expect(requests.subjects.first()).toBeVisible();
    await requests.approve(await requests.subjects.count(), container, password);
    await desk.signInAgain(CHIEF);
    await requests.expectState(1, 'accepted');
  });

  await test.step('the registry has exactly them', async () => {
    const after = await resources(registry.sandbox);
    const added = [...after].filter(([id]) => !before.has(id)).map(([, resource]) => resource);
    const of = (type: string) => added.filter(({ resourceType }) => resourceType === type);
    expect(
      of('Organization')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...NEW_DIVISIONS].sort());
    expect(of('Location').map(({ name }) => name)).toEqual(['Новый корпус']);
    const ward = of('Organization').find(({ name }) => name === WARD)?.id;
    const posts = of('Basic').map((resource) => [resource.subject, ratesIn(resource)]);
    const subject = { reference: `Organization/${String(ward)}` };
    expect(posts.sort()).toEqual([
      [subject, ['1.5']],
      [subject, ['2']],
    ]);
    expect(added).toHaveLength(5);
    const touched = [...before].filter(
      ([id, { meta }]) => JSON.stringify(after.get(id)?.meta) !== JSON.stringify(meta),
    );
    expect(touched).toEqual([]);
  });
  await rm(folder, { recursive: true });
});

/** All resources of a registry that a desk may write, by type and id. */
async function resources(sandbox: SandboxProcess): Promise<Map<string, Record<string, unknown>>> {
  const lists = await Promise.all(TYPES.map((type) => sandbox.resources(type)));
  return new Map(lists.flat().map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
}

function ratesIn(resource: Record<string, unknown>): string[] {
  return [...JSON.stringify(resource).matchAll(/"valueDecimal":([\d.]+)/g)].map(([, rate]) => rate ?? '');
}
