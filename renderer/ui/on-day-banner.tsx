import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useOnDay } from '../app/on-day.tsx';

/** Says that what is below is of another day, and the way back; nothing while it is today. */
export function OnDayBanner() {
  const { onDay: words } = useMessages();
  const format = useFormat();
  const { onDay, show } = useOnDay();
  if (onDay === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <strong>{words.banner(format.date(onDay))}.</strong> {words.bannerText}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => show(null)}>
          {words.back}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
