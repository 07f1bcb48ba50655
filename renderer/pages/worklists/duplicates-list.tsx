import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalOf } from '#shared/contract/rights.ts';
import { worklists as contract, type DuplicatePair } from '#shared/contract/worklists.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { CardLink } from '../../ui/card-link.tsx';
import { MergeDialog, type Merged } from './duplicates-merge.tsx';
import { UndoMerge } from './duplicates-undo.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

const useStyles = makeStyles({
  twin: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  facts: { color: tokens.colorNeutralForeground2 },
  bar: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}` },
  verbs: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** Pairs of cards that may be of one person, the surest first. */
export function DuplicatesList() {
  const styles = useStyles();
  const { worklists, actions } = useMessages();
  const notify = useNotify();
  const client = useQueryClient();
  const editable = refusalOf(contract.markDifferent, useSession().user) === null;
  const [text, setText] = usePlaceMemory('duplicates text', '');
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['duplicates', asked],
    (page) => call(api().worklists.duplicates({ ...page, text: asked })),
    (answer) => answer.pairs,
  );
  const readAgain = () => client.invalidateQueries({ queryKey: [keys.worklists] });
  const mark = useMutation({
    mutationFn: (pair: DuplicatePair) =>
      call(api().worklists.markDifferent({ personIds: [pair.first.personId, pair.second.personId] })),
    onSuccess: () => notify.done(worklists.duplicates.marked),
    onError: notify.failed,
    onSettled: () => readAgain(),
  });
  const [merging, setMerging] = useState<DuplicatePair | null>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const titles = worklists.columns;
  return (
    <>
      <ListFrame
        label={worklists.lists.duplicates}
        text={text}
        onText={setText}
        query={query}
        loaded={first !== undefined}
        total={total}
        unfiltered={asked === ''}
        onClear={() => setText('')}
        empty={{ title: worklists.duplicates.empty, text: worklists.duplicates.emptyText }}
        columns={[
          { key: 'reason', title: titles.reason, wrap: true },
          { key: 'first', title: titles.first },
          { key: 'second', title: titles.second },
          { key: 'what', title: titles.what },
        ]}
        rows={rows.map((pair) => ({
          key: `${pair.first.personId} ${pair.second.personId}`,
          cells: [
            worklists.duplicates.reasonOf[pair.reason],
            <Twin key="first" twin={pair.first} />,
            <Twin key="second" twin={pair.second} />,
            editable && (
              <span key="what" className={styles.verbs}>
                <Button
                  size="small"
                  aria-label={actions.mergeDialog.openOf(pair.first.name, pair.second.name)}
                  onClick={() => setMerging(pair)}
                >
                  {actions.mergeDialog.open}
                </Button>
                <Button size="small" disabled={mark.isPending} onClick={() => mark.mutate(pair)}>
                  {worklists.duplicates.different}
                </Button>
              </span>
            ),
          ],
        }))}
      >
        {merged !== null && (
          <div className={styles.bar}>
            <UndoMerge
              merged={merged}
              onUndone={() => {
                setMerged(null);
                void readAgain();
              }}
            />
          </div>
        )}
      </ListFrame>
      {merging !== null && (
        <MergeDialog
          pair={merging}
          onClose={() => setMerging(null)}
          onMerged={(done) => {
            setMerging(null);
            setMerged(done);
            void readAgain();
          }}
        />
      )}
    </>
  );
}

function Twin({ twin }: { readonly twin: DuplicatePair['first'] }) {
  const styles = useStyles();
  const { worklists } = useMessages();
  const format = useFormat();
  const phone = twin.phone === null ? '' : formatPhone(twin.phone);
  return (
    <span className={styles.twin}>
      <CardLink personId={twin.personId} name={twin.name} />
      <span className={styles.facts}>
        {worklists.duplicates.facts(format.date(twin.birthDate), format.snils(twin.snils), phone)}
      </span>
    </span>
  );
}
