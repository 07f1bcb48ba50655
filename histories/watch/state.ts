import { createHash } from 'node:crypto';
import type { World } from '../world.ts';

const TABLES = [
  ...['organisation', 'division', 'person', 'employment', 'document', 'credential', 'award', 'replica', 'parked'],
  ...['staff_line', 'change_request', 'change_entity', 'change_field', 'request_event', 'outbox', 'sync_cursor'],
  ...['conflict', 'sync_session', 'shared_request', 'parked_envelope'],
];

/** I13: everything that a history leaves behind, at the registry and at every desk; accounts and salts are of the store. */
export function endState({ registry, members }: World): string {
  const digest = createHash('sha256').update(JSON.stringify(registry.log));
  for (const member of members) {
    for (const table of TABLES) digest.update(JSON.stringify(member.ask(`SELECT * FROM ${table}`).all()));
  }
  return digest.digest('hex');
}
