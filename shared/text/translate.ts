import type { ErrorCode } from '../contract/errors.ts';
import type { Failure } from '../contract/result.ts';
import { en } from './catalogue/en/index.ts';
import type { FieldKey } from './catalogue/ru/fields.ts';
import { type Messages, ru } from './catalogue/ru/index.ts';

export type { Messages } from './catalogue/ru/index.ts';

export type Language = 'ru' | 'en';

/** All texts of a language. */
export function messages(language: Language): Messages {
  return language === 'en' ? en : ru;
}

/** Label of `person.lastName`; the name itself where the catalogue has none (input from outside). */
export function fieldLabel(texts: Messages, field: string): string {
  return Object.hasOwn(texts.fields, field) ? texts.fields[field as FieldKey] : field;
}

/** States travel as names; texts want the word. */
function stateLabel(texts: Messages, state: string | number | undefined): { readonly state?: string } {
  const labels: Readonly<Record<string, string>> = texts.states.request;
  const label = typeof state === 'string' && Object.hasOwn(labels, state) ? labels[state] : undefined;
  return label === undefined ? {} : { state: label };
}

export interface FailureText {
  readonly title: string;
  readonly advice: string;
  readonly code: ErrorCode;
}

/** What to tell the user about a failure or a finding of a rule; `field` as `person.lastName`. */
export function describeFailure(texts: Messages, failure: Pick<Failure, 'code' | 'field' | 'params'>): FailureText {
  const field = failure.field === undefined ? {} : { field: fieldLabel(texts, failure.field) };
  const state = stateLabel(texts, failure.params?.state);
  return { ...texts.errors[failure.code]({ ...field, ...failure.params, ...state }), code: failure.code };
}

/** One line: «У СНИЛС не сходится контрольная сумма. Проверьте последние две цифры. (KD-2104)». */
export function failureSentence(texts: Messages, failure: Pick<Failure, 'code' | 'field' | 'params'>): string {
  const { title, advice, code } = describeFailure(texts, failure);
  return `${title}. ${advice} (${code})`;
}

/** «Не сохранено: у СНИЛС не сходится контрольная сумма. Проверьте последние две цифры. (KD-2104)». */
export function notSavedSentence(texts: Messages, failure: Pick<Failure, 'code' | 'field' | 'params'>): string {
  return texts.common.notSaved(withSmallStart(failureSentence(texts, failure)));
}

/** A title inside a sentence starts small, unless it starts with an abbreviation (СНИЛС, ИНН). */
function withSmallStart(sentence: string): string {
  const [first = '', second = ''] = sentence;
  const abbreviation = second !== second.toLocaleLowerCase('ru');
  return abbreviation ? sentence : first.toLocaleLowerCase('ru') + sentence.slice(1);
}
