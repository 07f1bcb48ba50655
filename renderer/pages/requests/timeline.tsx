import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { RequestView } from '#shared/contract/changes.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';

const useStyles = makeStyles({
  title: { margin: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: tokens.spacingVerticalXS },
  event: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  time: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', minWidth: '130px' },
  note: { flexBasis: '100%', paddingLeft: '142px' },
});

/** Every state of the request with its time and actor, oldest first. */
export function Timeline({ events }: { readonly events: RequestView['timeline'] }) {
  const styles = useStyles();
  const { requests } = useMessages();
  const format = useFormat();
  return (
    <section aria-label={requests.timeline}>
      <Subtitle2 as="h3" className={styles.title}>
        {requests.timeline}
      </Subtitle2>
      <ol className={styles.list}>
        {events.map((event) => (
          <li key={`${event.at} ${event.state}`} className={styles.event}>
            <time className={styles.time} dateTime={event.at}>
              {format.moment(event.at)}
            </time>
            <RequestStateChip state={event.state} />
            <Text>{event.actor}</Text>
            {event.note !== null && <Text className={styles.note}>{event.note}</Text>}
          </li>
        ))}
      </ol>
    </section>
  );
}
