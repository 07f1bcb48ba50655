import addressTypes from '../../../resources/dictionaries/address-types.json' with { type: 'json' };
import citizenship from '../../../resources/dictionaries/citizenship.json' with { type: 'json' };
import divisionTypes from '../../../resources/dictionaries/division-types.json' with { type: 'json' };
import identityDocuments from '../../../resources/dictionaries/identity-documents.json' with { type: 'json' };
import positionTypes from '../../../resources/dictionaries/position-types.json' with { type: 'json' };
import posts from '../../../resources/dictionaries/posts.json' with { type: 'json' };
import sex from '../../../resources/dictionaries/sex.json' with { type: 'json' };
import specialties from '../../../resources/dictionaries/specialties.json' with { type: 'json' };
import type { DictionaryContent } from './store.ts';

/**
 * A part of the state dictionaries, enough for the training clinic and for a first look before the whole ones are
 * loaded. Codes and names are rows of НСИ; none is our own.
 */
export const TRAINING_DICTIONARIES: readonly DictionaryContent[] = [
  posts,
  specialties,
  sex,
  citizenship,
  positionTypes,
  divisionTypes,
  identityDocuments,
  addressTypes,
].map(({ oid, name, version, rows }) => ({ oid, version, source: 'training', rows, origin: { name } }));
