import { z } from 'zod';
import { EntityId } from '../domain/values.ts';
import { ChosenRows } from './bulk.ts';
import { command, query } from './define.ts';

/** So many people one notice may be for at most. */
export const TOLD_AT_MOST = 2_000;

/** Whom it concerns: rows of a view of the grid, who works in a division or below it, the people of a request. */
export const Concerned = z.discriminatedUnion('of', [
  z.object({ of: z.literal('rows'), rows: ChosenRows }),
  z.object({ of: z.literal('division'), divisionId: EntityId }),
  z.object({ of: z.literal('request'), requestId: EntityId }),
]);
export type Concerned = z.infer<typeof Concerned>;

export const Addressee = z.object({
  personId: EntityId,
  name: z.string(),
  /** Empty where no employment stands for the person. */
  post: z.string(),
  /** Null: none that mail programs take. */
  email: z.string().nullable(),
});
export type Addressee = z.infer<typeof Addressee>;

/** What is said, to exactly those who were shown before. */
const Notice = z.object({
  personIds: z.array(EntityId).min(1).max(TOLD_AT_MOST),
  subject: z.string().trim().min(1).max(150),
  text: z.string().trim().min(1).max(2_000),
});

const WRITERS = ['editor', 'approver'] as const;

/** Letting employees know that something has changed. Journalled. */
export const notices = {
  /** In the order of the list, or by name. @throws KD-6008 too many people */
  addressees: query(WRITERS, z.object({ concerned: Concerned }), z.object({ addressees: z.array(Addressee) })),
  /**
   * Opens a letter in the mail program of the computer; it is sent by nobody but the user. The addresses stand in the
   * blind copy, so that nobody learns those of others; as a mail program takes only so much at once, there may be
   * several letters. Null is nobody with an address.
   * @throws KD-6007 the text leaves no room for an address · KD-6004 no mail program took it
   */
  mail: command(
    WRITERS,
    /** Which of them, from 0. */
    Notice.extend({ letter: z.number().int().min(0) }),
    z.object({ letters: z.number().int().min(1) }).nullable(),
  ),
  /** Shows the notice with a sheet for the signatures of those who have read it. @throws KD-6003 */
  print: command(WRITERS, Notice, z.object({})),
};
