import type { Contacts } from '#shared/contract/contacts.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** What is kept of an account besides what the sign-in says of it. Callers hold the transaction. */
export class ContactStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      contacts: db.prepare('SELECT phone, email FROM app_user WHERE id = ?'),
      set: db.prepare('UPDATE app_user SET phone = @phone, email = @email WHERE id = @userId'),
      snils: db.prepare('SELECT snils FROM app_user WHERE id = ?').pluck(),
    };
  }

  contacts(userId: EntityId): Contacts {
    return (this.#statements.contacts.get(userId) as Contacts | undefined) ?? { phone: null, email: null };
  }

  set(userId: EntityId, contacts: Contacts): void {
    this.#statements.set.run({ userId, ...contacts });
  }

  /** 11 digits; null for an account whose sign-in names none. */
  snils(userId: EntityId): string | null {
    return (this.#statements.snils.get(userId) as string | null | undefined) ?? null;
  }
}
