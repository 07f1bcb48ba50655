import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useOnDay, useShownDay } from '../app/on-day.tsx';

/**
 * Says that what is below is of another day, and the way back; nothing while it is today.
 * @param pending whether what is below is still that of the day before the one just chosen
 */
export function OnDayBanner({ pending }: { readonly pending: boolean }) {
  const { onDay: words } = useMessages();
  const format = useFormat();
  const { show } = useOnDay();
  const onDay = useShownDay(pending);
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
