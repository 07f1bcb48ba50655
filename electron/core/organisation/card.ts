import type { Attachment, AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import {
  checkOrganisationFile,
  isOpenDivision,
  isValidLicence,
  missingForActive,
  type OrganisationFile,
  statusOf,
} from '#shared/rules/organisation-file.ts';
import type { ChangeMarks } from '../changes/marks.ts';
import type { EntityStore } from '../entities/store.ts';
import { issuesFrom, readFile } from './file.ts';
import type { OrganisationStore } from './store.ts';

export interface CardParts {
  readonly store: OrganisationStore;
  readonly entities: EntityStore;
  readonly marks: ChangeMarks;
  /** Of what stands in the store, whoever wrote it. */
  readonly storedContext: () => FieldContext & { readonly today: string };
  /** Files of these records, removed ones too. */
  readonly filesOf: (owners: readonly AttachmentOwner[]) => readonly Attachment[];
}

/** Everything about an organisation: what it has, what it lacks, what is pending. */
export function readOrganisation(parts: CardParts, organisation: Organisation): OrganisationCard {
  const { store, marks } = parts;
  const { id, headPersonId } = organisation;
  const context = parts.storedContext();
  const { today } = context;
  const file = readFile(store, organisation);
  const missing = missingForActive(file, attachedKinds(parts, file), context);
  const pending = marks.marksOf([id]).get(id);
  const head = headPersonId === null ? null : parts.entities.find('person', headPersonId);
  return {
    organisation,
    licences: [...file.licences],
    buildings: [...file.buildings],
    services: [...file.services],
    status: statusOf(organisation, missing, today),
    missing: issuesFrom(missing),
    facts: {
      ...store.staff(id, today),
      divisions: file.divisions.filter((division) => isOpenDivision(division, today)).length,
      licences: file.licences.filter((licence) => isValidLicence(licence, today)).length,
    },
    headName: head === null ? null : fullName(head.entity),
    changed: marks.changedFieldsOf(id),
    issues: issuesFrom(checkOrganisationFile(file, context)),
    requestId: pending?.requestId ?? null,
    requestState: pending?.state ?? null,
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
