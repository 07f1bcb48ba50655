import { Button } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { CallFailure } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useSyncState } from '../../app/sync-state.ts';
import { focusBelow } from '../../grid/return-focus.ts';
import { EmptyState, ErrorState, NothingFound } from '../../ui/states.tsx';
import { type DeskState, NO_FILTER } from './staff-desk.ts';

interface StaffListStateProps {
  readonly state: DeskState;
  readonly onOpen: (change: Partial<Pick<DeskState, 'filter'>>) => void;
}

/** What stands in the place of the grid while there is nothing to show in it. */
export function StaffListState({ state, onOpen }: StaffListStateProps) {
  const { staff, common } = useMessages();
  // The grid that had the focus is gone.
  useEffect(() => {
    if (document.activeElement === document.body) focusBelow();
  }, []);
  const sync = useSyncState();
  if (state.phase === 'failed' && state.failure !== null) {
    return <ErrorState error={new CallFailure(state.failure)} onRetry={() => onOpen({})} />;
  }
  if (JSON.stringify(state.filter) !== JSON.stringify(NO_FILTER)) {
    return <NothingFound onClear={() => onOpen({ filter: NO_FILTER })} />;
  }
  const offline = sync?.phase === 'offline';
  return (
    <EmptyState
      icon={<PeopleTeamRegular />}
      title={offline ? staff.offlineEmptyTitle : staff.firstUseTitle}
      text={offline ? staff.offlineEmptyText : staff.firstUseText}
      action={<Button onClick={() => onOpen({})}>{common.refresh}</Button>}
    />
  );
}
