import { describe, expect, it } from 'vitest';
import { createFormat } from '../../app/format.ts';
import { formName, readForm } from '../../forms/entity-form.ts';
import { cardForm, editsOf, tabOfError } from './card-edits.ts';

import type { Card } from './person-card.tsx';

const PERSON = '019a0000-0000-7000-8000-000000000001';
const WORK = '019a0000-0000-7000-8000-000000000002';
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
    militaryRelationCode: null,
    phone: '+79161234567',
    email: null,
  },
  employments: [
    {
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
    },
  ],
  credentials: [],
  educations: [],
  categories: [],
  awards: [],
  documents: [],
  addresses: [],
  militaries: [],
  societies: [],
  nmos: [],
  leaves: [],
  changed: [],
  issues: [],
  requestId: null,
  requestState: null,
  history: [],
};
const today = '2026-11-21';
const none = () => undefined;
const form = () => cardForm(card, createFormat('ru'));

describe('the form of a card', () => {
  it('changes nothing as long as nothing is typed', () => {
    expect(editsOf(card, form(), today, none)).toEqual([]);
  });

  it('gives an edit for each field typed, from the value that was seen', () => {
    const typed = {
      ...form(),
      [formName('person', 'lastName')]: 'Петрова',
      [formName('person', 'phone')]: '',
      [formName('work0', 'rate')]: '0,5',
      [formName('work0', 'endDate')]: '2026-11-20',
    };
    expect(editsOf(card, typed, today, none)).toEqual([
      { kind: 'person', id: PERSON, field: 'lastName', from: 'Иванова', to: 'Петрова' },
      { kind: 'person', id: PERSON, field: 'phone', from: '+79161234567', to: null },
      { kind: 'employment', id: WORK, field: 'rate', from: 25, to: 50 },
      { kind: 'employment', id: WORK, field: 'endDate', from: null, to: '2026-11-20' },
    ]);
  });

  it('takes the same value written otherwise for no change', () => {
    const typed = { ...form(), [formName('person', 'phone')]: '8 916 123 45 67', [formName('work0', 'rate')]: '0.25' };
    expect(editsOf(card, typed, today, none)).toEqual([]);
  });

  it('says what an unreadable day or choice lacks', () => {
    expect(readForm('employment', 'endDate', undefined, { today }).refusal?.code).toBe('KD-2003');
    expect(readForm('employment', 'postCode', undefined, { today }).refusal?.code).toBe('KD-2004');
  });

  it('finds the tab of a refused field', () => {
    expect(tabOfError({ [formName('work0', 'rate')]: {} })).toBe('work');
    expect(tabOfError({ [formName('credential1', 'number')]: {} })).toBe('credentials');
    expect(tabOfError({ [formName('leave0', 'beginDate')]: {} })).toBe('work');
    expect(tabOfError({ [formName('category0', 'endDate')]: {} })).toBe('education');
    expect(tabOfError({ [formName('address2', 'addressText')]: {} })).toBe('documents');
    expect(tabOfError({ [formName('person', 'snils')]: {} })).toBe('general');
  });
});
