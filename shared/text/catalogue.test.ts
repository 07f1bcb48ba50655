import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../contract/errors.ts';
import { ENTITY_KINDS } from '../domain/entities.ts';
import { fieldNames } from '../domain/fields.ts';
import { CONTOURS, REQUEST_STATES, ROLES } from '../domain/states.ts';
import { describeFailure, failureSentence, messages, notSavedSentence } from './translate.ts';

const LANGUAGES = ['ru', 'en'] as const;

/** Every text with its dotted key, however deep. */
function textsOf(value: object, prefix = ''): [key: string, text: unknown][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? textsOf(inner, `${prefix}${key}.`) : [[`${prefix}${key}`, inner]],
  );
}

describe.each(LANGUAGES)('catalogue %s', (language) => {
  const texts = messages(language);

  it('tells of every error code, and of no other, what happened and what to do', () => {
    expect(Object.keys(texts.errors).sort()).toEqual([...ERROR_CODES].sort());
    for (const code of ERROR_CODES) {
      const { title, advice } = texts.errors[code]({});
      expect(title, code).toMatch(/^\S.*[^.\s]$/u);
      expect(advice, code).toMatch(/^\S.*\.$/u);
      expect(`${title} ${advice}`, code).not.toMatch(/undefined|NaN|\[object|!| {2}/u);
    }
  });

  it('names every field of every entity', () => {
    const expected = ENTITY_KINDS.flatMap((kind) => fieldNames(kind).map((field) => `${kind}.${field}`));
    expect(Object.keys(texts.fields).sort()).toEqual(expected.sort());
  });

  it('names every state, role and contour', () => {
    expect(Object.keys(texts.states.request).sort()).toEqual([...REQUEST_STATES].sort());
    expect(Object.keys(texts.states.role).sort()).toEqual([...ROLES].sort());
    expect(Object.keys(texts.states.contour).sort()).toEqual([...CONTOURS].sort());
  });

  it('leaves no text empty', () => {
    for (const [key, text] of textsOf(texts)) {
      if (typeof text === 'string') expect(text.trim(), key).not.toBe('');
    }
  });
});

it('has the same keys in both languages', () => {
  const keys = (language: 'ru' | 'en') => textsOf(messages(language)).map(([key]) => key);
  expect(keys('en').sort()).toEqual(keys('ru').sort());
});

it('keeps Cyrillic out of the English catalogue, but for the name of the language itself', () => {
  const english = JSON.stringify(messages('en')).replace('Русский', '');
  expect(english).not.toMatch(/[а-яё]/iu);
});

describe('sentences about failures', () => {
  const russian = messages('ru');

  it('puts the label of the field, the values and the code in', () => {
    expect(describeFailure(russian, { code: 'KD-2001', field: 'person.lastName' }).title).toBe(
      'Не заполнено поле «Фамилия»',
    );
    expect(describeFailure(russian, { code: 'KD-2105', params: { name: 'Иванова М. П.' } }).title).toBe(
      'Такой СНИЛС уже есть: Иванова М. П.',
    );
    expect(failureSentence(russian, { code: 'KD-2101' })).toBe(
      'В СНИЛС должно быть 11 цифр. Проверьте, все ли цифры введены. (KD-2101)',
    );
  });

  it('names states and the first wrong field of a request', () => {
    const stale = describeFailure(russian, { code: 'KD-3003', params: { number: 12, state: 'submitted' } });
    expect(stale.title).toBe('Сейчас с заявкой №\u00a012 этого сделать нельзя');
    expect(stale.advice).toContain('«На согласовании»');
    const wrong = describeFailure(russian, {
      code: 'KD-3007',
      field: 'person.snils',
      params: { errors: 3, name: 'Ким О. Б.' },
    });
    expect(wrong).toMatchObject({
      title: 'В заявке есть ошибки (3)',
      advice: 'Исправьте отмеченные поля (первое — «СНИЛС», Ким О. Б.) и отправьте заявку снова.',
    });
  });

  it('says what was not saved in one sentence, abbreviations kept', () => {
    expect(notSavedSentence(russian, { code: 'KD-2104' })).toBe(
      'Не сохранено: у СНИЛС не сходится контрольная сумма. Проверьте последние две цифры. (KD-2104)',
    );
    expect(notSavedSentence(russian, { code: 'KD-2111' })).toMatch(/^Не сохранено: ИНН введён/u);
  });

  it('counts in Russian', () => {
    expect([1, 2, 5, 11, 21, 2004].map((count) => russian.common.people(count))).toEqual([
      '1\u00a0человек',
      '2\u00a0человека',
      '5\u00a0человек',
      '11\u00a0человек',
      '21\u00a0человек',
      '2\u00a0004\u00a0человека',
    ]);
    expect(russian.errors['KD-1004']({ seconds: 90 }).advice).toContain('через 2\u00a0минуты');
  });
});
