import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refusalOf } from '#shared/contract/rights.ts';
import { type ConflictRow, worklists as contract } from '#shared/contract/worklists.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { api, call, keys } from '../../app/api.ts';
import { focusOf } from '../../app/card-focus.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation, usePlaceMemory } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { showValue } from '../../grid/cell-text.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { ListFrame } from './list-frame.tsx';
import { usePages, usePaused } from './use-pages.ts';

const useStyles = makeStyles({
  choice: { display: 'flex', gap: tokens.spacingHorizontalXS },
  request: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  bar: { margin: `0 ${tokens.spacingHorizontalM}`, flexShrink: 0 },
  conflicts: { display: 'flex', flexDirection: 'column', maxHeight: '50%', flexShrink: 0 },
});

const WHOLE = '*';

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
          row.personId === null ? (
            row.title
          ) : (
            <CardLink
              key="record"
              personId={row.personId}
              name={row.title}
              focus={focusOf(`${row.kind}.${row.field}`, row.entityId)}
            />
          ),
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
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} codes={codes} />}
    </ListFrame>
  );
}

/** base / ours / theirs of every open conflict, with the choice. */
function Conflicts({ conflicts, codes }: { readonly conflicts: readonly ConflictRow[]; readonly codes: Codes }) {
  const styles = useStyles();
  const texts = useMessages();
  const { worklists } = texts;
  const notify = useNotify();
  const client = useQueryClient();
  const editable = refusalOf(contract.decideConflict, useSession().user) === null;
  const show = useShownValue(codes);
  const decide = useMutation({
    mutationFn: (decision: { conflictId: string; choice: 'mine' | 'theirs' }) =>
      call(api().worklists.decideConflict(decision)),
    onSuccess: () => notify.done(worklists.differences.decided),
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: [keys.worklists] }),
  });
  const titles = worklists.columns;
  return (
    <section className={styles.conflicts}>
      <MessageBar intent="warning" className={styles.bar} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{worklists.differences.conflicts(conflicts.length)}.</MessageBarTitle>{' '}
          {worklists.differences.conflictsText}
        </MessageBarBody>
      </MessageBar>
      <DataTable
        label={worklists.lists.differences}
        columns={[
          { key: 'record', title: titles.record },
          { key: 'field', title: titles.field },
          { key: 'base', title: titles.base, wrap: true },
          { key: 'mine', title: titles.mine, wrap: true },
          { key: 'theirs', title: titles.theirs, wrap: true },
          { key: 'what', title: titles.what },
        ]}
        rows={conflicts.map((row) => {
          const whole = row.field === WHOLE;
          const field = whole ? worklists.differences.whole : fieldLabel(texts, `${row.kind}.${row.field}`);
          const values = whole
            ? ['', '', '']
            : [row.base, row.mine, row.theirs].map((v) => show(row.kind, row.field, v));
          return {
            key: row.id,
            cells: [
              row.personId === null ? (
                row.title
              ) : (
                <CardLink
                  key="record"
                  personId={row.personId}
                  name={row.title}
                  focus={focusOf(`${row.kind}.${row.field}`, row.entityId)}
                />
              ),
              field,
              ...values,
              editable && (
                <span key="what" className={styles.choice}>
                  <Button
                    size="small"
                    disabled={decide.isPending || whole}
                    aria-label={worklists.differences.takeMineOf(field, row.title)}
                    onClick={() => decide.mutate({ conflictId: row.id, choice: 'mine' })}
                  >
                    {worklists.differences.takeMine}
                  </Button>
                  <Button
                    size="small"
                    disabled={decide.isPending}
                    aria-label={worklists.differences.takeTheirsOf(field, row.title)}
                    onClick={() => decide.mutate({ conflictId: row.id, choice: 'theirs' })}
                  >
                    {worklists.differences.takeTheirs}
                  </Button>
                </span>
              ),
            ],
          };
        })}
      />
    </section>
  );
}

function useShownValue(codes: Codes): (kind: EntityKind, field: string, value: FieldValue) => string {
  const { worklists } = useMessages();
  const format = useFormat();
  return (kind, field, value) => {
    const type = fieldDefinition(kind, field)?.type ?? 'text';
    return showValue(type, value, format, codes(kind, field)) || worklists.differences.emptyValue;
  };
}
