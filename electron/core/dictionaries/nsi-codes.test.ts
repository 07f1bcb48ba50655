import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DICTIONARY, fieldDefinition } from '#shared/domain/fields.ts';
import { messages } from '#shared/text/translate.ts';
import { clinicSource } from '../training/generate.ts';
import { hasNsi, nsiLines, nsiRows } from './test-nsi.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

function sources(): string[] {
  return ['shared', 'electron', 'renderer', 'sandbox', 'resources']
    .flatMap((tree) => readdirSync(`${ROOT}/${tree}`, { recursive: true, encoding: 'utf8' }).map((f) => `${tree}/${f}`))
    .filter((file) => /\.(tsx?|json)$/.test(file) && !file.includes('.test.'));
}

const OID_OF_DICTIONARY = /1\.2\.643\.5\.1\.13\.(?:13\.11|13\.99\.2|2\.1\.1)\.\d+/g;

describe.skipIf(!hasNsi)(`codes of НСИ${hasNsi ? '' : ' (skipped: ../shared/nsi is absent)'}`, () => {
  it('no dictionary is named in the sources that is not in the index', () => {
    const index = new Set(nsiLines('dictionaries_index.tsv').map(({ oid }) => oid));
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
        Object.keys(of).filter((code) => !nsiRows(oid).has(code)),
        oid,
      ).toEqual([]);
    }
  });

  it('every code of the generated clinic is there', () => {
    const clinic = clinicSource({ people: 300 });
    const entities = [
      ...clinic.divisions.map((values) => ({ kind: 'division' as const, values })),
      ...clinic.staffing().positions.map((values) => ({ kind: 'staffingPosition' as const, values })),
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
        const codes = used.get(oid) ?? new Set();
        for (const code of value.split('\n')) codes.add(code);
        used.set(oid, codes);
      }
    }
    expect(used.size).toBeGreaterThanOrEqual(5);
    for (const [oid, codes] of used) {
      expect(
        [...codes].filter((code) => !nsiRows(oid).has(code)),
        oid,
      ).toEqual([]);
    }
  });
});
