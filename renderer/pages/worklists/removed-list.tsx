import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalOf } from '#shared/contract/rights.ts';
import { staff as contract } from '#shared/contract/staff.ts';
import type { RemovedRow } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation, usePlaceMemory } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { useSession } from '../../app/session.tsx';
import { ListFrame } from './list-frame.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { usePages, usePaused } from './use-pages.ts';

const useStyles = makeStyles({
  verbs: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** Deleted cards, to be brought back or erased, and what is left of erased ones. */
export function RemovedList() {
  const styles = useStyles();
  const { worklists } = useMessages();
  const words = worklists.removed;
  const format = useFormat();
  const notify = useNotify();
  const client = useQueryClient();
  const { user } = useSession();
  const mayRestore = refusalOf(contract.restoreCard, user) === null;
  const mayPurge = refusalOf(contract.purgeCard, user) === null;
  const [text, setText] = usePlaceMemory('removed text', '');
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['removed', asked],
    (page) => call(api().worklists.removed({ ...page, text: asked })),
    (answer) => answer.rows,
  );
  const [purging, setPurging] = useState<RemovedRow | null>(null);
  const restore = useMutation({
    mutationFn: ({ personId }: RemovedRow) => trackSaving(call(api().staff.restoreCard({ personId }))),
    onSuccess: (_answer, { name }) => notify.done(words.restored(name)),
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: [keys.worklists] }),
  });
  return (
    <>
      <ListFrame
        label={worklists.lists.removed}
        text={text}
        onText={setText}
        query={query}
        loaded={first !== undefined}
        total={total}
        unfiltered={asked === ''}
        onClear={() => setText('')}
        empty={{ title: words.empty, text: words.emptyText }}
        columns={[
          { key: 'person', title: worklists.columns.person },
          { key: 'birthDate', title: words.birthDate, align: 'center' },
          { key: 'removedAt', title: words.removedAt, align: 'center' },
          { key: 'standing', title: words.standing, wrap: true },
          { key: 'verbs', title: '' },
        ]}
        rows={rows.map((row) => ({
          key: row.personId,
          cells: [
            row.erased === null ? row.name : words.erased,
            row.birthDate === null ? '' : format.date(row.birthDate),
            format.momentShort(row.removedAt),
            <Standing key="standing" row={row} />,
            row.erased === null && (
              <div key="verbs" className={styles.verbs}>
                {mayRestore && (
                  <Button
                    size="small"
                    aria-label={words.restoreOf(row.name)}
                    disabled={restore.isPending}
                    onClick={() => restore.mutate(row)}
                  >
                    {words.restore}
                  </Button>
                )}
                {mayPurge && row.request === null && (
                  <Button size="small" aria-label={words.purgeOf(row.name)} onClick={() => setPurging(row)}>
                    {words.purge}
                  </Button>
                )}
              </div>
            ),
          ],
        }))}
      />
      {purging !== null && <PurgeDialog card={purging} onClose={() => setPurging(null)} />}
    </>
  );
}

/** Where the deletion stands; of an erased card why it is gone, and whether the registry gave it once more. */
function Standing({ row: { request, erased } }: { readonly row: RemovedRow }) {
  const { worklists } = useMessages();
  const words = worklists.removed;
  const { go } = useNavigation();
  if (erased !== null) {
    const { by, reason, returnedId } = erased;
    return (
      <>
        {words.erasedBy(by, reason)}
        {returnedId !== null && (
          <div>
            <Link
              as="button"
              type="button"
              onClick={() => go('staff', { filter: { employed: 'all' }, personId: returnedId })}
            >
              {words.returned}
            </Link>
          </div>
        )}
      </>
    );
  }
  if (request === null) return words.settled;
  return (
    <Link as="button" type="button" onClick={() => go('requests', { requestId: request.id })}>
      {words.pending(String(request.number))}
    </Link>
  );
}
