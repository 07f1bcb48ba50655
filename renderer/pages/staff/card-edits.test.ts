import { describe, expect, it } from 'vitest';
import { createFormat } from '../../app/format.ts';
import { formName, readForm } from '../../forms/entity-form.ts';
import { cardEntities, cardForm, tabOfKind } from './card-edits.ts';
import { stepTab } from './card-tabs.tsx';
import type { Card } from './person-card.tsx';

const PERSON = '019a0000-0000-7000-8000-000000000001';
const WORK = '019a0000-0000-7000-8000-000000000002';
const OTHER = '019a0000-0000-7000-8000-000000000003';
const work: Card['employments'][number] = {
  id: WORK,
  personId: PERSON,
  divisionId: null,
  postCode: '109',
  positionType: '1',
  rate: 25,
  personnelNumber: '7',
  contractNumber: '1',
  contractDate: '2020-01-01',
  beginDate: '2020-01-01',
  endDate: null,
  endReason: null,
  endOrder: null,
  endOrderDate: null,
  fileNumber: null,
  specialtyCode: null,
  seniorityMonths: null,
  targeted: null,
};
const card: Card = {
  person: {
    id: PERSON,
    lastName: 'Иванова',
    firstName: 'Мария',
    patronymic: null,
    sex: '2',
    birthDate: '1985-02-01',
    snils: '11223344595',
    inn: null,
    citizenshipCode: null,
    countryCode: null,
    militaryRelationCode: null,
    phone: '+79161234567',
    email: null,
    isMedical: null,
    isPharmaceutical: null,
    isStudent: null,
    deathDate: null,
  },
  employments: [work],
  credentials: [],
  educations: [],
  categories: [],
  awards: [],
  documents: [],
  addresses: [],
  militaries: [],
  societies: [],
  nmos: [],
  policies: [],
  leaves: [],
  changed: [],
  issues: [],
  conflicts: [],
  locked: [],
  requestId: null,
  requestState: null,
};

describe('the entities of a card', () => {
  it('keep their names in the form whatever comes before them', () => {
    const later = { ...card, employments: [{ ...work, id: OTHER }, ...card.employments] };
    const nameOf = (of: Card) => cardEntities(of).find(({ id }) => id === WORK)?.name;
    expect(nameOf(later)).toBe(nameOf(card));
  });

  it('are shown in the form as they are stored', () => {
    const form = cardForm(cardEntities(card), createFormat('ru'));
    expect(form[formName(`person-${PERSON}`, 'lastName')]).toBe('Иванова');
    expect(form[formName(`employment-${WORK}`, 'rate')]).toBe('0,25');
  });

  it('put an absence under its employment', () => {
    const leave = {
      id: OTHER,
      employmentId: WORK,
      leaveReason: 'long' as const,
      beginDate: '2026-01-01',
      endDate: null,
    };
    expect(cardEntities({ ...card, leaves: [leave] }).map(({ kind }) => kind)).toEqual([
      'person',
      'employment',
      'leave',
    ]);
  });

  it('stand in the tab of their kind', () => {
    const kinds = ['person', 'leave', 'nmo', 'military', 'division'] as const;
    expect(kinds.map(tabOfKind)).toEqual(['general', 'work', 'education', 'documents', 'general']);
  });
});

it('says what an unreadable day or choice lacks', () => {
  const today = '2026-11-21';
  expect(readForm('employment', 'endDate', undefined, { today }).refusal?.code).toBe('KD-2003');
  expect(readForm('employment', 'postCode', undefined, { today }).refusal?.code).toBe('KD-2004');
});

it('walks around the tabs', () => {
  expect([stepTab('general', 1), stepTab('general', -1), stepTab('history', 1)]).toEqual([
    'work',
    'history',
    'general',
  ]);
});
