import { z } from 'zod';
import { Employment, Leave } from '../domain/entities.ts';
import { EntityId, Instant, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';

/** Ends an employment in one step; what hangs on it ends with it. */
export const Dismissal = z.object({
  employmentId: EntityId,
  /** The last day at work. */
  endDate: LocalDate,
  endReason: z.string().trim().min(1).max(255),
  endOrder: z.string().max(255),
  endOrderDate: LocalDate,
});
export type Dismissal = z.infer<typeof Dismissal>;

/** What people have to do when somebody leaves; each kind has its words in the catalogue. */
export const DISMISSAL_TASKS = [
  /** Another employment goes on. */
  'otherWork',
  /** A division or the organisation needs another head. */
  'head',
  /** A draft has other changes about the person; a request about them is not settled. */
  'draft',
  'request',
  /** Originals that are the person's own. */
  'certificate',
  'accreditation',
  'giveBack',
  /** Papers that stay in the personal file. */
  'archive',
] as const;

export const DismissalTask = z.object({
  kind: z.enum(DISMISSAL_TASKS),
  /** The employment, division, request, record or file that it is about. */
  aboutId: EntityId,
  /** What that is called, as of the dismissal. */
  name: z.string(),
});
export type DismissalTask = z.infer<typeof DismissalTask>;

/** Kept with the dismissal until somebody says that it is done. */
export const KeptTask = DismissalTask.extend({ doneAt: Instant.nullable(), doneBy: z.string().nullable() });
export type KeptTask = z.infer<typeof KeptTask>;

/** What a dismissal does, and what it leaves to be done by people. */
export const DismissalPreview = z.object({
  name: z.string(),
  /** As it is; its post is free from the day after the last one. */
  employment: Employment,
  /** Absences that end with it, or do not begin. */
  leaves: z.array(Leave),
  tasks: z.array(DismissalTask),
});
export type DismissalPreview = z.infer<typeof DismissalPreview>;

const OfEmployment = z.object({ employmentId: EntityId });

export const dismissals = {
  previewDismissal: query(['editor'], Dismissal.pick({ employmentId: true, endDate: true }), DismissalPreview),
  dismiss: command(['editor'], Dismissal, z.object({ requestId: EntityId })),
  /** Of the employments that have an end; those with nothing to do are left out. */
  dismissalTasks: query(
    'signed-in',
    z.object({ personId: EntityId }),
    z.object({ lists: z.array(OfEmployment.extend({ tasks: z.array(KeptTask) })) }),
  ),
  /** Journalled. @throws KD-3008 no such task */
  tickDismissalTask: command(
    ['editor'],
    OfEmployment.extend({ kind: z.enum(DISMISSAL_TASKS), aboutId: EntityId, done: z.boolean() }),
    z.object({}),
  ),
  /** Shows the list as a page in a window of its own. Journalled. @throws KD-3008 no such list */
  printDismissalTasks: query('signed-in', OfEmployment, z.object({})),
};
