import fc from 'fast-check';
import { tell } from './history.ts';
import { type Act, type Story, stories } from './story.ts';
import { hold, Violation } from './watch/violation.ts';

export interface Telling {
  /** Whether to look for the shortest story that fails. */
  readonly shorter: boolean;
  /** Whether desks hear of one another's requests. */
  readonly shared: boolean;
}

/** A history that does not hold. */
export interface Failure {
  readonly seed: number;
  /** Null where something broke that no invariant names. */
  readonly invariant: string | null;
  readonly message: string;
  /** The shortest story found that fails, as it is told; null when it was not made shorter. */
  readonly story: string | null;
}

/** Every so many histories one is told twice. */
const TWICE = 25;
/** Milliseconds for making a story shorter. */
const SHORTER = 60_000;

/**
 * Tells the history of a seed.
 *
 * @returns null when it holds
 */
export async function check(seed: number, { shorter, shared }: Telling): Promise<Failure | null> {
  const property = fc.asyncProperty(stories(shared), async (one) => {
    const end = await tell(one);
    if (seed % TWICE === 0) hold('I13', (await tell(one)) === end, () => 'told again, the story ends otherwise');
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed,
    numRuns: 1,
    unbiased: true,
    ...(shorter ? { interruptAfterTimeLimit: SHORTER } : { endOnFailure: true }),
  });
  if (!failed) return null;
  return {
    seed,
    invariant: errorInstance instanceof Violation ? errorInstance.invariant : null,
    message: errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance),
    story: shorter && counterexample !== null ? storyText(counterexample[0]) : null,
  };
}

/** One line for the circumstances and one for each act. */
function storyText({ acts, ...circumstances }: Story): string {
  return [circumstances, ...acts.map(briefly)].map((one) => JSON.stringify(one)).join('\n');
}

function briefly(act: Act): Partial<Act> {
  return Object.fromEntries(Object.entries(act).filter(([, value]) => value !== null)) as Partial<Act>;
}
