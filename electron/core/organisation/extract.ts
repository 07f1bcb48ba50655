import type { Organisation } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import {
  isOpenBuilding,
  isOpenDivision,
  isValidLicence,
  type OrganisationFile,
} from '#shared/rules/organisation-file.ts';
import { endOfLocalDay } from '../clock.ts';
import type { Database } from '../db/open.ts';
import { pastIn } from '../journal/history.ts';
import { readFile } from './file.ts';
import { fileOnDay } from './on-day.ts';
import { OrganisationStore, type StaffFacts } from './store.ts';

/** An organisation as its documents show it. */
export interface OrganisationExtract extends OrganisationFile {
  readonly organisation: Organisation;
  readonly counts: StaffFacts & { readonly divisions: number; readonly licences: number };
}

/**
 * What belongs to an organisation on a day, without what had ended by then.
 *
 * @param day `YYYY-MM-DD`
 * @returns null where there is no such organisation
 */
export function organisationOn(db: Database, organisationId: EntityId, day: string): OrganisationExtract | null {
  const store = new OrganisationStore(db);
  const organisation = store.organisations().find(({ id }) => id === organisationId);
  if (organisation === undefined) return null;
  const file = fileOnDay(readFile(store, organisation), pastIn(db, organisationId, endOfLocalDay(day)), day);
  const licences = file.licences.filter((licence) => isValidLicence(licence, day));
  const divisions = file.divisions.filter((division) => isOpenDivision(division, day));
  return {
    organisation: file.organisation,
    licences,
    buildings: file.buildings.filter((building) => isOpenBuilding(building, day)),
    services: file.services.filter(({ endDate }) => endDate === null || endDate >= day),
    divisions,
    counts: { ...store.staff(organisationId, day), divisions: divisions.length, licences: licences.length },
  };
}
