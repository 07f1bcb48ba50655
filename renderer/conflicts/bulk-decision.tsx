import { makeStyles, Text } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConflictRow } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import type { Choice } from './use-decide.ts';
import { nameOfField, useShownValue, WHOLE } from './use-shown-value.ts';

const useStyles = makeStyles({ preview: { display: 'flex', maxHeight: '45vh', minHeight: 0 } });

interface BulkDecisionProps {
  readonly rows: readonly ConflictRow[];
  readonly total: number;
  readonly choice: Choice;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** One choice for all, after a look at what it makes of each: what was not shown is not decided. */
export function BulkDecision({ rows, total, choice, codes, onClose }: BulkDecisionProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { conflicts } = texts.exchange;
  const { bulk } = conflicts;
  const notify = useNotify();
  const client = useQueryClient();
  const show = useShownValue(codes);
  const decide = useMutation({
    mutationFn: () => call(api().worklists.decideConflicts({ conflictIds: rows.map(({ id }) => id), choice })),
    onSuccess({ decided, left }) {
      if (left === 0) notify.done(bulk.done(decided));
      else notify.warn(bulk.done(decided), bulk.left(left));
      onClose();
    },
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: [keys.worklists] }),
  });
  const titles = texts.worklists.columns;
  return (
    <FormDialog
      title={bulk[choice](rows.length)}
      submit={conflicts[choice]}
      busy={decide.isPending}
      wide
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
      onClose={onClose}
    >
      <Text>{rows.length < total ? bulk.first(rows.length, total) : bulk.text}</Text>
      <div className={styles.preview}>
        <DataTable
          label={bulk[choice](rows.length)}
          columns={[
            { key: 'record', title: titles.record },
            { key: 'field', title: titles.field },
            { key: 'stays', title: bulk.stays, wrap: true },
            { key: 'goes', title: bulk.goes, wrap: true },
          ]}
          rows={rows.map(({ id, title, kind, field, mine, theirs }) => ({
            key: id,
            cells: [
              title,
              nameOfField(texts, kind, field),
              ...(field === WHOLE
                ? ['', '']
                : [choice === 'mine' ? mine : theirs, choice === 'mine' ? theirs : mine].map((value) =>
                    show(kind, field, value),
                  )),
            ],
          }))}
        />
      </div>
    </FormDialog>
  );
}
