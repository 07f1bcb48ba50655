import { clinicSource } from './people.ts';
import type { ClinicOptions, GeneratedClinic } from './types.ts';

export { TRAINING_ORGANISATION } from './divisions.ts';
export { type ClinicSource, clinicSource, TRAINING_TODAY } from './people.ts';
export type * from './types.ts';

/**
 * The whole training clinic. The same options give the same clinic, so that the training store, the development
 * registry and the tests agree without sharing a file. For a large clinic prefer `clinicSource`, which makes people
 * one at a time.
 */
export function generateClinic(options: ClinicOptions): GeneratedClinic {
  const source = clinicSource(options);
  const people = Array.from({ length: source.size }, (_, index) => source.personAt(index));
  return {
    organisation: source.organisation,
    licences: source.licences,
    buildings: source.buildings,
    divisions: source.divisions,
    services: source.services,
    staffing: source.staffing(people.flatMap(({ employments }) => employments)),
    people,
  };
}
