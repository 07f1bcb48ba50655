import { useEffect, useSyncExternalStore } from 'react';
import { api, useCoreBack, useEvent } from '../../app/api.ts';
import { type DeskState, StaffDesk } from './staff-desk.ts';

let desk: StaffDesk | null = null;

/**
 * The one desk of this window. It outlives the page, so that leaving the page loses neither the filter nor a value that
 * could not be saved; it is emptied when the store is locked.
 */
function theDesk(): StaffDesk {
  if (desk === null) {
    const created = new StaffDesk();
    api().on('access.changed', ({ stage }) => {
      if (stage !== 'open') created.clear();
    });
    // What was on its way when core fell goes again, once the store is open: it may be there already, which harms nothing.
    api().on('core.restarted', async () => {
      const answer = await api().access.state({});
      if (answer.ok && answer.value.stage === 'open') void created.session.retry('KD-9004');
    });
    desk = created;
  }
  return desk;
}

export interface UsedDesk {
  readonly desk: StaffDesk;
  readonly state: DeskState;
}

export function useStaffDesk(): UsedDesk {
  const used = theDesk();
  const state = useSyncExternalStore(used.subscribe, used.state);
  useEvent('data.changed', (body) => used.changed(body));
  useCoreBack(() => void used.open());
  return { desk: used, state };
}

/** Opens the view when the page is shown; what `open` answers ends it when the page is left. */
export function useOpenOnce(open: () => () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per visit, with what the visit began with
  useEffect(open, []);
}
