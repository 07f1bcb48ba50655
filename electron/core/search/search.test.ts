import { beforeAll, describe, expect, it } from 'vitest';
import { search as contract, type SearchFinds } from '#shared/contract/search.ts';
import type { Person } from '#shared/domain/entities.ts';
import { maskSnils } from '#shared/rules/snils.ts';
import { asLatinLayout } from '#shared/text/fold.ts';
import { type } from '../changes/test-requests.ts';
import { fillClinic, inRole, openTestDesk, type TestDesk } from '../test-books.ts';

let desk: TestDesk;
let ids: readonly string[];

async function find(text: string, rest: object = {}): Promise<SearchFinds> {
  return contract.find.output.parse(
    await desk.handlers.search.find(contract.find.input.parse({ text, ...rest }), desk.editor),
  );
}

function personAt(at: number): Person {
  const person = desk.entities.get('person', ids[at] ?? '')?.entity;
  if (person === undefined) throw new Error('No such person');
  return person;
}

const peopleOf = async (text: string): Promise<string[]> =>
  (await find(text, { limit: 100 })).person.found.map(({ id }) => id);

beforeAll(async () => {
  desk = openTestDesk();
  ids = fillClinic(desk, 400).people;
  await type(desk, ids[0], 'lastName', 'Щёголев');
  await type(desk, ids[1], 'lastName', 'Щёголева-Юрьева');
  await type(desk, ids[2], 'lastName', 'Щёголевский', desk.otherEditor);
});

describe('people', () => {
  it('are found by the whole СНИЛС by who sees only its end', async () => {
    const snils = personAt(3).snils ?? '';
    const viewer = inRole(desk.editor, 'viewer');
    const { person } = await desk.handlers.search.find(contract.find.input.parse({ text: snils }), viewer);
    expect(person.found).toMatchObject([{ id: ids[3], snils: maskSnils(snils) }]);
    expect((await find(snils)).person.found).toMatchObject([{ id: ids[3], snils }]);
  });

  it('are found by their names in any order, without dots over ё and by beginnings', async () => {
    const { firstName, patronymic } = personAt(0);
    for (const text of [
      `Щёголев ${firstName}`,
      `${firstName} щеголев`,
      `${patronymic ?? ''} щег ${firstName.slice(0, 3)}`,
    ]) {
      expect((await peopleOf(text))[0], text).toBe(ids[0]);
    }
  });

  it('come in the order of how they fit: the whole last name, its beginning, other words', async () => {
    const { found, total } = (await find('щеголев')).person;
    expect(found.map(({ id, fit }) => [id, fit])).toEqual([
      [ids[0], 0],
      [ids[1], 1],
      [ids[2], 1],
    ]);
    expect(total).toBe(3);
    expect((await find('юрьева')).person.found).toMatchObject([{ id: ids[1], fit: 2 }]);
  });

  it('are found on the wrong layout and in Latin letters, also when both went wrong', async () => {
    for (const text of ['otujktd', 'shchegolev', 'schegolev', 'shcheg yur', asLatinLayout('щёголева'), 'ырсрупщдум']) {
      expect((await peopleOf(text))[0], text).toBe(text.includes('yur') || text.endsWith('f') ? ids[1] : ids[0]);
    }
  });

  it('are found by СНИЛС with or without signs and by its last digits', async () => {
    const snils = personAt(5).snils ?? '';
    const [a, b, c, d] = [snils.slice(0, 3), snils.slice(3, 6), snils.slice(6, 9), snils.slice(9)];
    expect((await find(snils)).person.found).toMatchObject([{ id: ids[5], fit: 0 }]);
    expect(await peopleOf(`${a}-${b}-${c} ${d}`)).toEqual([ids[5]]);
    expect(await peopleOf(`${a}-${b}`)).toContain(ids[5]);
    expect(await peopleOf(`${c} ${d}`)).toContain(ids[5]);
    expect(await peopleOf(snils.slice(-4))).toContain(ids[5]);
    expect(await peopleOf(`${snils}1`)).toEqual([]);
  });

  it('are found by personnel number, post and division, and shown with them', async () => {
    const { found } = (await find(`щеголев ${personAt(0).firstName}`)).person;
    const [one] = found;
    if (one?.personnelNumber == null || one.post === null || one.division === null) throw new Error('Not employed');
    expect((await find(one.personnelNumber)).person.found[0]).toMatchObject({ id: ids[0], fit: 0 });
    expect((await peopleOf(`щеголев ${one.post}`))[0]).toBe(ids[0]);
    expect((await peopleOf(`${one.division} щеголев`))[0]).toBe(ids[0]);
    expect(await peopleOf(`щеголев ${one.post} ${one.division} ${personAt(9).lastName}`)).toEqual([]);
  });

  it('are handed over page by page, nobody twice and nobody left out', async () => {
    const all = await find('а', { kinds: ['person'], limit: 100 });
    const pages: string[] = [];
    for (let offset = 0; offset < all.person.total; offset += 7) {
      const { person } = await find('а', { kinds: ['person'], offset, limit: 7 });
      pages.push(...person.found.map(({ id }) => id));
    }
    expect(all.person.total).toBeGreaterThan(20);
    expect(new Set(pages).size).toBe(all.person.total);
    expect(pages.slice(0, 100)).toEqual(all.person.found.map(({ id }) => id));
  });
});

describe('divisions and requests', () => {
  it('divisions are found by name with what is above them; a renamed one by its new name', async () => {
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const child = nodes.find(({ parentId }) => parentId !== null);
    const parent = nodes.find(({ id }) => id === child?.parentId);
    if (child === undefined || parent === undefined) throw new Error('No tree');
    const { found } = (await find(child.name)).division;
    expect(found[0]).toMatchObject({ name: child.name, fit: 0 });
    expect(found.find(({ id }) => id === child.id)?.path.at(-1)).toBe(parent.name);
    const edit = {
      kind: 'division' as const,
      id: child.id,
      field: 'name',
      from: child.name,
      to: 'Кабинет ультразвука',
    };
    await desk.handlers.divisions.applyEdits({ edits: [edit] }, desk.editor);
    expect((await find('ultraz')).division.found).toMatchObject([{ id: child.id, fit: 2 }]);
    expect((await find('ekmnhf')).division.found).toMatchObject([{ id: child.id }]);
  });

  it('requests are found by number, by author and by whom they are about', async () => {
    const { requests } = await desk.handlers.changes.list({ states: null }, desk.editor);
    const own = requests.find(({ authorId }) => authorId === desk.editor.user?.userId);
    const other = requests.find(({ authorId }) => authorId !== desk.editor.user?.userId);
    if (own === undefined || other === undefined) throw new Error('No requests');
    expect((await find(String(own.number))).request.found[0]).toMatchObject({ id: own.id, fit: 0, number: own.number });
    expect((await find('кадрова анна')).request.found.map(({ id }) => id)).toEqual([own.id]);
    expect((await find('щеголевский')).request.found.map(({ id }) => id)).toEqual([other.id]);
  });

  it('nothing is found by nothing, and only the kinds asked for are searched', async () => {
    const none = { total: 0, found: [] };
    expect(await find(' — ')).toEqual({ text: ' — ', person: none, division: none, request: none });
    expect((await find('щеголев', { kinds: ['division'] })).person).toEqual(none);
  });
});
