import { z } from 'zod';
import type { JournalEntry } from '#shared/contract/areas.ts';
import { FieldValue } from '#shared/domain/values.ts';
import type { EntryRow } from './store.ts';

/** What the program itself wrote; unknown parts of a later version are ignored. */
const Body = z.object({
  at: z.string(),
  action: z.string(),
  role: z.string().default(''),
  actor: z.string().optional(),
  kind: z.string().optional(),
  object: z.string().optional(),
  subject: z.string().optional(),
  field: z.string().optional(),
  fields: z.array(z.string()).optional(),
  private: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Body = z.infer<typeof Body>;

const Values = z.object({
  actor: z.string().default(''),
  from: FieldValue.default(null),
  to: FieldValue.default(null),
  changes: z.array(z.tuple([FieldValue, FieldValue])).optional(),
  reason: z.string().nullable().default(null),
  values: z.record(z.string(), FieldValue).optional(),
});
const NO_VALUES: z.infer<typeof Values> = { actor: '', from: null, to: null, reason: null };

export interface ReadEntry {
  readonly body: Body;
  /** Whose history the entry belongs to; names its title. */
  readonly subjectId: string | null;
  /** One line per changed field; one line where no field is named. */
  readonly lines: readonly Omit<JournalEntry, 'title'>[];
  /** All values of an entity that was made, null for other entries. */
  readonly values: Readonly<Record<string, FieldValue>> | null;
}

/** An entry as it is shown; one whose text is damaged is shown with its number alone. */
export function readEntry(row: EntryRow): ReadEntry {
  const body = parsed(Body, row.body) ?? { at: new Date(0).toISOString(), action: 'journal.damaged', role: '' };
  const values = parsed(Values, row.value ?? '{}') ?? NO_VALUES;
  const line = {
    seq: row.seq,
    at: body.at,
    actor: values.actor,
    role: body.role,
    action: body.action,
    object: body.object ?? null,
    field: pathOf(body, body.field),
    from: values.from,
    to: values.to,
    reason: values.reason,
  };
  const lines = body.fields?.map((field, i) => {
    const [from = null, to = null] = values.changes?.[i] ?? [];
    return { ...line, field: pathOf(body, field), from, to };
  });
  return {
    body,
    subjectId: body.subject ?? body.object ?? null,
    lines: lines ?? [line],
    values: values.values ?? null,
  };
}

/** `person.lastName`, as labels of fields are kept. */
function pathOf({ kind }: Body, field: string | undefined): string | null {
  if (field === undefined) return null;
  return kind === undefined ? field : `${kind}.${field}`;
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
