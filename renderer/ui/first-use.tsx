import { Button } from '@fluentui/react-components';
import { PeopleTeamRegular, PlugDisconnectedRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { type CommandId, isFor } from '#shared/contract/commands.ts';
import { commandName } from '#shared/text/command-texts.ts';
import { useCommands } from '../app/commands.tsx';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useSession } from '../app/session.tsx';
import { useSyncState } from '../app/sync-state.ts';
import { EmptyState } from './states.tsx';

interface FirstUseProps {
  readonly icon: ReactElement;
  readonly title: string;
  readonly text: string;
  /** How the list gets its first rows, the usual way first; those of other roles are not offered. */
  readonly steps: readonly CommandId[];
}

/** A list that has nothing in it yet, with the ways to begin it. */
export function FirstUse({ steps, ...empty }: FirstUseProps) {
  const texts = useMessages();
  const { user, training } = useSession();
  const { run } = useCommands();
  const open = steps.filter((id) => isFor(user.role, id) && !(training && id === 'exchange'));
  return (
    <EmptyState
      {...empty}
      action={open.map((id, at) => (
        <Button key={id} appearance={at === 0 ? 'primary' : 'secondary'} onClick={() => run(id)}>
          {commandName(texts, id)}
        </Button>
      ))}
    />
  );
}

/** The same for what the registry gives: out of its reach the list says what works all the same and how old it is. */
export function FirstPull(props: FirstUseProps) {
  const { common } = useMessages();
  const format = useFormat();
  const sync = useSyncState();
  if (sync?.phase !== 'offline') return <FirstUse {...props} />;
  const age = sync.lastSuccess === null ? common.neverSynced : common.dataAge(format.momentShort(sync.lastSuccess));
  return (
    <FirstUse
      {...props}
      icon={<PlugDisconnectedRegular />}
      text={`${common.offlineTitle}. ${common.offlineText} ${age}`}
    />
  );
}

/** Any list about people while there is nobody. */
export function NoStaff() {
  const { staff } = useMessages();
  return (
    <FirstPull
      icon={<PeopleTeamRegular />}
      title={staff.firstUseTitle}
      text={staff.firstUseText}
      steps={['exchange', 'go.imports', 'staff.hire']}
    />
  );
}
