import type { RemoteChild } from '../../port.ts';
import { childRemoteId, extensionKeys, findExtension, ownId } from '../elements.ts';
import { EXTENSION } from '../profile.ts';
import type { Organization, Practitioner } from '../schema.ts';
import { dayOf, textOf, yesNoOf } from './values.ts';

/** Records that R4 has no element for: each is an extension of its own in the resource of its owner. */
type Parts = NonNullable<NonNullable<Practitioner['extension']>[number]['extension']> | undefined;
interface RecordElement {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly extension?: Parts;
}
type Fields = RemoteChild['fields'];

function recordsOf(
  { id, extension = [] }: { readonly id: string; readonly extension?: readonly RecordElement[] | undefined },
  kind: RemoteChild['kind'],
  url: string,
  read: (parts: Parts) => Fields,
): RemoteChild[] {
  const list = extension.filter((one) => one.url === url);
  if (list.length === 0) return [];
  const keys = extensionKeys(list);
  return list.map((one, index) => ({
    kind,
    remoteId: childRemoteId(id, keys[index] ?? String(index)),
    localId: ownId(one.id),
    fields: read(one.extension),
  }));
}

export function readLicences(resource: Organization): RemoteChild[] {
  return recordsOf(resource, 'licence', EXTENSION.licence, (parts) => {
    const text = (name: string): string | null => textOf(findExtension(parts, name)?.valueString);
    return {
      series: text('series'),
      number: text('number'),
      status: text('status'),
      issuedOn: dayOf(findExtension(parts, 'issued')?.valueDate),
      ...periodIn(parts),
      activity: text('activity'),
      licenser: text('licenser'),
      licenserInn: text('licenserInn'),
      licenserOgrn: text('licenserOgrn'),
      addressText: text('address'),
      services: text('services'),
    };
  });
}

export function readMilitary(resource: Practitioner): RemoteChild[] {
  return recordsOf(resource, 'military', EXTENSION.military, (parts) => ({
    served: yesNoOf(findExtension(parts, 'served')?.valueBoolean),
    ...periodIn(parts),
  }));
}

export function readSocieties(resource: Practitioner): RemoteChild[] {
  return recordsOf(resource, 'society', EXTENSION.society, (parts) => ({
    name: textOf(findExtension(parts, 'name')?.valueString),
    ...periodIn(parts),
  }));
}

function periodIn(parts: Parts): Fields {
  const period = findExtension(parts, 'period')?.valuePeriod;
  return { beginDate: dayOf(period?.start), endDate: dayOf(period?.end) };
}
