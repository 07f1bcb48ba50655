import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import { CallFailure } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useSummary } from '../../app/summary.ts';
import { focusBelow } from '../../grid/return-focus.ts';
import { NoStaff } from '../../ui/first-use.tsx';
import { EmptyState, ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { type DeskState, NO_FILTER } from './staff-desk.ts';

interface StaffListStateProps {
  readonly state: DeskState;
  readonly onOpen: (change: Partial<Pick<DeskState, 'filter'>>) => void;
}

/** What stands in the place of the grid while there is nothing to show in it. */
export function StaffListState({ state, onOpen }: StaffListStateProps) {
  const { staff } = useMessages();
  const summary = useSummary();
  // The grid that had the focus is gone.
  useEffect(() => {
    if (document.activeElement === document.body) focusBelow();
  }, []);
  if (state.phase === 'failed' && state.failure !== null) {
    return <ErrorState error={new CallFailure(state.failure)} onRetry={() => onOpen({})} />;
  }
  if (summary.isPending) return <LoadingState />;
  if (summary.data?.anybody === false) return <NoStaff />;
  if (JSON.stringify(state.filter) !== JSON.stringify(NO_FILTER)) {
    return <NothingFound onClear={() => onOpen({ filter: NO_FILTER })} />;
  }
  // The list begins with those who work.
  return (
    <EmptyState
      title={staff.nobodyWorksTitle}
      text={staff.nobodyWorksText}
      action={<Button onClick={() => onOpen({ filter: { ...NO_FILTER, employed: 'all' } })}>{staff.showAll}</Button>}
    />
  );
}
