import type { ImportField, ImportProblem, ImportRow } from '#shared/contract/imports.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { type Cell, cellText } from './cells.ts';
import { type GivenOrganisation, readOrganisation } from './organisation.ts';
import type { Values } from './planned.ts';
import { givenCells, type ReadingContext, readField } from './values.ts';

/** Which division a row is about, as far as it says. */
export interface GivenDivision {
  oid: string | null;
  name: string | null;
  readonly values: Values;
}

/** What a row says of a division, of a section or room inside it, and of its building. */
export interface DivisionRow {
  readonly division: GivenDivision;
  /** Null where the row is about the division itself. */
  readonly section: (GivenDivision & { readonly level: 'section' | 'room' }) | null;
  readonly parent: { readonly oid: string | null; readonly name: string | null };
  readonly building: Values;
  readonly organisation: GivenOrganisation;
  readonly problems: ImportProblem[];
  readonly notes: ImportRow['notes'];
}

type Context = ReadingContext & { readonly context: FieldContext };

/** Reads a row of a list of divisions: the columns of НСИ 99.2.114 and 99.2.115 or those of anybody's table. */
export function readDivisionRow(
  cells: readonly Cell[],
  columns: readonly (ImportField | null)[],
  context: Context,
): DivisionRow {
  const organisation: GivenOrganisation = new Map();
  const problems: ImportProblem[] = [];
  const notes: ImportRow['notes'] = [];
  const by: Record<string, Values> = { division: {}, section: {}, room: {}, parent: {}, building: {} };
  for (const { field, cell } of givenCells(cells, columns)) {
    if (readOrganisation(organisation, field, cell)) continue;
    const [group = '', name = ''] = field.split('.');
    const value = readValue(group, name, cell, context);
    const of = by[group];
    if (of === undefined) continue;
    if (value !== undefined) of[name] = value;
    else if (name === 'kindCode' || (name === 'typeCode' && isCode(cell))) notes.push('kindUnknown');
    else problems.push({ field: `division.${name}`, code: 'KD-2004' });
  }
  const { division = {}, section = {}, room = {}, parent = {}, building = {} } = by;
  return {
    division: given(division),
    section: sectionOf(section, room),
    parent: { oid: textOf(parent.oid), name: textOf(parent.name) },
    building: withAddress(building),
    organisation,
    problems,
    notes,
  };
}

function readValue(group: string, name: string, cell: Cell, { today, lookups, context }: Context) {
  const text = cellText(cell).trim();
  if (group === 'building' && ADDRESS.some((part) => part === name)) return text;
  if (name === 'laboratory') return text;
  const kind = group === 'building' ? 'building' : 'division';
  if (FLAGS.has(name)) return flagOf(text);
  const value = readField(kind, name, cell, { today, day: today, lookups });
  if (value !== undefined || name !== 'kindCode') return value;
  // A dictionary that is not here, or only in part, cannot say that a code is wrong.
  return isCode(cell) && context.dictionary?.(DICTIONARY.divisionKinds, text) === undefined ? text : undefined;
}

function isCode(cell: Cell): boolean {
  return /^\d{1,6}$/.test(cellText(cell).trim());
}

const FLAGS = new Set(['separate', 'hasTrouble']);

/** Questions with a flag, as exports answer them. */
function flagOf(text: string): string {
  if (/^(true|1|да|yes|y|\+)$/i.test(text)) return 'yes';
  return /^(false|0|нет|no|n|-)$/i.test(text) ? 'no' : text;
}

function given(values: Values): GivenDivision {
  const { oid, ...others } = values;
  return { oid: textOf(oid), name: textOf(values.name), values: others };
}

function sectionOf(section: Values, { name, laboratory }: Values): DivisionRow['section'] {
  const room = name ?? laboratory;
  const isRoom = section.name === undefined && room !== undefined;
  const values = isRoom ? { ...section, name: room } : section;
  if (values.oid === undefined && values.name === undefined) return null;
  return { ...given(values), level: isRoom ? 'room' : 'section' };
}

function textOf(value: Values[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Parts of an address in the order in which it is written. */
const ADDRESS = ['region', 'areaPrefix', 'area', 'streetPrefix', 'street', 'house', 'block', 'structure'] as const;

/** «Псковская область, г. Псков, ул. Малясова, д. 2, стр. 1» where the file has the address in parts. */
function withAddress(building: Values): Values {
  const part = (name: (typeof ADDRESS)[number]): string => textOf(building[name]) ?? '';
  const values = Object.fromEntries(Object.entries(building).filter(([name]) => !ADDRESS.some((one) => one === name)));
  const written = [
    part('region'),
    joined(part('areaPrefix'), part('area')),
    joined(part('streetPrefix'), part('street')),
    joined('д', part('house')),
    joined('стр', part('block')),
    joined('корп', part('structure')),
  ].filter((text) => text !== '');
  if (written.length > 0 && values.addressText === undefined) {
    values.addressText = normalise('building', 'addressText', written.join(', '));
  }
  return values;
}

function joined(prefix: string, name: string): string {
  if (name === '' || prefix === '') return name;
  return `${prefix}${prefix.endsWith('.') ? '' : '.'} ${name}`;
}
