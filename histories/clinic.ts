import type { RemoteChild } from '../electron/core/registry/port.ts';
import { credential, fillRegistry } from '../electron/core/sync/testing/clinic.ts';
import { FakeRegistry } from '../electron/core/sync/testing/fake-registry.ts';

export const PEOPLE = 3;

/** A hospital whose people have each an employment, a certificate, and a document whose fields merge as one. */
export function clinic(): FakeRegistry {
  const registry = new FakeRegistry();
  fillRegistry(registry, PEOPLE);
  for (let i = 0; i < PEOPLE; i++) registry.put('person', `p${i}`, {}, [credential(i), identityDocument(i)]);
  return registry;
}

function identityDocument(i: number): RemoteChild {
  return {
    kind: 'document',
    remoteId: `p${i}/d1`,
    localId: null,
    fields: {
      typeCode: '1',
      series: '45 09',
      number: String(100_000 + i),
      issuedOn: '2015-01-01',
      issuedBy: 'Учебный отдел',
      departmentCode: null,
      standing: 'main',
    },
  };
}

export function award(remoteId: string): RemoteChild {
  return {
    kind: 'award',
    remoteId,
    localId: null,
    fields: { name: 'Почётная грамота', number: '1', awardDate: '2020-01-01' },
  };
}
