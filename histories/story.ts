import fc from 'fast-check';
import type { FieldValue } from '#shared/domain/values.ts';
import type { FakeRegistry } from '../electron/core/sync/testing/fake-registry.ts';

/** What happens in a history, as plain data: a story can be printed, made shorter, and told again. */
export interface Story {
  /** Two or three. */
  readonly desks: number;
  /** Desks that have not copied anything yet, counted from the first. */
  readonly empty: number;
  readonly order: FakeRegistry['order'];
  readonly pageSize: number;
  /** Whether desks hear of one another's requests through the registry. */
  readonly shared: boolean;
  readonly acts: readonly Act[];
  /** How a person decides after the storm, in turn. */
  readonly choices: readonly Choice[];
}

export type Choice = 'mine' | 'theirs';
export const EDITED_KINDS = ['person', 'employment', 'document', 'credential', 'award'] as const;
export type EditedKind = (typeof EDITED_KINDS)[number];

/** Befalls a desk in the middle of what it does. */
export type Mishap =
  /** The process dies before its n-th statement or message from here on. */
  | { readonly kind: 'death'; readonly after: number }
  /** Nothing more goes onto the disk. */
  | { readonly kind: 'full' };

export interface Edit {
  readonly kind: EditedKind;
  /** Which record and which of `VALUES`, counted round. */
  readonly pick: number;
  readonly values: readonly number[];
}

type Foreign = Edit & { readonly how: 'edit' | 'add' | 'remove' | 'restore' };
/** `part` gives one person of a request back to its author. */
export type Step = 'submit' | 'sign' | 'return' | 'part' | 'reopen' | 'withdraw';
/** Messages to the registry: `tell` are those about requests that are not sent yet. */
export type Exchange = 'pull' | 'submit' | 'find' | 'tell';
type Own = { readonly desk: number; readonly mishap: Mishap | null };

export type Fault =
  /** The registry is not reached. */
  | 'unreached'
  /** It does what was asked, and the answer is lost. */
  | 'lost'
  | 'busy'
  | 'throttled'
  | 'signed-out'
  | 'garbled'
  /** By a rule of the registry, and the same wire always. */
  | 'refused'
  /** Given up for lost, but only slow: it arrives when nobody waits any more. */
  | 'delayed'
  /** Arrives, and arrives once more later. */
  | 'doubled'
  /** No answer until somebody stops waiting. */
  | 'stalled';

export type Act =
  | ({ readonly do: 'edit'; readonly edit: Edit } & Own)
  | ({ readonly do: 'hire' | 'add' | 'remove'; readonly edit: Edit } & Own)
  | ({ readonly do: 'approve' } & Own)
  | ({ readonly do: 'step'; readonly step: Step; readonly pick: number } & Own)
  /** A desk submits what is drafted there, and another one hears of it. */
  | ({ readonly do: 'pass'; readonly to: number } & Own)
  /** A desk changes a record that another one has not seen yet, and which that one hears of by the change first. */
  | ({ readonly do: 'ahead'; readonly to: number; readonly pick: number } & Own)
  | ({ readonly do: 'decide'; readonly pick: number; readonly choice: Choice } & Own)
  | ({ readonly do: 'run' } & Own)
  /** Somebody stops the exchange, or types, at its n-th message. */
  | { readonly do: 'cancel'; readonly desk: number; readonly at: number }
  | { readonly do: 'type'; readonly desk: number; readonly at: number; readonly edit: Edit }
  | { readonly do: 'restart'; readonly desk: number }
  | { readonly do: 'clock'; readonly desk: number; readonly days: number }
  | { readonly do: 'wait' }
  /** The registry's own clerks; `race` is right before the next submission is written. */
  | { readonly do: 'foreign' | 'race'; readonly change: Foreign }
  | { readonly do: 'fault'; readonly desk: number; readonly what: Exchange; readonly fault: Fault }
  /** The registry goes back to a copy of itself, so many commits old; once in a story. */
  | { readonly do: 'back'; readonly far: number }
  /** What was on its way for too long arrives; `overtake` is right before the next submission. */
  | { readonly do: 'deliver' | 'overtake' };

/** Few values, so that desks and clerks often write the same one. */
export const VALUES: Readonly<Record<EditedKind, readonly (readonly [field: string, value: FieldValue])[]>> = {
  person: [
    ['phone', '+79070000001'],
    ['phone', '+79070000002'],
    ['phone', null],
    ['email', 'a@clinic.example'],
    ['lastName', 'Учебнов'],
    ['lastName', 'Другов'],
    ['firstName', 'Пётр'],
    ['patronymic', null],
  ],
  employment: [
    ['rate', 50],
    ['rate', 75],
    ['personnelNumber', '77'],
    ['contractNumber', '5/24'],
    ['contractNumber', '6/24'],
    ['contractDate', '2019-12-30'],
  ],
  document: [
    ['number', '123456'],
    ['number', '654321'],
    ['series', '45 10'],
    ['series', '45 11'],
    ['issuedBy', 'Учебное ведомство'],
  ],
  credential: [
    ['number', '11'],
    ['number', '12'],
    ['issuer', 'Иной центр'],
    ['expiresOn', '2030-01-01'],
  ],
  award: [
    ['name', 'Грамота'],
    ['name', 'Благодарность'],
    ['number', '7'],
  ],
};

