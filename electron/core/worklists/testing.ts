import { fillClinic, openTestDesk } from '../test-books.ts';
import { createWorklists, type Deciding } from './worklists.ts';

/** An exchange in which both sides agree. */
export function nothingToDecide(): Deciding {
  return {
    conflicts: () => [],
    sidesOf: () => null,
    decide: () => undefined,
    decideAll: () => ({ decided: 0, left: 0 }),
  };
}

/** The work lists of a generated clinic. */
export function openWorklists(people = 300) {
  const desk = openTestDesk();
  const filled = fillClinic(desk, people);
  const lists = createWorklists({ ...desk, emit: () => undefined, exchange: nothingToDecide() });
  return { desk, lists, people: filled.people, divisions: filled.divisions };
}
