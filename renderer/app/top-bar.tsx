import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowLeftRegular,
  ArrowRightRegular,
  ContactCardRegular,
  LocalLanguageRegular,
  LockClosedRegular,
  PersonCircleRegular,
  SignOutRegular,
  WeatherMoonRegular,
} from '@fluentui/react-icons';
import { type ReactElement, useCallback, useState } from 'react';
import type { Contour } from '#shared/domain/states.ts';
import { NotificationBell } from '../notifications/notification-bell.tsx';
import { PaletteField } from '../palette/palette-field.tsx';
import { StatusChip, type Tone } from '../ui/status-chip.tsx';
import { api, call } from './api.ts';
import { useCommand } from './commands.tsx';
import { ContactsDialog } from './contacts-dialog.tsx';
import { useMessages } from './i18n.tsx';
import { useNavigation } from './navigation.tsx';
import { useNotify } from './notify.tsx';
import { OrganisationMenu } from './organisation-menu.tsx';
import { usePreferences, useSetPreferences } from './preferences.tsx';
import { useSession } from './session.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** In a small window what is said elsewhere too leaves its room to the organisation and the search. */
const SMALL = '@media (max-width: 1199px)';
/** At 200 % of a small window there is room for signs only. */
const NARROW = '@media (max-width: 900px)';

const useStyles = makeStyles({
  bar: {
    gridArea: 'top',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    height: '44px',
    padding: `0 ${tokens.spacingHorizontalM} 0 ${tokens.spacingHorizontalS}`,
    minWidth: 0,
  },
  product: { flexShrink: 0, [SMALL]: { display: 'none' } },
  chip: { flexShrink: 0, display: 'flex' },
  space: { flexGrow: 1 },
  user: { flexShrink: 0, maxWidth: '320px', fontWeight: tokens.fontWeightRegular },
  role: { [SMALL]: { display: 'none' } },
  userName: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', [NARROW]: { display: 'none' } },
});

const CONTOUR_TONE: Readonly<Record<Contour, Tone>> = { production: 'waiting', test: 'action', training: 'action' };

/** Program, organisation, contour, and who is at work. */
export function TopBar() {
  const styles = useStyles();
  const { common, states } = useMessages();
  const { contour } = useSession();
  const { back, forward, canGoBack, canGoForward } = useNavigation();
  return (
    <header className={styles.bar} data-pane>
      <Tooltip content={`${common.back} (Alt+←)`} relationship="label">
        <Button appearance="subtle" icon={<ArrowLeftRegular />} disabled={!canGoBack} onClick={back} />
      </Tooltip>
      <Tooltip content={`${common.forward} (Alt+→)`} relationship="label">
        <Button appearance="subtle" icon={<ArrowRightRegular />} disabled={!canGoForward} onClick={forward} />
      </Tooltip>
      <Text weight="semibold" className={styles.product}>
        {common.product}
      </Text>
      <OrganisationMenu />
      <span className={styles.chip}>
        <StatusChip tone={CONTOUR_TONE[contour]} label={states.contour[contour]} />
      </span>
      <span className={styles.space} />
      <PaletteField />
      <span className={styles.space} />
      <NotificationBell />
      <UserMenu />
    </header>
  );
}

function UserMenu() {
  const styles = useStyles();
  const { shell, states } = useMessages();
  const { user, training } = useSession();
  const notify = useNotify();
  const preferences = usePreferences();
  const setPreferences = useSetPreferences();
  const [leaving, setLeaving] = useState(false);
  const [contacts, setContacts] = useState(false);
  // A training clinic lives in memory only: there is nothing to lock, and locking would lose it.
  const lock = useCallback(() => {
    if (!training) call(api().access.lock({})).catch(notify.failed);
  }, [training, notify]);
  useCommand('newWindow', () => void api().desktop.openWindow({}));
  useCommand('lock', training ? null : lock);
  useCommand('signOut', () => setLeaving(true));
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<PersonCircleRegular />}
            className={styles.user}
            aria-label={shell.userMenu(`${user.name}, ${states.role[user.role]}`)}
          >
            <span className={styles.userName}>
              {user.name}
              <span className={styles.role}> · {states.role[user.role]}</span>
            </span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {training ? null : (
              <MenuItem icon={<LockClosedRegular />} secondaryContent="Ctrl+L" onClick={lock}>
                {shell.lock}
              </MenuItem>
            )}
            <MenuItem icon={<ContactCardRegular />} onClick={() => setContacts(true)}>
              {shell.contacts.menu}
            </MenuItem>
            <ChoiceMenu
              label={shell.theme}
              icon={<WeatherMoonRegular />}
              value={preferences.theme}
              options={shell.themes}
              onChoose={(theme) => setPreferences({ theme })}
            />
            <ChoiceMenu
              label={shell.language}
              icon={<LocalLanguageRegular />}
              value={preferences.language}
              options={shell.languages}
              onChoose={(language) => setPreferences({ language })}
            />
            <MenuDivider />
            <MenuItem icon={<SignOutRegular />} onClick={() => setLeaving(true)}>
              {shell.signOut}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {contacts && <ContactsDialog onClose={() => setContacts(false)} />}
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}

interface ChoiceMenuProps<K extends string> {
  readonly label: string;
  readonly icon: ReactElement;
  readonly value: K;
  readonly options: Readonly<Record<K, string>>;
  readonly onChoose: (value: K) => void;
}

/** A submenu of which one is chosen. */
function ChoiceMenu<K extends string>({ label, icon, value, options, onChoose }: ChoiceMenuProps<K>) {
  return (
    <Menu
      checkedValues={{ choice: [value] }}
      onCheckedValueChange={(_event, { checkedItems: [chosen] }) => chosen !== undefined && onChoose(chosen as K)}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={icon}>{label}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(Object.keys(options) as K[]).map((option) => (
            <MenuItemRadio key={option} name="choice" value={option}>
              {options[option]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
