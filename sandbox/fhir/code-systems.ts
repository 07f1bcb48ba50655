import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import type { DictionaryContent } from '../../electron/core/dictionaries/store.ts';
import { TRAINING_DICTIONARIES } from '../../electron/core/dictionaries/training.ts';
import { DICTIONARY } from '../../shared/domain/fields.ts';
import { BaseVersion } from './base.ts';
import type { Version } from './versions.ts';

const SERVED: readonly string[] = [DICTIONARY.posts, DICTIONARY.specialties, DICTIONARY.regions];

/** A post that the made-up next version closes: whoever holds it is named by the desk before that version is loaded. */
const CLOSED = { code: '203', on: '2026-10-01' } as const;

/** The training parts of a few dictionaries, and a made-up next version of the posts; committed before `until`. */
export function codeSystemVersions(until: number): Version[] {
  const served = TRAINING_DICTIONARIES.filter(({ oid }) => SERVED.includes(oid));
  const all = [...served, ...served.filter(({ oid }) => oid === DICTIONARY.posts).map(nextVersion)];
  return all.map((content, at) => {
    const resource = codeSystem(content);
    return new BaseVersion('CodeSystem', resource.id, until - all.length + at, () => resource);
  });
}

function nextVersion(content: DictionaryContent): DictionaryContent {
  const rows = content.rows.map((row) => (row.code === CLOSED.code ? { ...row, closedOn: CLOSED.on } : row));
  return { ...content, version: '9.7 (учебная)', rows };
}

const STANDARD = 'http://hl7.org/fhir/concept-properties#';

function codeSystem({ oid, version, rows, origin }: DictionaryContent): CodeSystem & { id: string } {
  const columns = [...new Set(rows.flatMap(({ extra }) => Object.keys(extra ?? {})))];
  return {
    resourceType: 'CodeSystem',
    id: `nsi-${oid.split('.').at(-1)}-${version.replaceAll(/[^0-9.]/g, '')}`,
    url: `urn:oid:${oid}`,
    version,
    ...(origin?.name === undefined ? {} : { title: origin.name }),
    status: 'active',
    content: 'complete',
    date: CLOSED.on,
    property: [
      { code: 'parent', uri: `${STANDARD}parent`, type: 'code' },
      { code: 'notSelectable', uri: `${STANDARD}notSelectable`, type: 'boolean' },
      { code: 'deprecationDate', uri: `${STANDARD}deprecationDate`, type: 'dateTime' },
      ...columns.map((code) => ({ code, type: 'string' as const })),
    ],
    concept: rows.map(concept),
  };
}

function concept({ code, name, parent, group, closedOn, extra }: DictionaryContent['rows'][number]): CodeSystemConcept {
  return {
    code,
    display: name,
    property: [
      ...(parent === null ? [] : [{ code: 'parent', valueCode: parent }]),
      ...(group ? [{ code: 'notSelectable', valueBoolean: true }] : []),
      ...(closedOn === null ? [] : [{ code: 'deprecationDate', valueDateTime: closedOn }]),
      ...Object.entries(extra ?? {}).map(([column, valueString]) => ({ code: column, valueString })),
    ],
  };
}
