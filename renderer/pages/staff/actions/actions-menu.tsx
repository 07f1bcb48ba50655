import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components';
import {
  ArrowSwapRegular,
  BeachRegular,
  BriefcaseRegular,
  DeleteRegular,
  PersonArrowBackRegular,
  PersonDeleteRegular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useCommand } from '../../../app/commands.tsx';
import { useMessages } from '../../../app/i18n.tsx';
import { ComeBackDialog } from './come-back-dialog.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { PostDialog } from './post-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

const useStyles = makeStyles({ button: { minWidth: 0, flexShrink: 0 } });

/** Somebody an action is about, with the employment that is meant. */
export interface Chosen {
  readonly personId: string;
  readonly employmentId: string | null;
}

type Action = 'transfer' | 'leave' | 'comeBack' | 'addPost' | 'dismiss' | 'remove';

interface ActionsMenuProps {
  readonly people: readonly Chosen[];
  readonly disabled?: boolean;
}

/** What can be done with one of the people; for many at once there is a menu of its own. */
export function ActionsMenu({ people, disabled }: ActionsMenuProps) {
  const styles = useStyles();
  const { actions } = useMessages();
  // Whom the dialog was opened for: the choice below it may change.
  const [open, setOpen] = useState<{ readonly action: Action; readonly people: readonly Chosen[] } | null>(null);
  const one = people.length === 1;
  const close = () => setOpen(null);
  const start = (action: Action) => () => setOpen({ action, people });
  const [who] = open?.people ?? [];
  const idle = people.length === 0 || disabled === true;
  useCommand('staff.transfer', idle ? null : start('transfer'));
  useCommand('staff.addPost', idle || !one ? null : start('addPost'));
  useCommand('staff.leave', idle || !one ? null : start('leave'));
  useCommand('staff.comeBack', idle || !one ? null : start('comeBack'));
  useCommand('staff.dismiss', idle || !one ? null : start('dismiss'));
  useCommand('staff.remove', idle || !one ? null : start('remove'));
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton appearance="subtle" className={styles.button} disabled={idle}>
            {actions.menu}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<ArrowSwapRegular />} disabled={!one} onClick={start('transfer')}>
              {actions.transfer}
            </MenuItem>
            <MenuItem icon={<BriefcaseRegular />} disabled={!one} onClick={start('addPost')}>
              {actions.addPost}
            </MenuItem>
            <MenuDivider />
            <MenuItem icon={<BeachRegular />} disabled={!one} onClick={start('leave')}>
              {actions.leave}
            </MenuItem>
            <MenuItem icon={<PersonArrowBackRegular />} disabled={!one} onClick={start('comeBack')}>
              {actions.comeBack}
            </MenuItem>
            <MenuDivider />
            <MenuItem icon={<PersonDeleteRegular />} disabled={!one} onClick={start('dismiss')}>
              {actions.dismiss}
            </MenuItem>
            <MenuItem icon={<DeleteRegular />} disabled={!one} onClick={start('remove')}>
              {actions.remove}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {open?.action === 'transfer' && who !== undefined && <TransferDialog {...who} onClose={close} />}
      {open?.action === 'addPost' && who !== undefined && <PostDialog personId={who.personId} onClose={close} />}
      {open?.action === 'leave' && who !== undefined && <LeaveDialog {...who} onClose={close} />}
      {open?.action === 'comeBack' && who !== undefined && <ComeBackDialog personId={who.personId} onClose={close} />}
      {open?.action === 'dismiss' && who !== undefined && <DismissDialog {...who} onClose={close} />}
      {open?.action === 'remove' && who !== undefined && <RemoveDialog personId={who.personId} onClose={close} />}
    </>
  );
}
