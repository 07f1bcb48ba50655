import { randomBytes } from 'node:crypto';
import type { Role } from '#shared/domain/states.ts';
import { openDatabase } from '../db/open.ts';
import type { Ports } from '../ports.ts';
import type { OpenSession } from './session.ts';
import { putUser } from './store.ts';

/** Who works in the training clinic, and the name of that clinic. */
export interface TrainingNames {
  readonly userName: string;
  readonly organisation: string;
}

/** A clinic in memory, of nobody, where the role is chosen freely. @param people how many to generate */
export function trainingSession(
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  { userName, organisation }: TrainingNames,
  role: Role,
  people: number,
): OpenSession {
  const [sessionId, storeId, userId] = [ids.next(), ids.next(), ids.next()];
  const user = { userId, name: userName, role, organisation, confirmed: true };
  const db = openDatabase(':memory:', randomBytes(32));
  putUser(db, { ...user, subject: 'training', snils: null, organisationOid: null }, clock.now());
  return { sessionId, storeId, db, file: null, user, training: { people } };
}
