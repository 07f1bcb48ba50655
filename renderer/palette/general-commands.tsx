import { nextScale, USUAL_PREFERENCES } from '#shared/contract/preferences.ts';
import { api, call } from '../app/api.ts';
import { useCommand } from '../app/commands.tsx';
import { useNavigation } from '../app/navigation.tsx';
import { useNotify } from '../app/notify.tsx';
import { usePreferences, useSetPreferences } from '../app/preferences.tsx';
import { useSession } from '../app/session.tsx';

/** What belongs to no page and to no part of the frame of its own. */
export function GeneralCommands() {
  const { back, forward, canGoBack, canGoForward } = useNavigation();
  const { training } = useSession();
  const { scale } = usePreferences();
  const set = useSetPreferences();
  const notify = useNotify();
  useCommand('back', canGoBack ? back : null);
  useCommand('forward', canGoForward ? forward : null);
  useCommand('exchange', training ? null : () => void call(api().sync.run({})).catch(notify.failed));
  useCommand('larger', () => set({ scale: nextScale(scale, 1) }));
  useCommand('smaller', () => set({ scale: nextScale(scale, -1) }));
  useCommand('usualSize', () => set({ scale: USUAL_PREFERENCES.scale }));
  return null;
}
