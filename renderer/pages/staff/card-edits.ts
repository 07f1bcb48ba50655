import type { FieldEdit } from '#shared/contract/staff.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { Format } from '../../app/format.ts';
import { type CardForm, formName, readForm, toForm } from '../../forms/entity-form.ts';
import type { Codes } from '../../grid/use-codes.ts';
import type { CardKind } from './card-fields.ts';
import type { Card, CardTab } from './person-card.tsx';

/** One entity of the card under its name in the form. */
export interface CardEntity {
  readonly name: string;
  readonly kind: CardKind;
  readonly id: string;
  readonly tab: CardTab;
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** Person first, then employments each with its absences, then the other records in the order of the card. */
export function cardEntities(card: Card): readonly CardEntity[] {
  const { person, employments, leaves } = card;
  const list = (
    kind: CardKind,
    tab: CardTab,
    records: readonly (CardEntity['values'] & { readonly id: string })[],
  ): CardEntity[] => records.map((values, i) => ({ name: `${kind}${i}`, kind, id: values.id, tab, values }));
  const absences = list('leave', 'work', leaves);
  return [
    { name: 'person', kind: 'person', id: person.id, tab: 'general', values: person },
    ...employments.flatMap((values, i): CardEntity[] => [
      { name: `work${i}`, kind: 'employment', id: values.id, tab: 'work', values },
      ...absences.filter((leave) => leave.values.employmentId === values.id),
    ]),
    ...list('credential', 'credentials', card.credentials),
    ...list('education', 'education', card.educations),
    ...list('nmo', 'education', card.nmos),
    ...list('category', 'education', card.categories),
    ...list('award', 'education', card.awards),
    ...list('society', 'education', card.societies),
    ...list('document', 'documents', card.documents),
    ...list('address', 'documents', card.addresses),
    ...list('military', 'documents', card.militaries),
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

const TAB_OF: readonly (readonly [start: RegExp, tab: CardTab])[] = [
  [/^(work|leave|employment)/, 'work'],
  [/^credential/, 'credentials'],
  [/^(education|nmo|category|award|society)/, 'education'],
  [/^(document|address|military)/, 'documents'],
];

/** The tab of a record by its name in the form or its kind. */
export function tabOfRecord(name: string): CardTab {
  return TAB_OF.find(([start]) => start.test(name))?.[1] ?? 'general';
}

/** The tab with the first field that the form refused. */
export function tabOfError(errors: Readonly<Record<string, unknown>>): CardTab {
  const [name = 'person'] = Object.keys(errors);
  return tabOfRecord(name);
}
