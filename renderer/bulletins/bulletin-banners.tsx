import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { Bulletin } from '#shared/contract/bulletins.ts';
import { api, call } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNavigation } from '../app/navigation.tsx';
import { useNotify } from '../app/notify.tsx';
import { SEVERITY, usePeriod } from './bulletin-words.tsx';
import { useBulletins } from './use-bulletins.ts';

/** More at once would take the page away from its work; the list has them all. */
const MOST_SHOWN = 2;

const useStyles = makeStyles({ text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } });

/** Above every section: outages, planned works and news that have not been closed, the worst first. */
export function BulletinBanners() {
  const { bulletins: words } = useMessages();
  const { go } = useNavigation();
  const { bulletins } = useBulletins();
  const open = bulletins.filter(({ dismissed, isOver }) => !dismissed && !isOver);
  const hidden = open.length - MOST_SHOWN;
  return (
    <>
      {open.slice(0, MOST_SHOWN).map((bulletin) => (
        <Banner key={bulletin.id} bulletin={bulletin} />
      ))}
      {hidden > 0 && (
        <MessageBar intent="info">
          <MessageBarBody>{words.more(hidden)}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => go('home')}>
              {words.toList}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}

function Banner({ bulletin }: { readonly bulletin: Bulletin }) {
  const styles = useStyles();
  const { bulletins: words } = useMessages();
  const notify = useNotify();
  const period = usePeriod(bulletin);
  const { id, number, severity, title, text } = bulletin;
  const { intent, icon } = SEVERITY[severity];
  const dismiss = () => void call(api().bulletins.dismiss({ id, number })).catch(notify.failed);
  return (
    <MessageBar intent={intent} icon={icon} layout="multiline" role={severity === 'outage' ? 'alert' : 'status'}>
      <MessageBarBody className={styles.text}>
        <MessageBarTitle>{words.head(words.severity[severity], title)}</MessageBarTitle> {period}. {text}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular />}
            aria-label={words.dismiss(title)}
            onClick={dismiss}
          />
        }
      />
    </MessageBar>
  );
}
