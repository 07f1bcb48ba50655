import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import type { DictionaryRow } from '#shared/contract/dictionaries.ts';
import {
  type Building,
  CATEGORY_CODES,
  CREDENTIAL_KINDS,
  DIVISION_LEVELS,
  DOCUMENT_STANDINGS,
  EDUCATION_KINDS,
  type EntityKind,
  LEAVE_REASONS,
  NMO_KINDS,
  STAFFING_STATUSES,
  YES_NO,
} from '#shared/domain/entities.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { Messages } from '#shared/text/translate.ts';
import { api, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { dayInput, useOnDay } from '../app/on-day.tsx';
import { type CodeIndex, type CodeOption, EMPTY_CODES, indexCodes, optionsOfDictionary } from './code-index.ts';

/** Choices of every field with a code or a reference. */
export type Codes = (kind: EntityKind, field: string) => CodeIndex | undefined;

const OIDS = [
  DICTIONARY.posts,
  DICTIONARY.specialties,
  DICTIONARY.sex,
  DICTIONARY.citizenship,
  DICTIONARY.positionTypes,
  DICTIONARY.divisionTypes,
  DICTIONARY.identityDocuments,
  DICTIONARY.addressTypes,
  DICTIONARY.divisionKinds,
  DICTIONARY.militaryRelations,
  DICTIONARY.regions,
  DICTIONARY.accreditationKinds,
  DICTIONARY.countries,
  DICTIONARY.okved,
  DICTIONARY.careConditions,
  DICTIONARY.careForms,
  DICTIONARY.careKinds,
] as const;

/** Answered with yes or no. */
const FLAGS = [
  ...['person.isMedical', 'person.isPharmaceutical', 'person.isStudent', 'employment.targeted', 'education.targeted'],
  ...['credential.extended', 'category.extended', 'military.served', 'building.hasTrouble', 'division.separate'],
];

/**
 * Dictionaries and the division tree as choices; empty until they have been read, the codes stand for themselves then.
 * Divisions are called as they were on the day shown.
 */
export function useCodes(): Codes {
  const texts = useMessages();
  const { onDay } = useOnDay();
  const dictionaries = useQueries({
    queries: OIDS.map((oid) => ({
      queryKey: [keys.dictionaries, oid],
      queryFn: () => call(api().dictionaries.rows({ oid })),
    })),
    combine: dataOf<{ rows: DictionaryRow[] }>,
  });
  const tree = useQueries({
    queries: (onDay === null ? [null] : [null, onDay]).map((day) => ({
      queryKey: [keys.divisions, 'tree', ...(day === null ? [] : [day])],
      queryFn: () => call(api().divisions.tree(dayInput(day))),
    })),
    combine: dataOf<{ nodes: DivisionNode[] }>,
  });
  const premises = useQueries({
    queries: [{ queryKey: [keys.buildings], queryFn: () => call(api().organisation.buildings({})) }],
    combine: dataOf<{ buildings: Building[] }>,
  });
  return useMemo(() => {
    const read = new Map<string, readonly DictionaryRow[] | undefined>(
      OIDS.map((oid, at) => [oid, dictionaries[at]?.rows]),
    );
    const of = (oid: (typeof OIDS)[number], words?: Messages['states']['sex']) => dictionaryIndex(read.get(oid), words);
    const names = new Map(tree[1]?.nodes.map(({ id, name }) => [id, name]));
    const called = tree[0]?.nodes.map((node) => ({ ...node, name: names.get(node.id) ?? node.name }));
    const divisions = indexCodes(divisionOptions(called ?? []));
    const byField: Readonly<Record<string, CodeIndex>> = {
      'employment.postCode': of(DICTIONARY.posts),
      'employment.positionType': of(DICTIONARY.positionTypes, texts.states.positionType),
      'employment.divisionId': divisions,
      'person.sex': of(DICTIONARY.sex, texts.states.sex),
      'person.citizenshipCode': of(DICTIONARY.citizenship),
      'person.countryCode': of(DICTIONARY.countries),
      'person.militaryRelationCode': of(DICTIONARY.militaryRelations),
      ...Object.fromEntries(FLAGS.map((path) => [path, fixedCodes(YES_NO, texts.states.yesNo)])),
      'employment.specialtyCode': of(DICTIONARY.specialties),
      // People know an activity by its number as well as by its name.
      'organisation.okved': dictionaryIndex(
        read.get(DICTIONARY.okved)?.map((row) => ({ ...row, name: `${row.code} ${row.name}` })),
      ),
      'organisation.regionCode': of(DICTIONARY.regions),
      'credential.specialtyCode': of(DICTIONARY.specialties),
      'credential.accreditationKind': of(DICTIONARY.accreditationKinds),
      'address.regionCode': of(DICTIONARY.regions),
      'credential.credentialKind': fixedCodes(CREDENTIAL_KINDS, texts.states.credentialKind),
      'education.educationKind': fixedCodes(EDUCATION_KINDS, texts.states.educationKind),
      'category.categoryCode': fixedCodes(CATEGORY_CODES, texts.states.categoryCode),
      'category.specialtyCode': of(DICTIONARY.specialties),
      'document.typeCode': of(DICTIONARY.identityDocuments),
      'document.standing': fixedCodes(DOCUMENT_STANDINGS, texts.states.documentStanding),
      'address.typeCode': of(DICTIONARY.addressTypes),
      'nmo.nmoKind': fixedCodes(NMO_KINDS, texts.states.nmoKind),
      'nmo.specialtyCode': of(DICTIONARY.specialties),
      'service.divisionId': divisions,
      'staffingDocument.staffingStatus': fixedCodes(STAFFING_STATUSES, texts.states.staffingStatus),
      'staffingPosition.divisionId': divisions,
      'staffingPosition.postCode': of(DICTIONARY.posts),
      'leave.leaveReason': fixedCodes(LEAVE_REASONS, texts.states.leaveReason),
      'division.parentId': divisions,
      'division.buildingId': indexCodes(buildingOptions(premises[0]?.buildings ?? [])),
      'division.kindCode': of(DICTIONARY.divisionKinds),
      'division.careConditions': of(DICTIONARY.careConditions),
      'division.careForms': of(DICTIONARY.careForms),
      'division.careKinds': of(DICTIONARY.careKinds),
      'division.level': fixedCodes(DIVISION_LEVELS, texts.states.divisionLevel),
      'division.typeCode': of(DICTIONARY.divisionTypes, texts.states.divisionType),
    };
    return (kind, field) => byField[`${kind}.${field}`];
  }, [dictionaries, tree, premises, texts]);
}

function dataOf<T>(results: readonly UseQueryResult<T>[]): (T | undefined)[] {
  return results.map(({ data }) => data);
}

/** `words` stand in for a small dictionary that has not been loaded into this store. */
function dictionaryIndex(rows: readonly DictionaryRow[] | undefined, words?: Messages['states']['sex']): CodeIndex {
  if (rows !== undefined && rows.length > 0) return indexCodes(optionsOfDictionary(rows));
  return words === undefined ? EMPTY_CODES : fixedCodes(Object.keys(words), words);
}

/** Choices that never change, by their words. */
export function fixedCodes(codes: readonly string[], words: Readonly<Record<string, string>>): CodeIndex {
  return indexCodes(
    codes.map((code): CodeOption => ({ code, name: words[code] ?? code, group: false, closedOn: null, depth: 0 })),
  );
}

function buildingOptions(buildings: readonly Building[]): CodeOption[] {
  return buildings.map(({ id, name, liquidationDate }) => ({
    ...{ code: id, name, group: false, closedOn: liquidationDate, depth: 0 },
  }));
}

/** The tree flat, each division under its parent. */
function divisionOptions(nodes: readonly DivisionNode[]): CodeOption[] {
  return optionsOfDictionary(
    nodes.map(({ id, name, parentId, liquidationDate }) => ({
      code: id,
      name,
      parent: parentId,
      group: false,
      closedOn: liquidationDate,
    })),
  );
}
