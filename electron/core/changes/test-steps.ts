import fc from 'fast-check';

/** What somebody does; numbers point into what there is, going round when there is less. */
export type Step =
  | {
      readonly do: 'edit';
      readonly who: number;
      readonly person: number;
      readonly field: number;
      readonly value: number;
    }
  /** A record comes, is written in, goes. */
  | { readonly do: 'add'; readonly who: number; readonly person: number }
  | { readonly do: 'name'; readonly who: number; readonly record: number; readonly value: number }
  | { readonly do: 'remove'; readonly who: number; readonly record: number }
  /** Edit, submit, approve, edit on top, refused: two open requests over one field, which chance alone seldom makes. */
  | { readonly do: 'stack'; readonly person: number; readonly field: number; readonly who: number }
  | { readonly do: 'base'; readonly person: number; readonly field: number; readonly value: number }
  | { readonly do: 'revert'; readonly request: number; readonly field: number }
  | { readonly do: 'return'; readonly request: number; readonly some: boolean }
  | {
      readonly do: 'submit' | 'reopen' | 'withdraw' | 'approve' | 'sent' | 'queued' | 'accepted' | 'rejected';
      readonly request: number;
    };

const index = fc.nat(7);
const edit = fc.record({ do: fc.constant('edit'), who: fc.nat(1), person: index, field: index, value: index });
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: edit as fc.Arbitrary<Step> },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('stack'),
      person: index,
      field: index,
      who: fc.nat(1),
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('base'), person: index, field: index, value: index }) as fc.Arbitrary<Step>,
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('add'), who: fc.nat(1), person: index }) as fc.Arbitrary<Step>,
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('name', 'remove'),
      who: fc.nat(1),
      record: index,
      value: index,
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('revert'), request: index, field: index }) as fc.Arbitrary<Step>,
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('return'), request: index, some: fc.boolean() }) as fc.Arbitrary<Step>,
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom('submit', 'reopen', 'withdraw', 'approve', 'sent', 'queued', 'accepted', 'rejected'),
      request: index,
    }) as fc.Arbitrary<Step>,
  },
);
