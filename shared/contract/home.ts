import { z } from 'zod';
import { query } from './define.ts';

const count = z.number().int();

export const home = {
  /** Of an editor's requests only their own; everybody else's are all. What there is to mend has its own lists. */
  summary: query(
    'signed-in',
    z.object({}),
    z.object({
      /** There are cards, be they of people who work no more. */
      anybody: z.boolean(),
      /** Employed now. */
      people: count,
      /** Open now. */
      divisions: count,
      /** People in whose card a rule is broken. */
      errors: count,
      /** Of everybody and in whatever state. */
      requests: count,
      drafts: count,
      /** Wait for an approver, whoever filed them. */
      toApprove: count,
      /** Wait for an approver, filed by this user. */
      submitted: count,
      /** Came back from the approver or from the registry. */
      returned: count,
      /** Signed and on their way, of everybody. */
      queued: count,
    }),
  ),
};
