import { DeskError } from '#shared/contract/result.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { childrenOf, type GeneratedChild, licencesOf } from '../training/children.ts';
import type { ClinicSource } from '../training/generate.ts';
import type { GeneratedFile, GeneratedService } from '../training/types.ts';
import type { Feed, PullPage, Registry, RemoteChange, RemoteChild, RemoteKind, Snapshot } from './port.ts';

const FEEDS: readonly Feed[] = [
  { name: 'people', kinds: ['person'] },
  { name: 'buildings', kinds: ['building'] },
  { name: 'units', kinds: ['organisation', 'division'] },
  { name: 'employments', kinds: ['employment'] },
  { name: 'services', kinds: ['service'] },
  { name: 'staffing', kinds: ['staffingDocument', 'staffingPosition'] },
];
/** People a page is made of. */
const PAGE_SIZE = 500;
const VERSION = '1';

/**
 * The generated clinic as a registry that can only be copied, so that the training store is filled the way a real one
 * is. It takes nothing: KD-4008.
 *
 * @param at the moment that its contents are from, ISO 8601
 */
export function createMemoryRegistry(source: ClinicSource, at: string): Registry {
  const ofPerson: Readonly<Record<string, (index: number) => RemoteChange[]>> = {
    people: (index) => [person(source.personAt(index))],
    employments: (index) => employments(source.personAt(index)),
  };
  const whole: Readonly<Record<string, () => RemoteChange[]>> = {
    buildings: () => plain('building', source.buildings),
    units: () => units(source),
    services: () => source.services.map(service),
    staffing: () => {
      const { documents, positions } = source.staffing();
      return [...plain('staffingDocument', documents), ...plain('staffingPosition', positions)];
    },
  };

  function page(feed: Feed, from: number): PullPage {
    const of = ofPerson[feed.name];
    if (of === undefined) return { changes: whole[feed.name]?.() ?? [], nextPage: null, cursor: at, total: null };
    const changes: RemoteChange[] = [];
    const to = Math.min(from + PAGE_SIZE, source.size);
    for (let index = from; index < to; index++) changes.push(...of(index));
    return { changes, nextPage: to < source.size ? String(to) : null, cursor: at, total: null };
  }

  const never = (): never => {
    throw new DeskError('KD-4008');
  };
  return {
    feeds: FEEDS,
    size: async () => null,
    async pull(feed, cursor, from) {
      // It never changes: a second pull brings nothing.
      if (cursor !== null && from === null) return { changes: [], nextPage: null, cursor, total: 0 };
      return page(feed, Number(from ?? 0));
    },
    ids: async () => null,
    read: async () => never(),
    interpret: (_kind, raw) => ({ state: 'present', snapshot: JSON.parse(raw) as Snapshot }),
    isOlder: () => false,
    committedAt: () => null,
    clockSkew: () => null,
    endpoint: never,
    prepare: never,
    submit: async () => never(),
    findSubmitted: async () => never(),
    desks: async () => null,
  };
}

function plain(kind: RemoteKind, list: readonly { readonly remoteId: string }[]): RemoteChange[] {
  return list.map(({ remoteId, ...fields }) => change(kind, remoteId, fields));
}

/** The organisation follows from whom it is offered by. */
function service({ remoteId, organisationId, divisionId, ...fields }: GeneratedService): RemoteChange {
  return change('service', remoteId, { ...fields, divisionId: divisionId ?? organisationId });
}

function units({ organisation, licences, divisions }: ClinicSource): RemoteChange[] {
  const { remoteId, ...fields } = organisation;
  return [
    change('organisation', remoteId, fields, childrenIn(licencesOf(licences, remoteId))),
    ...divisions.map(({ remoteId: id, organisationRemoteId, parentRemoteId, ...own }) =>
      change('division', id, { ...own, parentId: parentRemoteId ?? organisationRemoteId }),
    ),
  ];
}

function person(file: GeneratedFile): RemoteChange {
  const { remoteId, ...fields } = file.person;
  return change('person', remoteId, fields, children(file, remoteId));
}

function children(file: GeneratedFile, owner: string): RemoteChild[] {
  return childrenIn(childrenOf(file).filter(({ ownerRemoteId }) => ownerRemoteId === owner));
}

function childrenIn(list: readonly GeneratedChild[]): RemoteChild[] {
  return list.map(({ kind, remoteId, fields }) => ({ kind, remoteId, localId: null, fields }));
}

function employments(file: GeneratedFile): RemoteChange[] {
  const personId = file.person.remoteId;
  return file.employments.map(({ remoteId, divisionRemoteId, ...fields }) =>
    change('employment', remoteId, { ...fields, personId, divisionId: divisionRemoteId }, children(file, remoteId)),
  );
}

function change(
  kind: RemoteKind,
  remoteId: string,
  fields: Readonly<Record<string, FieldValue>>,
  children: readonly RemoteChild[] = [],
): RemoteChange {
  const snapshot: Snapshot = { localId: null, fields, children };
  return { kind, remoteId, version: VERSION, content: { state: 'present', snapshot }, raw: JSON.stringify(snapshot) };
}
