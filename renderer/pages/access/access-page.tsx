import { type ComponentType, useState } from 'react';
import type { AccessState } from '#shared/contract/access.ts';
import { GrantAccess } from './grant-access.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { SetPin } from './set-pin.tsx';
import { Unlock } from './unlock.tsx';
import { WaitingForBrowser } from './waiting-for-browser.tsx';
import { Welcome } from './welcome.tsx';

export type ClosedState = Exclude<AccessState, { stage: 'open' }>;
export interface StageProps<S extends ClosedState['stage']> {
  readonly state: Extract<ClosedState, { stage: S }>;
  /** The browser was the step before: a known person now sees only themselves. */
  readonly afterSignIn: boolean;
}

const STAGES: { readonly [S in ClosedState['stage']]: ComponentType<StageProps<S>> } = {
  'first-run': Welcome,
  locked: Unlock,
  'waiting-for-browser': WaitingForBrowser,
  'needs-grant': GrantAccess,
  'set-pin': SetPin,
  'recovery-key': RecoveryKey,
};

/** The way in: one screen for each stage, chosen by the program alone. */
export function AccessPage({ state }: { readonly state: ClosedState }) {
  const Stage = STAGES[state.stage] as ComponentType<{ readonly state: ClosedState; readonly afterSignIn: boolean }>;
  const [stages, setStages] = useState<readonly [before: ClosedState['stage'] | null, now: ClosedState['stage']]>([
    null,
    state.stage,
  ]);
  if (stages[1] !== state.stage) setStages([stages[1], state.stage]);
  return <Stage key={state.stage} state={state} afterSignIn={stages[0] === 'waiting-for-browser'} />;
}
