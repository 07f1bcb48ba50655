import { z } from 'zod';
import { EntityId } from '../domain/values.ts';
import { command, query } from './define.ts';

/** How the user at work is reached; null: not said. Formats as of the same fields of a person. */
export const Contacts = z.object({ phone: z.string().max(100).nullable(), email: z.string().max(320).nullable() });
export type Contacts = z.infer<typeof Contacts>;

/** One's own contacts and where they are kept. */
export const OwnContacts = z.object({
  contacts: Contacts,
  /**
   * One's own card, the one with the СНИЛС of the account: a change goes through a request. Null where there is no such
   * card or the user may not edit cards: they are kept at this desk only.
   */
  personId: EntityId.nullable(),
  /** The request that holds changes of the card. */
  requestId: EntityId.nullable(),
});
export type OwnContacts = z.infer<typeof OwnContacts>;

/** Of the user at work alone. */
export const contacts = {
  read: query('signed-in', z.object({}), OwnContacts),
  /**
   * `from` is what the user saw.
   * @throws KD-2xxx a rule refuses the field named · of a card whatever `staff.applyEdits` throws
   */
  save: command('signed-in', z.object({ from: Contacts, to: Contacts }), OwnContacts),
};
