import type { Attachment, AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import {
  checkOrganisationFile,
  type EntityFinding,
  isOpenDivision,
  isValidLicence,
  missingForActive,
  type OrganisationFile,
  statusOf,
} from '#shared/rules/organisation-file.ts';
import type { ChangeMarks } from '../changes/marks.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Past } from '../journal/history.ts';
import { issuesFrom, readFile } from './file.ts';
import { fileOnDay } from './on-day.ts';
import type { OrganisationStore } from './store.ts';

export interface CardParts {
  readonly store: OrganisationStore;
  readonly entities: EntityStore;
  readonly marks: ChangeMarks;
  /** Of what stands in the store, whoever wrote it. */
  readonly storedContext: () => FieldContext & { readonly today: string };
  /** From the end of a day on. */
  readonly past: (organisationId: EntityId, onDay: string) => Past;
  /** Files of these records, removed ones too. */
  readonly filesOf: (owners: readonly AttachmentOwner[]) => readonly Attachment[];
}

/** Everything about an organisation: what it has, what it lacks, what is pending. */
export function readOrganisation(parts: CardParts, organisation: Organisation): OrganisationCard {
  const { store, marks } = parts;
  const { id } = organisation;
  const context = parts.storedContext();
  const file = readFile(store, organisation);
  const missing = missingForActive(file, attachedKinds(parts, file), context);
  const pending = marks.marksOf([id]).get(id);
  return {
    ...factsOf(parts, file, missing, context.today),
    missing: issuesFrom(missing),
    changed: marks.changedFieldsOf(id),
    issues: issuesFrom(checkOrganisationFile(file, context)),
    requestId: pending?.requestId ?? null,
    requestState: pending?.state ?? null,
  };
}

/** The same as it stood on another day; files are those of now. */
export function readOrganisationOn(parts: CardParts, organisation: Organisation, onDay: string): OrganisationCard {
  const file = fileOnDay(readFile(parts.store, organisation), parts.past(organisation.id, onDay), onDay);
  const missing = missingForActive(file, attachedKinds(parts, file), { ...parts.storedContext(), today: onDay });
  const settled = { missing: [], changed: [], issues: [], requestId: null, requestState: null };
  return { ...factsOf(parts, file, missing, onDay), ...settled };
}

function factsOf(
  { store, entities }: CardParts,
  { organisation, licences, buildings, services, divisions }: OrganisationFile,
  missing: readonly EntityFinding[],
  day: string,
): Pick<OrganisationCard, 'organisation' | 'licences' | 'buildings' | 'services' | 'status' | 'facts' | 'headName'> {
  const { id, headPersonId } = organisation;
  const head = headPersonId === null ? null : entities.find('person', headPersonId);
  return {
    organisation,
    licences: [...licences],
    buildings: [...buildings],
    services: [...services],
    status: statusOf(organisation, missing, day),
    facts: {
      ...store.staff(id, day),
      divisions: divisions.filter((division) => isOpenDivision(division, day)).length,
      licences: licences.filter((licence) => isValidLicence(licence, day)).length,
    },
    headName: head === null ? null : fullName(head.entity),
  };
}

/** What is attached to the organisation and to its licences. */
function attachedKinds({ filesOf }: CardParts, { organisation, licences }: OrganisationFile): AttachmentKind[] {
  const owners = [
    { kind: 'organisation', id: organisation.id } as const,
    ...licences.map(({ id }) => ({ kind: 'licence', id }) as const),
  ];
  return filesOf(owners).flatMap(({ kind, removed }) => (removed ? [] : [kind]));
}
