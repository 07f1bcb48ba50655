import type { EntityKind } from '#shared/domain/entities.ts';
import type { Format } from '../../app/format.ts';
import type { FormEntity } from '../../forms/entity-edits.ts';
import { type CardForm, toForm } from '../../forms/entity-form.ts';
import type { CardKind, CardTab } from './card-fields.ts';
import type { Card } from './person-card.tsx';

/** One entity of the card. */
export interface CardEntity extends FormEntity {
  readonly kind: CardKind;
  readonly tab: CardTab;
}

/** Person first, then employments each with its absences, then the other records in the order of the card. */
export function cardEntities(card: Card): readonly CardEntity[] {
  const { person, employments, leaves } = card;
  const list = (kind: CardKind, records: readonly (CardEntity['values'] & { readonly id: string })[]): CardEntity[] =>
    records.map((values) => ({ name: `${kind}-${values.id}`, kind, id: values.id, tab: TAB_OF[kind], values }));
  const absences = list('leave', leaves);
  return [
    ...list('person', [person]),
    ...list('employment', employments).flatMap((work) => [
      work,
      ...absences.filter((leave) => leave.values.employmentId === work.id),
    ]),
    ...list('credential', card.credentials),
    ...list('education', card.educations),
    ...list('nmo', card.nmos),
    ...list('category', card.categories),
    ...list('award', card.awards),
    ...list('society', card.societies),
    ...list('document', card.documents),
    ...list('policy', card.policies),
    ...list('address', card.addresses),
    ...list('military', card.militaries),
  ];
}

export function cardForm(entities: readonly CardEntity[], format: Format): CardForm {
  return Object.assign({}, ...entities.map(({ name, kind, values }) => toForm(name, kind, values, format)));
}

const TAB_OF: Readonly<Record<CardKind, CardTab>> = {
  person: 'general',
  employment: 'work',
  leave: 'work',
  credential: 'credentials',
  education: 'education',
  nmo: 'education',
  category: 'education',
  award: 'education',
  society: 'education',
  document: 'documents',
  policy: 'documents',
  address: 'documents',
  military: 'documents',
};

/** The tab that shows records of a kind. */
export function tabOfKind(kind: EntityKind): CardTab {
  return Object.hasOwn(TAB_OF, kind) ? TAB_OF[kind as CardKind] : 'general';
}
