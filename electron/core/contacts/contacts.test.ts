import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { type Contacts, contacts as contract } from '#shared/contract/contacts.ts';
import type { CallContext } from '../core.ts';
import { account, fillClinic, openTestDesk, refusal } from '../test-books.ts';

const NOTHING: Contacts = { phone: null, email: null };
const NEW: Contacts = { phone: '8 (912) 345-67-89', email: ' kadry@example.ru ' };
const STORED = { phone: '+79123456789', email: 'kadry@example.ru' };

function open() {
  const desk = openTestDesk();
  const { people } = fillClinic(desk, 6);
  const [personId = ''] = people;
  const person = () => {
    const entity = desk.entities.get('person', personId)?.entity;
    if (entity === undefined) throw new Error('No such person');
    return entity;
  };
  const { read, save } = desk.handlers.contacts;
  const entries = async () => {
    const { entries: found } = await desk.handlers.journal.list({ before: null, limit: 10, text: '' }, desk.approver);
    return found.map(({ actor, action, field, from, to }) => [actor, action, field, from, to]);
  };
  return {
    desk,
    personId,
    person,
    entries,
    owner: account(desk.db, desk.clock, 'Кадрова Ольга Ивановна', 'editor', person().snils),
    read: async (who: CallContext) => contract.read.output.parse(await read({}, who)),
    save: async (who: CallContext, to: Contacts, from: Contacts = NOTHING) =>
      contract.save.output.parse(await save({ from, to }, who)),
  };
}

describe('a clerk who has a card', () => {
  it('sees its values, and a change of them goes into the draft and the journal', async () => {
    const { desk, personId, person, owner, read, save, entries } = open();
    const { phone, email } = person();
    const before = { phone, email };
    expect(await read(owner)).toEqual({ contacts: before, personId, requestId: null });

    const saved = await save(owner, { ...NEW, email: 'new@example.ru' }, before);
    expect(saved.contacts).toEqual({ phone: STORED.phone, email: 'new@example.ru' });
    expect(person()).toMatchObject(saved.contacts);
    const { requests } = await desk.handlers.changes.list({ states: null }, owner);
    expect(requests).toMatchObject([{ id: saved.requestId, state: 'draft' }]);
    const name = owner.user?.name;
    expect(await entries()).toEqual(
      expect.arrayContaining([
        [name, 'staff.edit', 'person.phone', phone, STORED.phone],
        [name, 'staff.edit', 'person.email', email, 'new@example.ru'],
      ]),
    );
    expect(desk.emailOf(owner.user ?? never())).toBe('new@example.ru');

    // The same draft is extended.
    const again = await save(owner, { ...saved.contacts, email: null }, saved.contacts);
    expect([again.requestId, again.contacts.email]).toEqual([saved.requestId, null]);
  });

  it('is refused what a rule forbids, what is no longer so, and what another request holds', async () => {
    const { desk, personId, person, owner, read, save } = open();
    const before = (await read(owner)).contacts;
    const wrong = await refusal(() => save(owner, { ...before, email: 'нет' }, before));
    expect([wrong.code, wrong.field]).toEqual(['KD-2122', 'person.email']);
    expect(person()).toMatchObject(before);

    const stale = await refusal(() => save(owner, NEW, { phone: 'было', email: 'было' }));
    expect(stale.code).toBe('KD-3001');

    const edit = { kind: 'person' as const, id: personId, field: 'phone', from: before.phone, to: '+79998887766' };
    await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.otherEditor);
    const seen = (await read(owner)).contacts;
    expect((await refusal(() => save(owner, NEW, seen))).code).toBe('KD-3009');
  });

  it('is not taken for whoever shares the name, nor for one of two with the number', async () => {
    const { desk, person, owner, read } = open();
    const { lastName, firstName, patronymic } = person();
    const name = [lastName, firstName, patronymic].join(' ');
    const namesake = account(desk.db, desk.clock, name, 'editor', null);
    expect((await read(namesake)).personId).toBeNull();

    const { id: _, ...twin } = person();
    desk.entities.insert('person', v7(), { ...twin, lastName: 'Двойникова' });
    expect((await read(owner)).personId).toBeNull();
  });
});

describe.each(['approver', 'administrator', 'viewer'] as const)('%s, even one who has a card', (role) => {
  it('keeps own contacts at the desk, with an entry in the journal, and no card changes', async () => {
    const { desk, person, read, save, entries } = open();
    const { snils, phone, email } = person();
    const who = account(desk.db, desk.clock, 'Другая Вера Ильинична', role, snils);
    expect(await read(who)).toEqual({ contacts: NOTHING, personId: null, requestId: null });

    expect((await save(who, NEW)).contacts).toEqual(STORED);
    expect(await read(who)).toEqual({ contacts: STORED, personId: null, requestId: null });
    expect(desk.emailOf(who.user ?? never())).toBe(STORED.email);
    expect(person()).toMatchObject({ phone, email });
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
    expect((await entries()).filter(([, action]) => action === 'contacts.edit')).toEqual([
      [who.user?.name, 'contacts.edit', 'person.phone', null, STORED.phone],
      [who.user?.name, 'contacts.edit', 'person.email', null, STORED.email],
    ]);
    // Nobody else's are touched.
    expect((await read(desk.approver)).contacts).toEqual(NOTHING);
  });

  it('is refused by the rules of the fields, and writes nothing then; the same again is no change', async () => {
    const { desk, read, save, entries } = open();
    const who = account(desk.db, desk.clock, 'Другая Вера Ильинична', role, null);
    const wrong = await refusal(() => save(who, { ...NEW, phone: '12' }));
    expect([wrong.code.slice(0, 4), wrong.field]).toEqual(['KD-2', 'person.phone']);
    expect((await read(who)).contacts).toEqual(NOTHING);
    await save(who, NOTHING);
    expect((await entries()).filter(([, action]) => action === 'contacts.edit')).toEqual([]);
  });
});

it('an account that is not confirmed may not edit its card', async () => {
  const { owner, read } = open();
  const { user } = owner;
  if (user === null) return never();
  expect((await read({ ...owner, user: { ...user, confirmed: false } })).personId).toBeNull();
});

function never(): never {
  throw new Error('Nobody');
}
