import type { ErrorCode } from '../../contract/errors.ts';

/**
 * Values for the text of an error. Known names: `field` (label of the field at fault, filled in by `describeFailure`),
 * `seconds` (1004), `minimum` and `maximum` (1005, 2002, 2144, 2201, 2203, 2223, 3013), `length` (3013: signs), `name` (2105, 2205, 2211, 2212, 2221, 2224, 2231, 2248, 3001, 3007, 3008: who or what),
 * `errors` (3007: how many), `number` (3003, 3009: of a request), `state` (3003: as its name), `date` (2204, 2210, 2243, 2244, 3103),
 * `host` (1101, 4001), `status` (4002), `sum` (2207), `divisions`, `people` and `positions` (2227: how many), `what` and `maximum` (6202, 6406: which limit, see there), `entry` (6407, 6408: in a package), `shortest` (6410: signs), `maximum` (6302: MB), `types` (6303), `detail` (1106, 4002, 4003, 4006, 5001, 6001, 6003: text of the
 * other side, shown whole).
 */
export type ErrorParameters = Readonly<Record<string, string | number>>;

/** What happened, without a full stop at its end; what to do, as whole sentences. */
export interface ErrorText {
  readonly title: string;
  readonly advice: string;
}

export type ErrorTexts = Readonly<Record<ErrorCode, (parameters: ErrorParameters) => ErrorText>>;

/** `text` with the value of a parameter put in by `put`, or `otherwise` where the caller gave none. */
export function withValue(
  parameters: ErrorParameters,
  name: string,
  put: (value: string) => string,
  otherwise: string,
): string {
  const value = parameters[name];
  return value === undefined || value === '' ? otherwise : put(String(value));
}
