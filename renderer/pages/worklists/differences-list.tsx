import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation, usePlaceMemory } from '../../app/navigation.tsx';
import { ConflictTable } from '../../conflicts/conflict-table.tsx';
import { useShownValue } from '../../conflicts/use-shown-value.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { RecordLink } from '../../ui/card-link.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

const useStyles = makeStyles({
  request: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  bar: { margin: `0 ${tokens.spacingHorizontalM}`, flexShrink: 0 },
  conflicts: { display: 'flex', flexDirection: 'column', maxHeight: '50%', flexShrink: 0 },
});

/** Where our values are not the registry's: what a person has to decide first, then what waits to be accepted. */
export function DifferencesList({ codes }: { readonly codes: Codes }) {
  const styles = useStyles();
  const texts = useMessages();
  const { worklists } = texts;
  const { go } = useNavigation();
  const [text, setText] = usePlaceMemory('differences text', '');
  const asked = usePaused(text);
  const { query, first, rows, total } = usePages(
    ['differences', asked],
    (page) => call(api().worklists.differences({ ...page, text: asked })),
    (answer) => answer.rows,
  );
  const show = useShownValue(codes);
  const conflicts = first?.conflicts ?? [];
  const titles = worklists.columns;
  return (
    <ListFrame
      label={worklists.differences.ours}
      text={text}
      onText={setText}
      query={query}
      loaded={first !== undefined}
      total={total}
      unfiltered={asked === ''}
      onClear={() => setText('')}
      empty={{ title: worklists.differences.empty, text: worklists.differences.emptyText }}
      more={conflicts.length > 0}
      columns={[
        { key: 'record', title: titles.record },
        { key: 'field', title: titles.field },
        { key: 'theirs', title: titles.theirs, wrap: true },
        { key: 'mine', title: titles.mine, wrap: true },
        { key: 'request', title: titles.request },
      ]}
      rows={rows.map((row) => ({
        key: `${row.kind} ${row.entityId} ${row.field}`,
        cells: [
          <RecordLink key="record" record={row} />,
          fieldLabel(texts, `${row.kind}.${row.field}`),
          show(row.kind, row.field, row.theirs),
          show(row.kind, row.field, row.mine),
          <span key="request" className={styles.request}>
            <Button
              size="small"
              appearance="subtle"
              aria-label={worklists.openRequest(String(row.requestNumber))}
              onClick={() => go('requests', { requestId: row.requestId })}
            >
              {`№ ${row.requestNumber}`}
            </Button>
            <RequestStateChip state={row.requestState} />
          </span>,
        ],
      }))}
    >
      {conflicts.length > 0 && (
        <section className={styles.conflicts}>
          <MessageBar intent="warning" className={styles.bar} layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{worklists.differences.conflicts(conflicts.length)}.</MessageBarTitle>{' '}
              {worklists.differences.conflictsText}
            </MessageBarBody>
          </MessageBar>
          <ConflictTable label={worklists.lists.differences} conflicts={conflicts} codes={codes} />
        </section>
      )}
    </ListFrame>
  );
}
