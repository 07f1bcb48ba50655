import type { EntityOf } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import { hasBegun } from '#shared/rules/on-day.ts';
import type { OrganisationFile } from '#shared/rules/organisation-file.ts';
import type { Past } from '../journal/history.ts';

type PartKind = 'licence' | 'building' | 'service';

/**
 * An organisation as it stood on a day: its requisites as they were, the licences, buildings and services begun by then,
 * what was taken out later among them. What had ended by then is still there, with its end.
 *
 * @param past from the end of that day on; answered by the journal
 */
export function fileOnDay(file: OrganisationFile, past: Past, day: string): OrganisationFile {
  const { organisation } = file;
  const parts = <K extends PartKind>(kind: K, stored: readonly EntityOf<K>[]): EntityOf<K>[] => {
    const former = past.former(kind);
    const there = new Set<string>(stored.map(({ id }) => id));
    const gone = [...past.gone(kind)].filter(([id]) => !there.has(id)).map(([id, values]) => whole(kind, id, values));
    return [...stored.map((one) => ({ ...one, ...former.get(one.id) })), ...gone].filter(({ beginDate }) =>
      hasBegun(beginDate, day),
    );
  };
  return {
    organisation: { ...organisation, ...past.former('organisation').get(organisation.id) },
    licences: parts('licence', file.licences),
    buildings: parts('building', file.buildings),
    services: parts('service', file.services),
    divisions: file.divisions,
  };
}

/** The journal tells no empty values. */
function whole<K extends PartKind>(kind: K, id: string, values: Readonly<Record<string, unknown>>): EntityOf<K> {
  const fields = fieldNames(kind).map((field) => [field, values[field] ?? null]);
  return { id, ...Object.fromEntries(fields) } as EntityOf<K>;
}
