import type { ApprovedEntity } from '../../../changes/pending.ts';
import type { Submission } from '../../port.ts';
import { type Json, parseExact } from '../json.ts';
import { transactionBundle } from '../write/transaction.ts';

/**
 * The resource that a signed request about one entity asks the registry to put in the place of the one it has; undefined
 * when nothing is to change.
 */
export function putOf(
  entity: ApprovedEntity,
  around: Pick<Submission, 'copyOf' | 'remoteIdOf' | 'fieldsOf'>,
): Json | undefined {
  const wire = transactionBundle({
    request: {
      id: '019a1b2c-0000-7000-8000-0000000000ff',
      number: 1,
      elsewhere: false,
      author: 'А',
      approver: 'Б',
      entities: [entity],
      asSigned: new Map(),
      canonical: new Uint8Array([1]),
      cms: new Uint8Array([2]),
      signedAt: '2026-11-21T10:00:00.000Z',
    },
    organisationRemoteId: null,
    shared: null,
    ...around,
  });
  const entries = parseExact(wire).entry as { readonly resource: Json; readonly request: Json }[];
  return entries.find(({ request }) => request.method === 'PUT')?.resource;
}
