import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { ReportParameters } from '#shared/contract/areas.ts';
import {
  COMMANDS,
  type Command,
  type CommandId,
  isCommand,
  isFor,
  type OfferedCommand,
} from '#shared/contract/commands.ts';
import { isKeys } from '#shared/contract/keys.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import type { WorkList } from '#shared/contract/worklists.ts';
import type { Section } from '#shared/domain/sections.ts';
import { commandName } from '#shared/text/command-texts.ts';
import { useEvent } from './api.ts';
import { CommandOffers } from './command-offers.ts';
import { useMessages } from './i18n.tsx';
import { useNavigation } from './navigation.tsx';
import { useNotify } from './notify.tsx';
import { useSetPreferences } from './preferences.tsx';
import { useSession } from './session.tsx';

export interface Commands {
  /** Does it, after going where it is done; what cannot be done now is said. */
  readonly run: (id: CommandId) => void;
  /** False for what is offered on the screen and cannot be done to what is chosen there. */
  readonly isReady: (id: CommandId) => boolean;
}

const OffersContext = createContext<CommandOffers | null>(null);
const CommandsContext = createContext<Commands | null>(null);

/** Keys, palette and native menu run commands here; the parts of the screen offer them by {@link useCommand}. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [offers] = useState(() => new CommandOffers());
  const goTo = useGoTo();
  const { go } = useNavigation();
  const { user } = useSession();
  const texts = useMessages();
  const notify = useNotify();

  const run = useCallback(
    (id: CommandId) => {
      const command = COMMANDS.get(id);
      if (command === undefined || !isFor(user.role, id) || goTo(id)) return;
      const outcome = offers.run(id as OfferedCommand);
      if (outcome === 'done') return;
      if (outcome === 'not-now' || command.section === null) {
        notify.warn(
          texts.commands.palette.notAvailable(commandName(texts, id)),
          texts.commands.palette.notAvailableText,
        );
        return;
      }
      go(command.section);
      offers.runOnceOffered(id as OfferedCommand);
    },
    [offers, goTo, go, user.role, texts, notify],
  );
  const commands = useMemo(
    () => ({ run, isReady: (id: CommandId) => offers.isReady(id as OfferedCommand) }),
    [run, offers],
  );

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const id = commandOfKeys(event);
    // A key of a page means nothing where the page is not shown.
    if (id === null || event.defaultPrevented || (COMMANDS.get(id)?.section != null && !offers.isOffered(id))) return;
    event.preventDefault();
    if (commands.isReady(id)) run(id);
  });
  // Keys count from the moment in which the frame is drawn.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  useEvent('command.chosen', ({ command }) => isCommand(command) && run(command));

  return (
    <OffersContext value={offers}>
      <CommandsContext value={commands}>{children}</CommandsContext>
    </OffersContext>
  );
}

export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (commands === null) throw new Error('CommandsProvider is missing');
  return commands;
}

/** Offers a command while the component is mounted. @param run null while it cannot be done */
export function useCommand(id: OfferedCommand, run: (() => void) | null): void {
  const offers = useContext(OffersContext);
  const newest = useEffectEvent(() => run?.());
  const ready = run !== null;
  useEffect(() => offers?.offer(id, ready ? () => newest() : null), [offers, id, ready]);
}

function commandOfKeys(event: KeyboardEvent): CommandId | null {
  for (const [id, { keys = [], answeredBy }] of COMMANDS as ReadonlyMap<CommandId, Command>) {
    if (answeredBy === undefined && keys.some((chord) => isKeys(chord, event))) return id;
  }
  return null;
}

/** Commands that say all by their name: sections, reports, lists, the look of the program. */
function useGoTo(): (id: CommandId) => boolean {
  const { go } = useNavigation();
  const set = useSetPreferences();
  return useCallback(
    (id: CommandId) => {
      const [kind, name = ''] = id.split('.');
      if (kind === 'go') go(name as Section);
      else if (kind === 'report') go('reports', { reportId: name as ReportParameters['reportId'] });
      else if (kind === 'list') go('worklists', { list: name as WorkList });
      else if (kind === 'theme') set({ theme: name as Preferences['theme'] });
      else if (kind === 'language') set({ language: name as Preferences['language'] });
      else return false;
      return true;
    },
    [go, set],
  );
}
