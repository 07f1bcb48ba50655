import type { ApprovedRequest } from '../../../changes/pending.ts';
import type { Submission } from '../../port.ts';
import { completedTask, guardOf } from '../desks/shared-task.ts';
import type { Json } from '../json.ts';
import { CODES, SYSTEM } from '../profile.ts';

const [REQUEST_ID] = SYSTEM.requestId;

/**
 * Bundle entry of the Task that stands for a request. Its identifier makes sending it twice harmless; one that other desks
 * know is completed only in the version that this desk knows, so that of several desks one sends.
 */
export function task(request: ApprovedRequest, shared: Submission['shared']): Json {
  if (shared !== null) {
    const { path, ifMatch } = guardOf(shared.place);
    return {
      fullUrl: `urn:uuid:${request.id}`,
      resource: { ...completedTask(shared.envelope), id: path.split('/')[1] },
      request: { method: 'PUT', url: path, ifMatch },
    };
  }
  return {
    fullUrl: `urn:uuid:${request.id}`,
    resource: {
      resourceType: 'Task',
      identifier: [{ system: REQUEST_ID, value: request.id }],
      status: 'completed',
      businessStatus: coded('businessStatus', 'approved'),
      intent: 'order',
      code: coded('task', 'change-request'),
      authoredOn: request.signedAt,
      requester: { display: request.author },
      input: [{ type: coded('task', 'signed-content'), valueBase64Binary: base64(request.canonical) }],
    },
    request: {
      method: 'POST',
      url: 'Task',
      ifNoneExist: `identifier=${encodeURIComponent(`${REQUEST_ID}|${request.id}`)}`,
    },
  };
}

const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
/** ASTM E1762-95: the author's signature, as R4 wants the type of a signature. */
const SIGNATURE_TYPE = { system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' };

/**
 * Bundle entry of the approval: who approved on whose behalf, and the detached CMS over the content of the Task, so that
 * anybody can verify it with the two alone. It has no identifier in R4, so a tag says whose approval it is: where new
 * resources alone are sent, nothing else keeps a second delivery from leaving a second approval.
 */
export function provenance(
  request: ApprovedRequest,
  targets: readonly string[],
  organisationRemoteId: string | null,
): Json {
  const approver = { display: request.approver };
  const onBehalfOf =
    organisationRemoteId === null ? {} : { onBehalfOf: { reference: `Organization/${organisationRemoteId}` } };
  return {
    resource: {
      resourceType: 'Provenance',
      meta: { tag: [{ system: REQUEST_ID, code: request.id }] },
      target: [...targets, `urn:uuid:${request.id}`].map((reference) => ({ reference })),
      recorded: request.signedAt,
      agent: [
        { type: participant('author'), who: { display: request.author } },
        { type: participant('legal'), who: approver, ...onBehalfOf },
      ],
      entity: [{ role: 'source', what: { reference: `urn:uuid:${request.id}` } }],
      signature: [
        {
          type: [SIGNATURE_TYPE],
          when: request.signedAt,
          who: approver,
          targetFormat: 'application/json',
          sigFormat: 'application/pkcs7-signature',
          data: base64(request.cms),
        },
      ],
    },
    request: {
      method: 'POST',
      url: 'Provenance',
      ifNoneExist: `_tag=${encodeURIComponent(`${REQUEST_ID}|${request.id}`)}`,
    },
  };
}

function coded(system: 'businessStatus' | 'task', code: string): Json {
  return { coding: [{ system: CODES[system][0], code }] };
}

function participant(code: 'author' | 'legal'): Json {
  return { coding: [{ system: PARTICIPANT, code }] };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
