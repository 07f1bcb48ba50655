import { TRAINING_ORGANISATION } from '../electron/core/training/generate.ts';
import { ogrnOf, organisationInnOf } from '../electron/core/training/numbers.ts';
import type { GeneratedOrganisation } from '../electron/core/training/types.ts';

/**
 * The other legal entity of those who keep staff for two. Its resources have the same ids as the first one's: a desk
 * that mixed the two would show it at once.
 */
export const SANATORIUM: GeneratedOrganisation = {
  ...TRAINING_ORGANISATION,
  oid: '1.2.643.5.1.13.13.12.2.98.999002',
  nameFull: 'Учебное учреждение здравоохранения «Санаторий города Учебного»',
  nameShort: 'УУЗ «Учебный санаторий»',
  inn: organisationInnOf(1002),
  kpp: '980101002',
  ogrn: ogrnOf(2003, 1002),
  ogrnDate: '2003-03-14',
  address: '980000, г. Учебный, ул. Парковая, д. 2',
  factAddress: '980000, г. Учебный, ул. Парковая, д. 2',
  site: 'https://sanatorium.example',
  phone: '+79070000002',
  email: 'priemnaya@sanatorium.example',
};

/** People of the sanatorium, whatever the size of the clinic. */
export const SANATORIUM_PEOPLE = 12;

export const ORGANISATIONS: readonly GeneratedOrganisation[] = [TRAINING_ORGANISATION, SANATORIUM];

export function findOrganisation(oid: string | undefined): GeneratedOrganisation | undefined {
  return ORGANISATIONS.find((organisation) => organisation.oid === oid);
}
