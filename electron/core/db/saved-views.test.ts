import { expect, it } from 'vitest';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';

it('lines written before wrong fields were kept learn them when the list is opened next', async () => {
  const desk = openTestDesk();
  const [id = ''] = fillClinic(desk, 20).people;
  desk.db.transaction(() => {
    desk.entities.patch('person', id, { snils: '11223344596' });
    desk.staffIndex.refresh([id]);
  })();
  desk.db.prepare('UPDATE staff_line SET error_paths = NULL').run();
  const filter = StaffFilter.parse({ columns: { snils: { by: 'state', state: 'error' } } });
  const { rows } = await desk.handlers.staff.openView({ filter, sort: [], first: 10 }, desk.editor);
  expect(rows.map(({ personId }) => personId)).toEqual([id]);
});
