import { employmentFields, fillRegistry } from './clinic.ts';
import { openSyncDesk, type SyncDesk, type SyncDeskOptions } from './desk.ts';
import { FakeRegistry } from './fake-registry.ts';

/** A desk beside a registry of four people; nothing is pulled yet. */
export function openClinic(options: Partial<SyncDeskOptions> = {}): { registry: FakeRegistry; desk: SyncDesk } {
  const registry = new FakeRegistry();
  fillRegistry(registry, 4);
  return { registry, desk: openSyncDesk({ registry, ...options }) };
}

/** A pulled clinic and an approved change of a phone number. */
export async function approvedChange(desk: SyncDesk, to = '+79070000001', person = 'p1'): Promise<string> {
  if (desk.count('person') === 0) await desk.run();
  const id = desk.idOf('person', person);
  const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to });
  await desk.approve(requestId);
  return requestId;
}

export function timeline(desk: SyncDesk, requestId: string): [state: string, note: string | null][] {
  const events = desk.db.prepare('SELECT state, note FROM request_event WHERE request_id = ? ORDER BY seq').raw();
  return events.all(requestId) as [string, string | null][];
}

/** Somebody new in a division of the clinic. */
export function newHire(desk: SyncDesk) {
  const { personId: _, divisionId: __, ...fields } = employmentFields(77);
  return {
    person: {
      lastName: 'Новикова',
      firstName: 'Мария',
      patronymic: null,
      sex: '2',
      birthDate: '1990-05-05',
      snils: '11223344595',
      inn: null,
      citizenshipCode: '1',
      phone: null,
      email: null,
    },
    employment: { ...fields, divisionId: desk.idOf('division', 'd1') },
  } as unknown as Parameters<SyncDesk['handlers']['staff']['hire']>[0];
}
