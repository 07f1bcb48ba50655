import { z } from 'zod';

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

const TEXT: Readonly<Record<string, string>> = {
  uuid: '0199d3f2-7c1e-7abc-8def-0123456789ab',
  date: '2026-11-21',
  'date-time': '2026-11-21T18:00:00.000Z',
  uri: 'https://registry.example/fhir',
};

/** What fits the patterns of the contract. */
const PATTERNED = ['1.2.643.5.1.13.13.11.1002', '20:00'];

/** A smallest valid value of a schema, for tests that are generated from the contract. */
export function sampleOf(schema: z.ZodType): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}

function sample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice !== undefined) return sample(choice[0] ?? {});
  if (schema.format === 'bytes') return new Uint8Array(1);
  if (schema.allOf !== undefined) return sample(Object.assign({}, ...schema.allOf));
  switch (schema.type) {
    case 'object': {
      const names = schema.required ?? [];
      return Object.fromEntries(names.map((name) => [name, sample(schema.properties?.[name] ?? {})]));
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
    case 'string':
      return patterned(schema.pattern) ?? TEXT[schema.format ?? ''] ?? 'x'.repeat(Math.max(1, schema.minLength ?? 1));
    case 'integer':
    case 'number':
      return Math.max(0, schema.minimum ?? 0);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function patterned(pattern: string | undefined): string | undefined {
  return pattern === undefined ? undefined : PATTERNED.find((text) => new RegExp(pattern, 'u').test(text));
}
