import { z } from 'zod';

/** A calendar day of a person's life or work, `YYYY-MM-DD`, without a time zone. */
export const LocalDate = z.iso.date();
/** A moment, ISO 8601 in UTC with milliseconds (`2026-11-21T18:00:00.000Z`). */
export const Instant = z.iso.datetime();
/** Local identity of an entity: UUIDv7, so that keys are inserted in order (see docs/decisions). */
export const EntityId = z.uuid();
export type EntityId = z.infer<typeof EntityId>;

/** Every editable field holds a scalar; dates are `YYYY-MM-DD`, rates are integers in hundredths, references are entity ids. */
export const FieldValue = z.union([z.string().max(10_000), z.number().int(), z.boolean(), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;
