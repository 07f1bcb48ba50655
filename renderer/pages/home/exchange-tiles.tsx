import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowSwapRegular, ArrowSyncRegular, WarningRegular } from '@fluentui/react-icons';
import type { SyncState } from '#shared/contract/areas.ts';
import { describeFailure } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { useSyncState } from '../../app/sync-state.ts';
import { Tile } from './tile.tsx';
import { TileGroup } from './tile-group.tsx';
import type { Counts } from './use-home.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
  },
});

/** What differs from the registry, what a person has to decide, and how the exchange stands. */
export function ExchangeTiles({ counts }: { readonly counts: Counts }) {
  const { home } = useMessages();
  const { training } = useSession();
  const { go } = useNavigation();
  const sync = useSyncState();
  const openDifferences = () => go('worklists', { list: 'differences' });
  return (
    <TileGroup title={home.groups.exchange} foot={training || sync === undefined ? null : <ExchangeLine sync={sync} />}>
      <Tile
        title={home.differences}
        count={counts.differences}
        icon={<ArrowSwapRegular />}
        tone="waiting"
        onOpen={openDifferences}
      />
      <Tile
        title={home.conflicts}
        count={sync?.conflicts}
        icon={<WarningRegular />}
        tone="action"
        onOpen={openDifferences}
      />
    </TileGroup>
  );
}

function ExchangeLine({ sync }: { readonly sync: SyncState }) {
  const styles = useStyles();
  const { shell } = useMessages();
  const notify = useNotify();
  const running = sync.phase === 'pulling' || sync.phase === 'pushing';
  return (
    <div className={styles.line}>
      <Text role="status">{useExchangeText(sync)}</Text>
      <Button
        size="small"
        icon={<ArrowSyncRegular />}
        disabled={running}
        onClick={() => void call(api().sync.run({})).catch(notify.failed)}
      >
        {shell.syncNow}
      </Button>
    </div>
  );
}

function useExchangeText({ phase, lastSuccess, error }: SyncState): string {
  const texts = useMessages();
  const format = useFormat();
  const { exchange } = texts.home;
  const last = lastSuccess === null ? null : format.momentShort(lastSuccess);
  if (phase === 'pulling' || phase === 'pushing') return exchange[phase];
  if (phase === 'failed' && error !== null) {
    const { title, code } = describeFailure(texts, {
      code: error.code,
      ...(error.detail === null ? {} : { params: { detail: error.detail } }),
    });
    return exchange.failed(`${title} (${code})`);
  }
  if (last === null) return exchange.never;
  return phase === 'offline' ? exchange.offline(last) : exchange.idle(last);
}
