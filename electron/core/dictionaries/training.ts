import accreditationKinds from '../../../resources/dictionaries/accreditation-kinds.json' with { type: 'json' };
import addressTypes from '../../../resources/dictionaries/address-types.json' with { type: 'json' };
import careConditions from '../../../resources/dictionaries/care-conditions.json' with { type: 'json' };
import careForms from '../../../resources/dictionaries/care-forms.json' with { type: 'json' };
import careKinds from '../../../resources/dictionaries/care-kinds.json' with { type: 'json' };
import citizenship from '../../../resources/dictionaries/citizenship.json' with { type: 'json' };
import disabilityGroups from '../../../resources/dictionaries/disability-groups.json' with { type: 'json' };
import divisionTypes from '../../../resources/dictionaries/division-types.json' with { type: 'json' };
import identityDocuments from '../../../resources/dictionaries/identity-documents.json' with { type: 'json' };
import militaryRelations from '../../../resources/dictionaries/military-relations.json' with { type: 'json' };
import positionTypes from '../../../resources/dictionaries/position-types.json' with { type: 'json' };
import posts from '../../../resources/dictionaries/posts.json' with { type: 'json' };
import regions from '../../../resources/dictionaries/regions.json' with { type: 'json' };
import sex from '../../../resources/dictionaries/sex.json' with { type: 'json' };
import specialties from '../../../resources/dictionaries/specialties.json' with { type: 'json' };
import type { DictionaryContent } from './store.ts';

type Shipped = Pick<DictionaryContent, 'oid' | 'version' | 'rows'> & { readonly name: string };

// A row that says nothing besides lacks `extra`, which a JSON module types as undefined.
const SHIPPED = [
  posts,
  specialties,
  sex,
  citizenship,
  positionTypes,
  divisionTypes,
  identityDocuments,
  addressTypes,
  militaryRelations,
  regions,
  careConditions,
  careForms,
  careKinds,
  disabilityGroups,
  accreditationKinds,
] as readonly Shipped[];

/**
 * A part of the state dictionaries, enough for the training clinic and for a first look before the whole ones are
 * loaded. Codes and names are rows of НСИ; where its codes are not known, our own stand under names of `kartoteka:`.
 */
export const TRAINING_DICTIONARIES: readonly DictionaryContent[] = SHIPPED.map(({ oid, name, version, rows }) => ({
  oid,
  version,
  source: 'training',
  rows,
  origin: { name },
}));
