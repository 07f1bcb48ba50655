import type { StaffingDocument } from '#shared/domain/entities.ts';
import type { Database } from '../db/open.ts';
import { occupancyOn } from '../entities/occupancy-store.ts';
import { type Line, linesOf } from './figures.ts';
import { StaffingStore } from './store.ts';

/** The staffing table in force on a day with who takes its posts, for reports; a worker reads it over its own store. */
export function staffingOfDay(
  db: Database,
  day: string,
): { readonly document: StaffingDocument | null; readonly lines: readonly Line[] } {
  const store = new StaffingStore(db);
  const id = store.documentOn(day);
  const document = store.documents().find((one) => one.id === id) ?? null;
  return { document, lines: linesOf(id === null ? [] : store.positions(id), occupancyOn(db, day)) };
}
