import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { Format } from '../../app/format.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { type CardForm, formName, readForm, toForm } from './entity-form.ts';
import type { Card, CardTab } from './person-card.tsx';

/** One entity of the card under its name in the form. */
export interface CardEntity {
  readonly name: string;
  readonly kind: EntityKind;
  readonly id: string;
  readonly tab: CardTab;
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** Person first, then employments and credentials in the order of the card. */
export function cardEntities({ person, employments, credentials }: Card): readonly CardEntity[] {
  return [
    { name: 'person', kind: 'person', id: person.id, tab: 'general', values: person },
    ...employments.map(
      (values, i): CardEntity => ({ name: `work${i}`, kind: 'employment', id: values.id, tab: 'work', values }),
    ),
    ...credentials.map(
      (values, i): CardEntity => ({
        name: `credential${i}`,
        kind: 'credential',
        id: values.id,
        tab: 'credentials',
        values,
      }),
    ),
  ];
}

export function cardForm(card: Card, format: Format): CardForm {
  return Object.assign({}, ...cardEntities(card).map(({ name, kind, values }) => toForm(name, kind, values, format)));
}

/** What the form changes about the card; values have been checked by the form. */
export function editsOf(card: Card, form: CardForm, today: string, codes: Codes): readonly FieldEdit[] {
  return cardEntities(card).flatMap(({ name, kind, id, values }) =>
    fieldNames(kind).flatMap((field): FieldEdit[] => {
      const path = formName(name, field);
      if (!Object.hasOwn(form, path) || fieldDefinition(kind, field)?.owner === 'registry') return [];
      const from = values[field] ?? null;
      const { value: to } = readForm(kind, field, form[path], { today, codes: codes(kind, field) });
      return to === from ? [] : [{ kind, id, field, from, to }];
    }),
  );
}

/** The tab with the first field that the form refused. */
export function tabOfError(errors: Readonly<Record<string, unknown>>): CardTab {
  const [name = 'person'] = Object.keys(errors);
  if (name.startsWith('work')) return 'work';
  return name.startsWith('credential') ? 'credentials' : 'general';
}
