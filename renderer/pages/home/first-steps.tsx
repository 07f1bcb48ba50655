import { Button } from '@fluentui/react-components';
import {
  ArrowSyncRegular,
  ArrowUploadRegular,
  PeopleAddRegular,
  PersonAddRegular,
  SettingsRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Role } from '#shared/domain/states.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { useSyncState } from '../../app/sync-state.ts';
import { EmptyState } from '../../ui/states.tsx';

type Step = 'exchange' | 'import' | 'hire' | 'settings';

/** The first is the one to begin with. */
const STEPS: Readonly<Record<Role, readonly Step[]>> = {
  editor: ['exchange', 'import', 'hire'],
  approver: ['exchange'],
  viewer: ['exchange'],
  administrator: ['exchange', 'settings'],
};
const ICONS: Readonly<Record<Step, ReactElement>> = {
  exchange: <ArrowSyncRegular />,
  import: <ArrowUploadRegular />,
  hire: <PersonAddRegular />,
  settings: <SettingsRegular />,
};

/** A desk at its first use: where its people may come from. */
export function FirstSteps() {
  const { home } = useMessages();
  const { user, training } = useSession();
  const { go } = useNavigation();
  const sync = useSyncState();
  const notify = useNotify();
  const running = sync?.phase === 'pulling' || sync?.phase === 'pushing';
  const act: Readonly<Record<Step, () => void>> = {
    exchange: () => void call(api().sync.run({})).catch(notify.failed),
    import: () => go('imports'),
    hire: () => go('staff'),
    settings: () => go('settings'),
  };
  const steps = STEPS[user.role].filter((step) => step !== 'exchange' || !training);
  return (
    <EmptyState
      icon={<PeopleAddRegular />}
      title={home.firstTitle}
      text={home.firstText[user.role]}
      action={steps.map((step, at) => (
        <Button
          key={step}
          appearance={at === 0 ? 'primary' : 'secondary'}
          icon={ICONS[step]}
          disabled={step === 'exchange' && running}
          onClick={act[step]}
        >
          {home.firstSteps[step]}
        </Button>
      ))}
    />
  );
}