const pick = fc.nat(11);
const desk = fc.nat(2);
const kind = fc.oneof(
  { weight: 5, arbitrary: fc.constant<EditedKind>('person') },
  { weight: 3, arbitrary: fc.constant<EditedKind>('employment') },
  { weight: 3, arbitrary: fc.constant<EditedKind>('document') },
  { weight: 1, arbitrary: fc.constant<EditedKind>('credential') },
  { weight: 2, arbitrary: fc.constant<EditedKind>('award') },
);
const edit: fc.Arbitrary<Edit> = fc.record({ kind, pick, values: fc.array(fc.nat(7), { minLength: 1, maxLength: 2 }) });
const mishap = (often: number): fc.Arbitrary<Mishap | null> =>
  fc.oneof(
    { weight: 20 - often, arbitrary: fc.constant(null) },
    { weight: often, arbitrary: fc.record({ kind: fc.constant('death' as const), after: fc.nat(99) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('full' as const) }) },
  );
const own = (often: number) => ({ desk, mishap: mishap(often) });
const change: fc.Arbitrary<Foreign> = fc
  .tuple(
    edit,
    fc.oneof(
      { weight: 12, arbitrary: fc.constant('edit' as const) },
      { weight: 1, arbitrary: fc.constant('add' as const) },
      { weight: 2, arbitrary: fc.constant('remove' as const) },
      { weight: 2, arbitrary: fc.constant('restore' as const) },
    ),
  )
  .map(([of, how]) => ({ ...of, how }));
const fault = fc.constantFrom<Fault>(
  ...(['unreached', 'lost', 'lost', 'busy', 'throttled', 'signed-out', 'garbled', 'refused'] as const),
  ...(['delayed', 'delayed', 'doubled', 'stalled'] as const),
);
const choice = fc.constantFrom<Choice>('mine', 'theirs');
const always = <T extends string>(of: T) => fc.constant(of);

const ACTS: fc.WeightedArbitrary<Act>[] = [
  { weight: 12, arbitrary: fc.record({ do: always('edit'), edit, ...own(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('hire', 'add', 'remove'), edit, ...own(1) }) },
  { weight: 8, arbitrary: fc.record({ do: always('approve'), ...own(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: always('step'),
      step: fc.constantFrom<Step>('submit', 'return', 'reopen', 'withdraw'),
      pick,
      ...own(1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: always('decide'), pick, choice, ...own(1) }) },
  { weight: 14, arbitrary: fc.record({ do: always('run'), ...own(6) }) },
  { weight: 1, arbitrary: fc.record({ do: always('cancel'), desk, at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: always('type'), desk, at: fc.nat(9), edit }) },
  { weight: 1, arbitrary: fc.record({ do: always('restart'), desk }) },
  { weight: 1, arbitrary: fc.record({ do: always('clock'), desk, days: fc.constantFrom(-1, 1) }) },
  { weight: 1, arbitrary: fc.record({ do: always('wait') }) },
  { weight: 7, arbitrary: fc.record({ do: always('foreign'), change }) },
  { weight: 2, arbitrary: fc.record({ do: always('race'), change }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: always('fault'),
      desk,
      what: fc.constantFrom<Exchange>('pull', 'submit', 'submit', 'submit', 'find'),
      fault,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: always('deliver') }) },
  { weight: 2, arbitrary: fc.record({ do: always('overtake') }) },
];

/** Between desks, and of a registry that goes back. */
const TRAFFIC: fc.WeightedArbitrary<Act>[] = [
  {
    weight: 5,
    arbitrary: fc.record({
      do: always('step'),
      step: fc.constantFrom<Step>('submit', 'sign', 'sign', 'return', 'part'),
      pick,
      ...own(1),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: always('pass'), to: desk, ...own(1) }) },
  { weight: 1, arbitrary: fc.record({ do: always('ahead'), to: desk, pick, ...own(1) }) },
  { weight: 1, arbitrary: fc.record({ do: always('back'), far: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 3, arbitrary: fc.record({ do: always('fault'), desk, what: always('tell'), fault }) },
];

/** @param shared whether desks hear of one another's requests, and the registry may go back */
export function stories(shared: boolean): fc.Arbitrary<Story> {
  const acts = fc.oneof(...ACTS, ...(shared ? TRAFFIC : []));
  return fc.record({
    desks: fc.constantFrom(2, 2, 3),
    empty: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
    order: fc.constantFrom('oldest-first', 'newest-first'),
    pageSize: fc.constantFrom(1, 2, 500, 500),
    shared: fc.constant(shared),
    acts: fc.array(acts, { minLength: 6, maxLength: 32, size: 'max' }),
    choices: fc.array(choice, { minLength: 1, maxLength: 6 }),
  });
}
