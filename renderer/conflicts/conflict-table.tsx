import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConflictRow } from '#shared/contract/worklists.ts';
import { useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { RecordLink } from '../ui/card-link.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useDecide, useMayDecide } from './use-decide.ts';
import { nameOfField, useShownValue, WHOLE } from './use-shown-value.ts';

const useStyles = makeStyles({ choice: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS } });

interface ConflictTableProps {
  readonly label: string;
  readonly conflicts: readonly ConflictRow[];
  readonly codes: Codes;
}

/** base / ours / theirs of every open conflict, with the choice. */
export function ConflictTable({ label, conflicts, codes }: ConflictTableProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { worklists, exchange } = texts;
  const editable = useMayDecide();
  const show = useShownValue(codes);
  const decide = useDecide();
  const [chosen, setChosen] = useState<ConflictRow | null>(null);
  const titles = worklists.columns;
  return (
    <>
      <DataTable
        label={label}
        columns={[
          { key: 'record', title: titles.record },
          { key: 'field', title: titles.field },
          { key: 'base', title: titles.base, wrap: true },
          { key: 'mine', title: titles.mine, wrap: true },
          { key: 'theirs', title: titles.theirs, wrap: true },
          { key: 'what', title: titles.what, wrap: true },
        ]}
        rows={conflicts.map((row) => {
          const whole = row.field === WHOLE;
          const field = nameOfField(texts, row.kind, row.field);
          const values = whole
            ? ['', '', '']
            : [row.base, row.mine, row.theirs].map((value) => show(row.kind, row.field, value));
          return {
            key: row.id,
            cells: [
              <RecordLink key="record" record={row} />,
              field,
              ...values,
              <span key="what" className={styles.choice}>
                {editable && (
                  <>
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
                  </>
                )}
                <Button
                  size="small"
                  appearance="subtle"
                  aria-label={exchange.conflicts.decideOf(field, row.title)}
                  onClick={() => setChosen(row)}
                >
                  {exchange.conflicts.decide}
                </Button>
              </span>,
            ],
          };
        })}
      />
      {chosen !== null && <ConflictDialog {...chosen} codes={codes} onClose={() => setChosen(null)} />}
    </>
  );
}
