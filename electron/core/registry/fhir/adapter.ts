import { DeskError } from '#shared/contract/result.ts';
import type { Feed, Registry, RemoteChange, RemoteKind } from '../port.ts';
import { type Capabilities, readCapabilities } from './capabilities.ts';
import { type ClientParts, FhirClient } from './client.ts';
import { createDeskExchange } from './desks/exchange.ts';
import { submitItems } from './items.ts';
import { splitBundle } from './json.ts';
import { PageSize } from './page-size.ts';
import { askPage, pageAt } from './pages.ts';
import { readByPath } from './present.ts';
import {
  committedAt,
  hasRunBack,
  idsPath,
  isOlder,
  PAGE_SIZE,
  readIds,
  readKept,
  readPage,
  unexpected,
  type Way,
} from './pull.ts';
import type { ResourceType } from './schema.ts';
import { submitTransaction } from './submit.ts';
import { Talk } from './talk.ts';
import { findSubmitted } from './task.ts';
import { transactionBundle } from './write/transaction.ts';

/**
 * In an order in which little has to wait: the heads of divisions before the divisions, the few buildings (which wait for
 * their organisation) before the many divisions in them.
 */
const TYPES: readonly (readonly [ResourceType, readonly RemoteKind[]])[] = [
  ['Practitioner', ['person']],
  ['Location', ['building']],
  ['Organization', ['organisation', 'division']],
  ['PractitionerRole', ['employment']],
  ['HealthcareService', ['service']],
  ['Basic', ['staffingDocument', 'staffingPosition']],
];

/** Types that a registry of people may well be without: there is nothing of them then, and nothing to complain of. */
const OPTIONAL: ReadonlySet<ResourceType> = new Set(['Location', 'HealthcareService', 'Basic']);
/** What a registry must have for desks to hear of one another. */
const FOR_DESKS = ['Task', 'Communication', 'DocumentReference', 'Binary'];
/** Where the pull of such a type begins, should the registry ever have it. */
const EARLIEST = new Date(0).toISOString();

/** A registry that speaks FHIR R4 with the names of `profile.ts`. */
export function createFhirRegistry(parts: ClientParts): Registry {
  const client = new FhirClient(parts);
  const exchange = createDeskExchange(client);
  /** Resources of one type may be a hundred times as large as those of another. */
  const sizes = new Map<ResourceType, PageSize>();
  let capabilities: Promise<Capabilities> | null = null;

  /** Asked once; a failure is not kept. */
  function capabilitiesOf(signal: AbortSignal): Promise<Capabilities> {
    capabilities ??= readCapabilities(client, signal).catch((error: unknown) => {
      capabilities = null;
      throw error;
    });
    return capabilities;
  }

  async function isAbsent(type: ResourceType, signal: AbortSignal): Promise<boolean> {
    return OPTIONAL.has(type) && !(await capabilitiesOf(signal)).types.has(type);
  }

  async function wayOf(type: ResourceType, signal: AbortSignal): Promise<Way> {
    return (await capabilitiesOf(signal)).history.has(type) ? 'history' : 'search';
  }

  function sizeOf(type: ResourceType): PageSize {
    const size = sizes.get(type) ?? new PageSize(PAGE_SIZE);
    sizes.set(type, size);
    return size;
  }

  return {
    feeds: TYPES.map(([name, kinds]) => ({ name, kinds })),

    async size(signal) {
      let sum = 0;
      for (const [type] of TYPES) {
        if (await isAbsent(type, signal)) continue;
        const answer = await client.ask({ method: 'GET', path: `${type}?_summary=count&_count=0` }, signal);
        const { total } = answer.status === 200 ? (splitBundle(answer.body).head as { total?: unknown }) : {};
        if (typeof total !== 'number') return null;
        sum += total;
      }
      return sum;
    },

    async pull(feed, cursor, page, signal) {
      const type = typeOf(feed);
      if (await isAbsent(type, signal)) return { changes: [], nextPage: null, cursor: cursor ?? EARLIEST, total: 0 };
      const size = sizeOf(type);
      const paged = { type, way: () => wayOf(type, signal), size };
      const { answer, start } = await askPage(client, paged, cursor, page, signal);
      const read = readPage(client, type, answer, start);
      size.came(read.changes.length);
      if (start === null && cursor !== null && hasRunBack(read, cursor)) throw new DeskError('KD-4010');
      return read;
    },

    async ids(feed, page, signal) {
      const type = typeOf(feed);
      if ((await capabilitiesOf(signal)).history.has(type) || (await isAbsent(type, signal))) return null;
      const answer =
        page === null
          ? await client.ask({ method: 'GET', path: idsPath(type) }, signal)
          : await pageAt(client, page, signal);
      if (answer?.status !== 200) throw answer === null ? new DeskError('KD-4001') : unexpected(answer);
      return readIds(client, type, answer);
    },

    async read(feed, remoteIds, signal) {
      const talk = new Talk(client, null, signal);
      const changes: RemoteChange[] = [];
      for (const id of remoteIds) changes.push(await readByPath(talk, `${feed.name}/${encodeURIComponent(id)}`));
      return changes;
    },

    interpret: (_kind, raw) => readKept(raw),
    isOlder,
    committedAt,
    clockSkew: () => client.clockSkew,
    endpoints: () => client.endpoints.states(),
    endpoint: () => client.endpoints.order()[0] ?? '',
    prepare: transactionBundle,

    async submit(wire, endpoint, signal) {
      const { transaction } = await capabilitiesOf(signal);
      return (transaction ? submitTransaction : submitItems)(talkTo(endpoint, signal), wire);
    },
    findSubmitted: (requestId, wire, endpoint, signal) => findSubmitted(talkTo(endpoint, signal), requestId, wire),

    async desks(signal) {
      const { types } = await capabilitiesOf(signal);
      return FOR_DESKS.every((type) => types.has(type)) ? exchange : null;
    },
  };

  /** With the place of the first attempt, unless the policy has dropped it since. */
  function talkTo(endpoint: string, signal: AbortSignal): Talk {
    const { endpoints } = client;
    return new Talk(client, endpoints.knows(endpoint) ? endpoint : (endpoints.order()[0] ?? endpoint), signal);
  }
}

function typeOf({ name }: Feed): ResourceType {
  const found = TYPES.find(([type]) => type === name);
  if (found === undefined) throw new DeskError('KD-9001', { params: { feed: name } });
  return found[0];
}
