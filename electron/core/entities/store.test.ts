import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { ENTITY_KINDS } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import { openDatabase } from '../db/open.ts';
import { columnOf, EntityStore } from './store.ts';

const open = () => {
  const db = openDatabase(':memory:', randomBytes(32));
  return { db, store: new EntityStore(db) };
};

describe('the store of entities', () => {
  it('has exactly one column for every field of every kind, besides its own four', () => {
    const { db } = open();
    for (const kind of ENTITY_KINDS) {
      const columns = (db.pragma(`table_info(${kind})`) as { name: string }[]).map(({ name }) => name);
      expect(columns.sort()).toEqual(
        ['id', 'remote_id', 'rev', 'deleted_at', ...fieldNames(kind).map(columnOf)].sort(),
      );
    }
  });

  it('writes and reads a record, raises its revision, and hides a deleted one', () => {
    const { store } = open();
    const id = v7();
    store.insert('person', id, { lastName: 'Иванова', firstName: 'Мария', snils: '11223344595' }, 'remote-1');
    expect(store.get('person', id)).toMatchObject({
      entity: { id, lastName: 'Иванова', patronymic: null, snils: '11223344595' },
      rev: 1,
      remoteId: 'remote-1',
    });
    expect(store.patch('person', id, { patronymic: 'Петровна', snils: null })).toBe(2);
    expect(store.get('person', id)?.entity).toMatchObject({ lastName: 'Иванова', patronymic: 'Петровна', snils: null });
    expect(store.patch('person', v7(), { patronymic: null })).toBeNull();
    expect(store.localId('person', 'remote-1')).toBe(id);
    expect(store.localId('person', 'remote-2')).toBeNull();
    store.markDeleted('person', id, '2026-11-21T09:00:00.000Z');
    expect(store.get('person', id)).toBeNull();
    store.markDeleted('person', id, null);
    expect(store.get('person', id)?.rev).toBe(4);
  });

  it('lists what belongs to an owner', () => {
    const { store } = open();
    const [owner, other] = [v7(), v7()];
    const ids = [v7(), v7(), v7()];
    for (const [i, id] of ids.entries()) store.insert('employment', id, { personId: i === 1 ? other : owner });
    expect(store.list('employment', 'personId', owner).map(({ entity }) => entity.id)).toEqual([ids[0], ids[2]]);
  });
});
