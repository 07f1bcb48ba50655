import { z } from 'zod';
import { EntityId, Instant } from '../domain/values.ts';
import { command, query } from './define.ts';

/** Something does not work · it will not work for a while · something to know. */
export const BULLETIN_SEVERITIES = ['outage', 'works', 'news'] as const;

/** What whoever runs the registry lets its desks know, signed by a publisher whom the policy names. */
export const Bulletin = z.object({
  id: EntityId,
  /** Of its edition: a later one takes the place of an earlier one. */
  number: z.number().int(),
  severity: z.enum(BULLETIN_SEVERITIES),
  title: z.string(),
  text: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  /** To whom the certificate of the signature is issued. */
  publisher: z.string(),
  /** The caller has closed its banner. */
  dismissed: z.boolean(),
  /** Its period has ended. */
  isOver: z.boolean(),
});
export type Bulletin = z.infer<typeof Bulletin>;

export const bulletins = {
  /** What is still to come or lasts comes first, the worst before the rest; then what is over, the newest first. */
  list: query('signed-in', z.object({}), z.object({ bulletins: z.array(Bulletin) })),
  /** Closes the banner of an edition for the caller; the list keeps it. */
  dismiss: command('signed-in', Bulletin.pick({ id: true, number: true }), z.object({})),
};
