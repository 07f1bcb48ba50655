import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { DictionaryOffer } from '#shared/contract/dictionaries.ts';
import type { Failure } from '#shared/contract/result.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import type { JobState } from '../../app/jobs.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { InlineProgress } from '../../ui/progress.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  table: { display: 'flex', maxHeight: '180px', minHeight: 0 },
});

/** Codes that mean: nobody answered, the dictionaries are still to be had from files. */
const OFFLINE: readonly Failure['code'][] = ['KD-4001', 'KD-4004'];

interface RegistryOffersProps {
  readonly state: JobState<{ readonly offers: readonly DictionaryOffer[] }>;
  readonly onCancel: () => void;
  readonly onHide: () => void;
  readonly onOpen: (offer: DictionaryOffer) => void;
}

/** What the registry has that is newer, after it was asked: versions to look at, nothing, or why it could not be asked. */
export function RegistryOffers({ state, onCancel, onHide, onOpen }: RegistryOffersProps) {
  const styles = useStyles();
  const words = useMessages().dictionaries.registry;
  const format = useFormat();
  if (state.phase === 'idle') return null;
  const hide = (
    <Button size="small" onClick={onHide}>
      {words.hide}
    </Button>
  );
  return (
    <div className={styles.root}>
      {state.phase === 'running' && (
        <InlineProgress label={words.checking} progress={state.progress} onCancel={onCancel} />
      )}
      {state.phase === 'failed' && (
        <>
          <FailureBar error={state.failure} actions={hide} />
          {OFFLINE.includes(state.failure.code) && <span>{words.offline}</span>}
        </>
      )}
      {state.phase === 'done' && (
        <MessageBar intent={state.value.offers.length === 0 ? 'success' : 'info'}>
          <MessageBarBody>
            {state.value.offers.length === 0 ? words.none : words.offers(state.value.offers.length)}
          </MessageBarBody>
          <MessageBarActions>{hide}</MessageBarActions>
        </MessageBar>
      )}
      {state.phase === 'done' && state.value.offers.length > 0 && (
        <div className={styles.table}>
          <DataTable
            label={words.list}
            columns={[
              { key: 'name', title: words.columns.name, wrap: true },
              { key: 'inUse', title: words.columns.inUse },
              { key: 'version', title: words.columns.version },
              { key: 'published', title: words.columns.published, align: 'center' },
              { key: 'open', title: words.columns.open },
            ]}
            rows={state.value.offers.map((offer) => ({
              key: offer.oid,
              cells: [
                offer.name,
                offer.inUse === null ? words.notHere : offer.isPart ? words.part(offer.inUse) : offer.inUse,
                offer.version,
                format.date(offer.publishedOn),
                <Button
                  key="open"
                  size="small"
                  aria-label={words.openOne(offer.name, offer.version)}
                  onClick={() => onOpen(offer)}
                >
                  {words.open}
                </Button>,
              ],
            }))}
          />
        </div>
      )}
    </div>
  );
}
