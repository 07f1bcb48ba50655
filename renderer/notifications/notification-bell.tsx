import {
  Button,
  CounterBadge,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Subtitle2,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { AlertRegular, CheckmarkCircleRegular, SettingsRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useEvent } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNavigation } from '../app/navigation.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { NotificationLine } from './notification-line.tsx';
import { useFreshNotifications } from './use-fresh-notifications.ts';
import { type Bell, useBell, useNotificationSettings } from './use-notifications.ts';
import { useOpenNotification } from './use-open-notification.ts';

const useStyles = makeStyles({
  bell: {
    position: 'relative',
    flexShrink: 0,
    width: '32px',
    minWidth: '32px',
    padding: 0,
    '& .fui-Button__icon': { margin: 0 },
  },
  badge: { position: 'absolute', top: '0', right: '0', pointerEvents: 'none' },
  surface: {
    padding: 0,
    width: '400px',
    maxWidth: 'calc(100vw - 24px)',
    maxHeight: 'min(560px, calc(100vh - 96px))',
    display: 'flex',
    flexDirection: 'column',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
  title: { margin: 0, flexGrow: 1 },
  list: { margin: 0, padding: 0, listStyleType: 'none', overflowY: 'auto', minHeight: 0 },
});

/** What the user is told of: a count of what is unread, and the list behind it. */
export function NotificationBell() {
  const styles = useStyles();
  const { notifications: words } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const bell = useBell();
  useFreshNotifications(() => setOpen(true));
  useEvent('notifications.open', () => setOpen(true));
  return (
    <Popover open={isOpen} onOpenChange={(_event, { open }) => setOpen(open)} trapFocus positioning="below-end">
      <span className={styles.bell}>
        <PopoverTrigger disableButtonEnhancement>
          <Tooltip content={words.bell(bell.unread)} relationship="label">
            <Button appearance="subtle" icon={<AlertRegular />} />
          </Tooltip>
        </PopoverTrigger>
        {bell.unread > 0 && (
          <CounterBadge className={styles.badge} count={bell.unread} size="small" color="danger" aria-hidden />
        )}
      </span>
      <PopoverSurface className={styles.surface} aria-label={words.title}>
        <BellContent bell={bell} onClose={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

function BellContent({ bell, onClose }: { readonly bell: Bell; readonly onClose: () => void }) {
  const styles = useStyles();
  const { notifications: words } = useMessages();
  const { go } = useNavigation();
  const open = useOpenNotification();
  const { items, unread, markRead, draftMail } = bell;
  const { settings } = useNotificationSettings();
  return (
    <>
      <div className={styles.head}>
        <Subtitle2 as="h2" className={styles.title}>
          {words.title}
        </Subtitle2>
        <Button size="small" appearance="subtle" disabledFocusable={unread === 0} onClick={() => markRead(null)}>
          {words.markAllRead}
        </Button>
        <Tooltip content={words.settings} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<SettingsRegular />}
            onClick={() => {
              onClose();
              go('settings');
            }}
          />
        </Tooltip>
      </div>
      {bell.error !== null ? (
        <ErrorState error={bell.error} onRetry={bell.retry} />
      ) : items === undefined ? (
        <LoadingState />
      ) : items.length === 0 ? (
        <EmptyState icon={<CheckmarkCircleRegular />} title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <ul className={styles.list} aria-label={words.title}>
          {items.map((notification) => (
            <NotificationLine
              key={notification.id}
              notification={notification}
              onRead={() => markRead([notification.id])}
              onDraft={settings?.channels[notification.kind].email === true ? () => draftMail(notification.id) : null}
              onOpen={() => {
                if (!notification.read) markRead([notification.id]);
                onClose();
                open(notification);
              }}
            />
          ))}
        </ul>
      )}
    </>
  );
}
