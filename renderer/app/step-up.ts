import { useSyncExternalStore } from 'react';
import type { Api, CallOptions } from '#shared/contract/index.ts';
import type { Result } from '#shared/contract/result.ts';

const PIN_NEEDED = 'KD-1016';

/** What the dialog is open for; calls that are refused meanwhile wait for the same answer. */
interface Question {
  readonly answered: Promise<boolean>;
  readonly answer: (isProven: boolean) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function become(next: Question | null): void {
  question = next;
  for (const listener of listeners) listener();
}

function ask(): Promise<boolean> {
  if (question !== null) return question.answered;
  let answer: Question['answer'] = () => undefined;
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  become({ answered, answer });
  return answered;
}

/** The PIN was entered, or the person thought better of it (also: the session has ended). Calls go on at once. */
export function answerStepUp(isProven: boolean): void {
  const asked = question;
  become(null);
  asked?.answer(isProven);
}

/** Whether the PIN is asked for. */
export function useStepUpAsked(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => question !== null,
  );
}

type AnyMethod = (input: unknown, options?: CallOptions) => Promise<Result<unknown>>;

const asking = new WeakMap<Api, Api>();

/** The same program; a call that wants the PIN first is made again when it was entered. */
export function withStepUp(program: Api): Api {
  const known = asking.get(program);
  if (known !== undefined) return known;
  const areas = Object.entries(program).map(([area, methods]: [string, unknown]) => [
    area,
    typeof methods === 'object' && methods !== null ? mapped(methods as Readonly<Record<string, AnyMethod>>) : methods,
  ]);
  // Every area keeps its methods, and what is no area stays as it is.
  const api = Object.fromEntries(areas) as Api;
  asking.set(program, api);
  return api;
}

function mapped(methods: Readonly<Record<string, AnyMethod>>): Record<string, AnyMethod> {
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, confirmed(method)]));
}

function confirmed(method: AnyMethod): AnyMethod {
  return async (input, options) => {
    const result = await method(input, options);
    if (result.ok || result.error.code !== PIN_NEEDED || !(await ask())) return result;
    return method(input, options);
  };
}
