import type { Issue } from '#shared/contract/staff.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import type { EntityFinding, OrganisationFile } from '#shared/rules/organisation-file.ts';
import type { OrganisationStore } from './store.ts';

/** An organisation with everything the rules must see. */
export function readFile(store: OrganisationStore, organisation: Organisation): OrganisationFile {
  const { id } = organisation;
  return {
    organisation,
    licences: store.licences(id),
    buildings: store.buildings(id),
    services: store.services(id),
    divisions: store.divisions(id),
  };
}

/** Findings in the words of the contract. */
export function issuesFrom(findings: readonly EntityFinding[]): Issue[] {
  return findings.map(({ params, ...finding }) => ({
    ...finding,
    ...(params === undefined ? {} : { params: { ...params } }),
  }));
}
