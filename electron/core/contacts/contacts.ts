import type { SessionUser } from '#shared/contract/access.ts';
import type { Contacts, OwnContacts } from '#shared/contract/contacts.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { type FieldEdit, staff as staffContract } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { checkField } from '#shared/rules/check-field.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock } from '../ports.ts';
import type { ContactStore } from './store.ts';

export interface ContactParts {
  readonly db: Database;
  readonly clock: Pick<Clock, 'today'>;
  readonly store: ContactStore;
  readonly entities: Pick<EntityStore, 'get'>;
  readonly journal: Journal;
  readonly peopleBySnils: (numbers: readonly string[]) => readonly { readonly id: EntityId }[];
  /** The request that holds changes of a person. */
  readonly requestOf: (personId: EntityId) => EntityId | null;
  readonly applyEdits: Handlers<'staff', CallContext>['applyEdits'];
}

export interface OwnContactsBook {
  readonly handlers: Handlers<'contacts', CallContext>;
  /** Where mail reaches a user; null when nobody has said so. */
  readonly emailOf: (user: SessionUser) => string | null;
}

const FIELDS = ['phone', 'email'] as const;

/**
 * The contacts of whoever is at work. Those of a clerk who works here are values of their own card, and are changed as
 * any value of a card is; all others are kept with the account.
 */
export function createContacts(parts: ContactParts): OwnContactsBook {
  const { db, store, clock, journal } = parts;

  /** By the СНИЛС of the account alone: namesakes are other people. */
  function ownCard(user: SessionUser): EntityId | null {
    if (refusalOf(staffContract.applyEdits, user) !== null) return null;
    const snils = store.snils(user.userId);
    const [own, another] = snils === null ? [] : parts.peopleBySnils([snils]);
    return own === undefined || another !== undefined ? null : own.id;
  }

  function read(user: SessionUser): OwnContacts {
    const personId = ownCard(user);
    const person = personId === null ? undefined : parts.entities.get('person', personId)?.entity;
    if (personId === null || person === undefined) {
      return { contacts: store.contacts(user.userId), personId: null, requestId: null };
    }
    const { phone, email } = person;
    return { contacts: { phone, email }, personId, requestId: parts.requestOf(personId) };
  }

  /** Writes what differs, and its entry in the journal. */
  function keep(user: SessionUser, given: Contacts): void {
    const before = store.contacts(user.userId);
    const after = { phone: checked('phone', given.phone), email: checked('email', given.email) };
    // Named like the fields of a card, so that the journal has a word for them.
    const changes = FIELDS.filter((field) => after[field] !== before[field]).map((field) => ({
      field: `person.${field}`,
      from: before[field],
      to: after[field],
    }));
    if (changes.length === 0) return;
    const { id, name, role } = actorOf(user);
    store.set(user.userId, after);
    journal.append({ action: 'contacts.edit', actorId: id, actorName: name, role, objectId: id, changes });
  }

  /** In stored form. @throws DeskError KD-2xxx naming the field */
  function checked(field: (typeof FIELDS)[number], given: string | null): string | null {
    const today = clock.today();
    const value = normalise('person', field, given, today);
    const finding = checkField('person', field, value, { today });
    if (finding?.severity === 'error') {
      throw new DeskError(finding.code, { field: `person.${field}`, params: finding.params ?? {} });
    }
    return value === null ? null : String(value);
  }

  return {
    emailOf: (user) => read(user).contacts.email,
    handlers: {
      read: (_input, context) => read(userOf(context)),
      async save({ from, to }, context) {
        const user = userOf(context);
        const personId = ownCard(user);
        if (personId === null) {
          db.transaction(() => keep(user, to)).immediate();
          return read(user);
        }
        const edits = FIELDS.filter((field) => from[field] !== to[field]).map(
          (field): FieldEdit => ({ kind: 'person', id: personId, field, from: from[field], to: to[field] }),
        );
        if (edits.length > 0) await parts.applyEdits({ edits }, context);
        return read(user);
      },
    },
  };
}
