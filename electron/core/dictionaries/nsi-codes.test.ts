import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DICTIONARY, fieldDefinition } from '#shared/domain/fields.ts';
import { messages } from '#shared/text/translate.ts';
import { clinicSource } from '../training/generate.ts';
import type { DictionaryContent } from './store.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Excerpts of the state dictionaries that lie beside the repository where they may be kept. */
const NSI = resolve(ROOT, '../shared/nsi');
const isThere = existsSync(`${NSI}/README.md`);

const FILES: Readonly<Record<string, readonly string[]>> = {
  [DICTIONARY.posts]: ['positions_1002.tsv', 'position_groups_1002.tsv', 'positions_1002_closed.tsv'],
  [DICTIONARY.specialties]: ['specialties_1066.tsv'],
  [DICTIONARY.sex]: ['sex_11.1040.tsv'],
  [DICTIONARY.citizenship]: ['citizenship_99.2.315.tsv'],
  [DICTIONARY.positionTypes]: ['employment_types_2.1.1.209.tsv'],
  [DICTIONARY.divisionTypes]: ['division_types.tsv'],
  '1.2.643.5.1.13.13.99.2.48': ['identity_documents_99.2.48.tsv'],
  '1.2.643.5.1.13.13.11.1504': ['address_types_11.1504.tsv'],
};

function lines(file: string): Record<string, string>[] {
  const [head = '', ...rest] = readFileSync(`${NSI}/${file}`, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return rest.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [columns[at] ?? '', cell])));
}

/** Code → name of a dictionary as the state has published it, as far as it is known. */
function real(oid: string): ReadonlyMap<string, string> {
  const files = FILES[oid];
  if (files === undefined) throw new Error(`Nobody has said which file of ../shared/nsi holds ${oid}`);
  return new Map(files.flatMap(lines).map((row) => [row.id ?? '', row.name ?? '']));
}

function sources(): string[] {
  return ['shared', 'electron', 'renderer', 'sandbox', 'resources']
    .flatMap((tree) => readdirSync(`${ROOT}/${tree}`, { recursive: true, encoding: 'utf8' }).map((f) => `${tree}/${f}`))
    .filter((file) => /\.(tsx?|json)$/.test(file) && !file.includes('.test.'));
}

const OID_OF_DICTIONARY = /1\.2\.643\.5\.1\.13\.(?:13\.11|13\.99\.2|2\.1\.1)\.\d+/g;

describe.skipIf(!isThere)(`codes of НСИ${isThere ? '' : ' (skipped: ../shared/nsi is absent)'}`, () => {
  it('every file of resources/dictionaries has only codes and names that are there', () => {
    const files = readdirSync(`${ROOT}/resources/dictionaries`);
    expect(files.length).toBeGreaterThanOrEqual(6);
    const own = files.flatMap((file) => {
      const content = readFileSync(`${ROOT}/resources/dictionaries/${file}`, 'utf8');
      const { oid, rows } = JSON.parse(content) as DictionaryContent;
      const known = real(oid);
      return rows.filter(({ code, name }) => known.get(code) !== name).map(({ code }) => `${file}: ${code}`);
    });
    expect(own).toEqual([]);
  });

  it('no dictionary is named in the sources that is not in the index', () => {
    const index = new Set(lines('dictionaries_index.tsv').map(({ oid }) => oid));
    const found = sources().flatMap((file) =>
      [...readFileSync(`${ROOT}/${file}`, 'utf8').matchAll(OID_OF_DICTIONARY)].map(([oid]) => ({ file, oid })),
    );
    expect(new Set(found.map(({ oid }) => oid)).size).toBeGreaterThan(4);
    expect(found.filter(({ oid }) => !index.has(oid))).toEqual([]);
  });

  it('words of the interface stand only for codes that are there', () => {
    const { positionType, sex, divisionType } = messages('ru').states;
    const words = {
      [DICTIONARY.positionTypes]: positionType,
      [DICTIONARY.sex]: sex,
      [DICTIONARY.divisionTypes]: divisionType,
    };
    for (const [oid, of] of Object.entries(words)) {
      expect(
        Object.keys(of).filter((code) => !real(oid).has(code)),
        oid,
      ).toEqual([]);
    }
  });

  it('every code of the generated clinic is there', () => {
    const clinic = clinicSource({ people: 300 });
    const entities = [
      ...clinic.divisions.map((values) => ({ kind: 'division' as const, values })),
      ...Array.from({ length: clinic.size }, (_, at) => clinic.personAt(at)).flatMap((file) => [
        { kind: 'person' as const, values: file.person },
        ...file.employments.map((values) => ({ kind: 'employment' as const, values })),
        ...file.credentials.map((values) => ({ kind: 'credential' as const, values })),
      ]),
    ];
    const used = new Map<string, Set<string>>();
    for (const { kind, values } of entities) {
      for (const [field, value] of Object.entries(values)) {
        const oid = fieldDefinition(kind, field)?.dictionary;
        if (oid === undefined || typeof value !== 'string') continue;
        used.set(oid, (used.get(oid) ?? new Set()).add(value));
      }
    }
    expect(used.size).toBeGreaterThanOrEqual(5);
    for (const [oid, codes] of used) {
      expect(
        [...codes].filter((code) => !real(oid).has(code)),
        oid,
      ).toEqual([]);
    }
  });
});
