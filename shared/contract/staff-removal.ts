import { z } from 'zod';
import { EntityId } from '../domain/values.ts';
import { command, query } from './define.ts';
import { DISMISSAL_TASKS } from './staff-dismissal.ts';

/** What has to be settled before a card is deleted; each kind has its words in the catalogue. */
export const REMOVAL_CHECKS = [
  /** Work that has no end yet, or one still to come. */
  'employment',
  /** A division, or the organisation, needs another head. */
  'head',
  'chief',
  /** Left of the list of a dismissal: originals to be given back, papers for the archive, … */
  'task',
  /** The registry has not accepted it, or it was not sent at all. */
  'request',
  /** Typed and not written, at whatever field. */
  'unsaved',
  /** Changed here and in the registry. */
  'conflict',
] as const;

export const RemovalCheck = z.object({
  kind: z.enum(REMOVAL_CHECKS),
  /** What is still open; empty when it is settled. */
  open: z.array(
    z.object({
      /** The employment, division, organisation, request or record where it is mended. */
      id: EntityId,
      /** A post, a name, a number of a request, a field; what it is follows from the kind. */
      name: z.string(),
      /** What is to be done, of a task. */
      task: z.enum(DISMISSAL_TASKS).nullable(),
    }),
  ),
});
export type RemovalCheck = z.infer<typeof RemovalCheck>;

const OfPerson = z.object({ personId: EntityId });

export const removal = {
  /** In the order in which they are worked through. @throws KD-3008 no such person */
  removalChecks: query(['editor'], OfPerson, z.object({ name: z.string(), checks: z.array(RemovalCheck) })),
  /** Deletes a card with its employments, in the author's draft. @throws KD-3014 something is still open */
  removeCard: command(['editor'], OfPerson, z.object({ requestId: EntityId })),
  /**
   * Brings the same record back: takes its deletion out of the author's draft, or registers it anew where the registry
   * has deleted it. @throws KD-3003, KD-3009 its deletion is in a request that is no draft of the author · KD-3008
   */
  restoreCard: command(['editor'], OfPerson, z.object({ requestId: EntityId })),
  /**
   * Erases a deleted card with everything that is known of the person. Needs a step-up. What stays is the entry of the
   * journal. @throws KD-3015 another name was typed · KD-3016 not deleted, or its deletion is not settled
   */
  purgeCard: command(
    ['administrator'],
    OfPerson.extend({ name: z.string().max(1000), reason: z.string().trim().min(1).max(500) }),
    z.object({}),
  ),
};
