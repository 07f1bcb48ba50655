import { z } from 'zod';
import { EntityId, LocalDate } from '../domain/values.ts';

/** Whose document ends within a year (its last twelve months are the time to send the portfolio), or everybody. */
export const NMO_WITHIN = ['year', 'all'] as const;
export const NmoWithin = z.enum(NMO_WITHIN);
export type NmoWithin = z.infer<typeof NmoWithin>;

/** Hours of continuing education that a person lacks in one specialty. */
export const NmoRow = z.object({
  personId: EntityId,
  name: z.string(),
  postCode: z.string().nullable(),
  divisionId: EntityId.nullable(),
  specialtyCode: z.string(),
  /** The last day of what admits now. */
  expiresOn: LocalDate,
  hours: z.number().int(),
  programmeHours: z.number().int(),
  lacking: z.number().int(),
  lackingProgrammes: z.number().int(),
});
export type NmoRow = z.infer<typeof NmoRow>;
