import { makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { ImportCounts, ImportDecision, ImportRow, ImportState, ImportTarget } from '#shared/contract/imports.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import { failureSentence, fieldLabel } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { showValue } from '../../grid/cell-text.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';

const useStyles = makeStyles({
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  more: { color: tokens.colorNeutralForeground3 },
});

const TONE: Readonly<Record<ImportState, Tone>> = {
  new: 'waiting',
  changed: 'draft',
  same: 'done',
  doubtful: 'action',
  wrong: 'refused',
  skipped: 'info',
};

/** Fields shown of a change; a new person has many more than a line can hold. */
const SHOWN = 6;

interface ImportRowsProps {
  readonly target: ImportTarget;
  readonly importId: string;
  readonly rows: readonly ImportRow[];
  readonly disabled: boolean;
  readonly onDecided: (counts: ImportCounts) => void;
}

/** Rows of the file: verdict, what would change from what to what, why not, and the user's decision where one is needed. */
export function ImportRows({ target, importId, rows, disabled, onDecided }: ImportRowsProps) {
  const { imports } = useMessages();
  const notify = useNotify();
  const titles = imports.previewColumns;
  const decide = useMutation({
    mutationFn: ({ row, decision }: { readonly row: number; readonly decision: ImportDecision | null }) =>
      call(api().imports.decide({ importId, rows: [row], decision })),
    onSuccess: ({ counts }) => onDecided(counts),
    onError: notify.failed,
  });
  return (
    <DataTable
      label={imports.previewTable}
      columns={[
        { key: 'row', title: titles.row, align: 'end' },
        { key: 'name', title: titles.name },
        { key: 'state', title: titles.state },
        { key: 'changes', title: titles.changes, wrap: true },
        { key: 'reasons', title: titles.reasons, wrap: true },
        { key: 'decision', title: titles.decision },
      ]}
      rows={rows.map((row) => ({
        key: String(row.row),
        cells: [
          row.row,
          row.title,
          <StatusChip key="state" tone={TONE[row.state]} label={imports.state[row.state]} />,
          <Changes key="changes" changes={row.changes} />,
          <Reasons key="reasons" row={row} />,
          row.choices.length === 0 ? null : (
            <Select
              key="decision"
              size="small"
              aria-label={imports.decisionOf(row.row)}
              value={row.decision ?? ''}
              disabled={disabled || decide.isPending}
              onChange={(_event, { value }) =>
                decide.mutate({ row: row.row, decision: value === '' ? null : (value as ImportDecision) })
              }
            >
              <option value="">{imports.undecided}</option>
              {row.choices.map((choice) => (
                <option key={choice} value={choice}>
                  {imports.decisions[target][choice]}
                </option>
              ))}
            </Select>
          ),
        ],
      }))}
    />
  );
}

function Changes({ changes }: { readonly changes: ImportRow['changes'] }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const { imports } = texts;
  const show = (path: string, value: ImportRow['changes'][number]['to']) => {
    const [kind, field = ''] = path.split('.') as [EntityKind, string?];
    return showValue(fieldDefinition(kind, field)?.type ?? 'text', value, format, codes(kind, field));
  };
  return (
    <span className={styles.lines}>
      {changes.slice(0, SHOWN).map(({ field, from, to }) => (
        <span key={`${field} ${from} ${to}`}>
          {from === null
            ? imports.setTo(fieldLabel(texts, field), show(field, to))
            : imports.change(fieldLabel(texts, field), show(field, from), show(field, to))}
        </span>
      ))}
      {changes.length > SHOWN && (
        <Text size={200} className={styles.more}>
          {imports.moreFields(changes.length - SHOWN)}
        </Text>
      )}
    </span>
  );
}

function Reasons({ row: { problems, doubts, notes } }: { readonly row: ImportRow }) {
  const styles = useStyles();
  const texts = useMessages();
  const { imports } = texts;
  return (
    <span className={styles.lines}>
      {problems.map(({ field, code, params }) => (
        <span key={`${field} ${code}`}>
          {failureSentence(texts, {
            code,
            ...(field === null ? {} : { field }),
            ...(params === undefined ? {} : { params }),
          })}
        </span>
      ))}
      {doubts.map(({ doubt, name }) => (
        <span key={doubt}>{imports.doubts[doubt](name)}</span>
      ))}
      {notes.map((note) => (
        <Text key={note} size={200} className={styles.more}>
          {imports.notes[note]}
        </Text>
      ))}
    </span>
  );
}
