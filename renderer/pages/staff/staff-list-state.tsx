import { PeopleTeamRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { CallFailure } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { focusBelow } from '../../grid/return-focus.ts';
import { FirstPull } from '../../ui/first-use.tsx';
import { ErrorState, NothingFound } from '../../ui/states.tsx';
import { type DeskState, NO_FILTER } from './staff-desk.ts';

interface StaffListStateProps {
  readonly state: DeskState;
  readonly onOpen: (change: Partial<Pick<DeskState, 'filter'>>) => void;
}

/** What stands in the place of the grid while there is nothing to show in it. */
export function StaffListState({ state, onOpen }: StaffListStateProps) {
  const { staff } = useMessages();
  // The grid that had the focus is gone.
  useEffect(() => {
    if (document.activeElement === document.body) focusBelow();
  }, []);
  if (state.phase === 'failed' && state.failure !== null) {
    return <ErrorState error={new CallFailure(state.failure)} onRetry={() => onOpen({})} />;
  }
  if (JSON.stringify(state.filter) !== JSON.stringify(NO_FILTER)) {
    return <NothingFound onClear={() => onOpen({ filter: NO_FILTER })} />;
  }
  return (
    <FirstPull
      icon={<PeopleTeamRegular />}
      title={staff.firstUseTitle}
      text={staff.firstUseText}
      steps={['exchange', 'go.imports', 'staff.hire']}
    />
  );
}
