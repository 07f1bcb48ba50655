import type { OrganisationCard, PremisesKind } from '#shared/contract/organisation.ts';
import type { Building, Service } from '#shared/domain/entities.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';

/** Fields in the order people fill them in; whose they are is not shown. */
export const PREMISES_FIELDS: { readonly [K in PremisesKind]: readonly FieldOf<K>[] } = {
  building: [
    'name',
    'addressText',
    'postIndex',
    'buildYear',
    'floorCount',
    'hasTrouble',
    'beginDate',
    'cadastralNumber',
    'garGuid',
    'latitude',
    'longitude',
    'liquidationDate',
    'liquidationReason',
  ],
  service: ['name', 'code', 'divisionId', 'beginDate', 'endDate', 'comment'],
};

/** What a new record says before anything is typed. */
export const FIRST_PREMISES: Readonly<Record<PremisesKind, Readonly<Record<string, FieldValue>>>> = {
  building: { hasTrouble: 'no' },
  service: {},
};

export function premisesOf(card: OrganisationCard, kind: PremisesKind): readonly (Building | Service)[] {
  return kind === 'building' ? card.buildings : card.services;
}

/** The last day of a record; null while it goes on. */
export function lastDayOf(record: Building | Service): string | null {
  return 'liquidationDate' in record ? record.liquidationDate : record.endDate;
}
