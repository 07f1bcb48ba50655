import { z } from 'zod';
import { Building, Licence, Organisation, Service } from '../domain/entities.ts';
import { RequestState } from '../domain/states.ts';
import { EntityId, FieldValue, LocalDate } from '../domain/values.ts';
import { ORGANISATION_STATUSES } from '../rules/organisation-file.ts';
import { command, query } from './define.ts';
import { TakeStep } from './edits.ts';
import { FieldEdit, Issue, StaffCard } from './staff.ts';

export const OrganisationCard = z.object({
  organisation: Organisation,
  licences: z.array(Licence),
  buildings: z.array(Building),
  services: z.array(Service),
  status: z.enum(ORGANISATION_STATUSES),
  /** What it lacks to be active: errors stand in the way, warnings are only missed. */
  missing: z.array(Issue),
  /** As of the day; counted, never typed. */
  facts: z.object({
    people: z.number().int(),
    doctors: z.number().int(),
    /** Specialists with secondary medical education. */
    nurses: z.number().int(),
    divisions: z.number().int(),
    licences: z.number().int(),
  }),
  headName: z.string().nullable(),
  changed: StaffCard.shape.changed,
  issues: z.array(Issue),
  requestId: EntityId.nullable(),
  requestState: RequestState.nullable(),
});
export type OrganisationCard = z.infer<typeof OrganisationCard>;

/** What a clerk keeps for an organisation besides its own fields. */
export const PremisesKind = z.enum(['building', 'service']);
export type PremisesKind = z.infer<typeof PremisesKind>;

const Written = z.object({ requestId: EntityId });

export const organisation = {
  /**
   * Null before the first exchange. Of another day than today: requisites as they were and records begun by then;
   * nothing is pending, missing or wrong there.
   */
  card: query('signed-in', z.object({ onDay: LocalDate.optional() }), OrganisationCard.nullable()),
  /** For choosing one: those in use first. */
  buildings: query('signed-in', z.object({}), z.object({ buildings: z.array(Building) })),
  /** Of the organisation, its buildings and services: all or nothing. */
  applyEdits: command(['editor'], z.object({ edits: z.array(FieldEdit).min(1).max(5000) }), Written),
  takeStep: command(['editor'], TakeStep, z.object({ taken: z.object({ edits: z.array(FieldEdit) }).nullable() })),
  add: command(
    ['editor'],
    z.object({ kind: PremisesKind, fields: z.record(z.string().max(100), FieldValue) }),
    Written.extend({ id: EntityId }),
  ),
  /** For what was entered by mistake; what ends gets its last day by an edit. */
  remove: command(['editor'], z.object({ kind: PremisesKind, id: EntityId }), Written),
};
