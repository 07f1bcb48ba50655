import { OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { OWN } from '../../electron/core/registry/fhir/profile.ts';

/** Code system of this registry's own reasons for a refusal. */
export const REFUSAL_SYSTEM = `${OWN}:refusal`;

/** The router's library derives the HTTP status from these ids. */
type OutcomeId =
  | 'business-rule'
  | 'conflict'
  | 'forbidden'
  | 'unauthorized'
  | 'precondition-failed'
  | 'not-found'
  | 'gone';

export function outcome(
  id: OutcomeId | undefined,
  code: OperationOutcomeIssue['code'],
  text: string,
  expression?: string,
  reason?: string,
): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    ...(id === undefined ? {} : { id }),
    issue: [
      {
        severity: 'error',
        code,
        details: { ...(reason === undefined ? {} : { coding: [{ system: REFUSAL_SYSTEM, code: reason }] }), text },
        ...(expression === undefined ? {} : { expression: [expression] }),
      },
    ],
  };
}

export function refuse(
  id: OutcomeId | undefined,
  code: OperationOutcomeIssue['code'],
  text: string,
  expression?: string,
  reason?: string,
): OperationOutcomeError {
  return new OperationOutcomeError(outcome(id, code, text, expression, reason));
}

export const preconditionFailed = (text: string): OperationOutcomeError =>
  refuse('precondition-failed', 'conflict', text, undefined, 'VERSION');
export const invalid = (text: string, expression?: string): OperationOutcomeError =>
  refuse(undefined, 'invalid', text, expression);

export const unsupported = (what: string): OperationOutcomeError =>
  refuse(undefined, 'not-supported', `This server has no ${what}`);

/** The same refusal told from inside a bundle: each expression is prefixed with its entry. */
export function insideEntry(error: OperationOutcomeError, index: number): OperationOutcomeError {
  const entry = `Bundle.entry[${index}]`;
  const issue = error.outcome.issue?.map((one) => ({
    ...one,
    expression: (one.expression ?? ['']).map((path) => {
      const dot = path.indexOf('.');
      return dot < 0 ? `${entry}.resource` : `${entry}.resource${path.slice(dot)}`;
    }),
  }));
  return new OperationOutcomeError({ ...error.outcome, ...(issue === undefined ? {} : { issue }) });
}
