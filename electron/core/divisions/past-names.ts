import type { EntityId } from '#shared/domain/values.ts';
import { endOfLocalDay } from '../clock.ts';
import type { Database } from '../db/open.ts';
import { pastValuesIn } from '../journal/past-values.ts';

/** Divisions that had another name at the end of a day, with that name; over any connection, for reports. */
export function pastDivisionNames(db: Database, onDay: string): ReadonlyMap<EntityId, string> {
  const former = pastValuesIn(db, 'division', ['name']).before(endOfLocalDay(onDay));
  // One that was made later had none: it is called as it is now.
  return new Map([...former].flatMap(([id, { name }]) => (typeof name === 'string' ? [[id, name] as const] : [])));
}
