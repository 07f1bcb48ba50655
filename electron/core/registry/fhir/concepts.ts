import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import { limit } from '../../dictionaries/reading/limits.ts';
import type { Table } from '../../dictionaries/reading/table.ts';

const text = z.string().optional();
const Property = z.object({
  code: z.string().min(1),
  valueCode: text,
  valueString: text,
  valueDateTime: text,
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().optional(),
  valueDecimal: z.number().optional(),
  valueCoding: z.object({ code: text }).optional(),
});
type Property = z.infer<typeof Property>;

const Concept = z.object({
  code: z.string(),
  display: text,
  property: z.array(Property).optional(),
  // Looked into level by level, so that what is nested without end does not end the program.
  concept: z.array(z.unknown()).optional(),
});
const CodeSystem = z.object({
  property: z.array(z.object({ code: z.string(), uri: text })).optional(),
  concept: z.array(z.unknown()).optional(),
});

/** Columns that a dictionary's file would have; the program knows them by these names. */
const COLUMNS = ['CODE', 'NAME', 'PARENT', 'ACTUAL', 'DATE_END', 'GROUP'] as const;
type Column = (typeof COLUMNS)[number];
/** Concept properties that FHIR itself defines, by the last part of their address. */
const STANDARD: Readonly<Record<string, Column>> = {
  parent: 'PARENT',
  inactive: 'ACTUAL',
  deprecationDate: 'DATE_END',
  retirementDate: 'DATE_END',
  notSelectable: 'GROUP',
};
const PROPERTIES = 'http://hl7.org/fhir/concept-properties#';

/** The concepts of a CodeSystem as lines; properties of its own are columns under their own names. @throws DeskError KD-4003 */
export function conceptTable(resource: unknown): Pick<Table, 'columns' | 'records'> {
  const { property, concept } = read(CodeSystem, resource);
  const standard = new Map(
    (property ?? []).flatMap(({ code, uri }): [string, Column][] => {
      const column = uri?.startsWith(PROPERTIES) === true ? STANDARD[uri.slice(PROPERTIES.length)] : undefined;
      return column === undefined ? [] : [[code, column]];
    }),
  );
  const columns: string[] = [...COLUMNS];
  const lines: Map<string, string>[] = [];
  const add = (raw: unknown, parent: string | null, depth: number): void => {
    limit('depth', depth);
    limit('rows', lines.length);
    const { code, display, property: properties, concept: below } = read(Concept, raw);
    const line = new Map([
      ['CODE', code],
      ['NAME', display ?? ''],
      ...(parent === null ? [] : [['PARENT', parent] as const]),
    ]);
    lines.push(line);
    for (const one of properties ?? []) {
      const column = standard.get(one.code) ?? STANDARD[one.code] ?? one.code;
      if (!columns.includes(column)) columns.push(column);
      line.set(column, textOf(column, one));
    }
    for (const child of below ?? []) add(child, code, depth + 1);
  };
  for (const one of concept ?? []) add(one, null, 0);
  return { columns, records: lines.map((line) => columns.map((column) => line.get(column) ?? '')) };
}

function textOf(column: string, property: Property): string {
  const { valueCode, valueString, valueDateTime, valueBoolean, valueInteger, valueDecimal, valueCoding } = property;
  if (valueBoolean !== undefined) return (column === 'ACTUAL' ? !valueBoolean : valueBoolean) ? '1' : '0';
  if (valueDateTime !== undefined) return valueDateTime.slice(0, 10);
  const value = valueCode ?? valueString ?? valueInteger ?? valueDecimal ?? valueCoding?.code;
  return value === undefined ? '' : String(value);
}

function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DeskError('KD-4003', { params: { detail: 'concept' } });
}
