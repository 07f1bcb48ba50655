import { useCommands } from '../app/commands.tsx';
import { useNavigation } from '../app/navigation.tsx';
import type { Found } from './found.ts';

/** Opens what was found: its card, or where it stands in its list. */
export function useOpenFound(): (found: Found, inList: boolean) => void {
  const { go } = useNavigation();
  const { run } = useCommands();
  return ({ kind, of }, inList) => {
    if (kind === 'command') run(of.id);
    else if (kind === 'view') go('staff', { view: of.id });
    else if (kind === 'request') go('requests', { requestId: of.id });
    else if (kind === 'person')
      go('staff', inList ? { filter: { text: of.name, employed: 'all' } } : { personId: of.id });
    else if (inList) go('staff', { filter: { divisionId: of.id } });
    else go('divisions', { divisionId: of.id });
  };
}

/** Whether Ctrl+Enter means something else than Enter. */
export function hasList({ kind }: Found): boolean {
  return kind === 'person' || kind === 'division';
}
