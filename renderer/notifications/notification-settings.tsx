import { Checkbox, Field, Input, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import {
  NOTIFICATION_KINDS,
  type NotificationKind,
  type NotificationSettings,
} from '#shared/contract/notifications.ts';
import { useMessages } from '../app/i18n.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useNotificationSettings } from './use-notifications.ts';

const CHANNELS = ['inApp', 'system', 'email'] as const;
/** Where quiet hours begin when they are switched on. */
const EVENING = { from: '20:00', to: '08:00' };

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  head: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  box: { textAlign: 'center', width: '96px' },
  kind: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, padding: '2px 0' },
  hours: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  note: { color: tokens.colorNeutralForeground2 },
});

/** What the user wants to be told of, how, and when not. */
export function NotificationSettingsForm() {
  const { settings, error, refetch, set } = useNotificationSettings();
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (settings === undefined) return <LoadingState />;
  return (
    <>
      <Channels settings={settings} onChange={set} />
      <QuietTime settings={settings} onChange={set} />
    </>
  );
}

interface PartProps {
  readonly settings: NotificationSettings;
  readonly onChange: (settings: NotificationSettings) => void;
}

function Channels({ settings, onChange }: PartProps) {
  const styles = useStyles();
  const { notifications } = useMessages();
  const words = notifications.preferences;
  const change = (kind: NotificationKind, channel: (typeof CHANNELS)[number], wanted: boolean) =>
    onChange({
      ...settings,
      channels: { ...settings.channels, [kind]: { ...settings.channels[kind], [channel]: wanted } },
    });
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              {words.kind}
            </th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col" className={styles.box}>
                <Text className={styles.note} size={200}>
                  {words[channel]}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {NOTIFICATION_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row" className={styles.kind}>
                {notifications.kind[kind]}
              </th>
              {CHANNELS.map((channel) => (
                <td key={channel} className={styles.box}>
                  <Checkbox
                    checked={settings.channels[kind][channel]}
                    // The letter is offered in the bell.
                    disabled={channel === 'email' && !settings.channels[kind].inApp}
                    aria-label={words.channelOf(notifications.kind[kind], words[channel])}
                    onChange={(_event, { checked }) => change(kind, channel, checked === true)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size={200} className={styles.note}>
        {words.systemText}
      </Text>
      <Text size={200} className={styles.note}>
        {words.emailText}
      </Text>
    </>
  );
}

function QuietTime({ settings, onChange }: PartProps) {
  const styles = useStyles();
  const words = useMessages().notifications.preferences;
  const { quietHours } = settings;
  return (
    <>
      <Switch
        label={words.quiet}
        checked={quietHours !== null}
        onChange={(_event, { checked }) => onChange({ ...settings, quietHours: checked ? EVENING : null })}
      />
      {quietHours === null ? null : (
        <div className={styles.hours}>
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={words[end]}>
              <Input
                type="time"
                value={quietHours[end]}
                // Half a time is no time yet.
                onChange={(_event, { value }) =>
                  value !== '' && onChange({ ...settings, quietHours: { ...quietHours, [end]: value } })
                }
              />
            </Field>
          ))}
        </div>
      )}
      <Switch
        label={words.weekends}
        checked={settings.quietWeekends}
        onChange={(_event, { checked }) => onChange({ ...settings, quietWeekends: checked })}
      />
      <Text size={200} className={styles.note}>
        {words.quietText}
      </Text>
    </>
  );
}
