import { Checkbox, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useState } from 'react';
import { EXPORT_COLUMNS, type ExportColumn } from '#shared/contract/bulk.ts';
import type { CallOptions } from '#shared/contract/index.ts';
import { api } from '../../../app/api.ts';
import { useMessages } from '../../../app/i18n.tsx';
import { useJob } from '../../../app/jobs.ts';
import { useNotify } from '../../../app/notify.tsx';
import { ScopeChoice, useScope } from '../../../bulk/scope-choice.tsx';
import { FailureBar } from '../../../ui/failure-bar.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { InlineProgress } from '../../../ui/progress.tsx';
import type { StaffBulkProps } from './bulk-menu.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))',
    columnGap: tokens.spacingHorizontalM,
    border: 0,
    margin: 0,
    padding: 0,
  },
  legend: { padding: 0 },
  wrong: { color: tokens.colorStatusDangerForeground1 },
});

type Input = Parameters<ReturnType<typeof api>['bulk']['export']>[0];
const run = (input: Input, options: CallOptions) => api().bulk.export(input, options);

/** The chosen people as a table: which columns, which format, then where to. */
export function ExportDialog({ scope, onClose }: StaffBulkProps) {
  const styles = useStyles();
  const { bulk, documents } = useMessages();
  const words = bulk.exportDialog;
  const notify = useNotify();
  const job = useJob(run);
  const chosen = useScope(scope, job.reset);
  const [columns, setColumns] = useState<ReadonlySet<ExportColumn>>(() => new Set(EXPORT_COLUMNS));
  const [format, setFormat] = useState<Input['format']>('xlsx');
  const { state } = job;
  const saved = state.phase === 'done' ? state.value : undefined;
  const tell = useEffectEvent((rows: number, fileName: string) => {
    notify.done(words.done(rows), fileName);
    onClose();
  });
  useEffect(() => {
    if (saved != null) tell(saved.rows, saved.fileName);
  }, [saved]);
  const toggle = (column: ExportColumn): void => {
    const next = new Set(columns);
    if (!next.delete(column)) next.add(column);
    setColumns(next);
  };
  const start = (): void =>
    job.start({ rows: chosen.rows, columns: EXPORT_COLUMNS.filter((column) => columns.has(column)), format });
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      busy={state.phase === 'running'}
      disabled={columns.size === 0}
      onSubmit={start}
      onClose={onClose}
    >
      <div>{words.text}</div>
      <ScopeChoice {...chosen} />
      {/* A field would give all of them one name: each is a field of its own. */}
      <fieldset className={styles.columns}>
        <legend className={styles.legend}>{words.columns}</legend>
        {EXPORT_COLUMNS.map((column) => (
          <Checkbox
            key={column}
            label={documents.columns[column]}
            checked={columns.has(column)}
            onChange={() => toggle(column)}
          />
        ))}
      </fieldset>
      {columns.size === 0 && (
        <div role="alert" className={styles.wrong}>
          {words.choose}
        </div>
      )}
      <Field label={words.format}>
        <RadioGroup
          layout="horizontal"
          value={format}
          onChange={(_event, { value }) => setFormat(value === 'csv' ? 'csv' : 'xlsx')}
        >
          <Radio value="xlsx" label={words.formats.xlsx} />
          <Radio value="csv" label={words.formats.csv} />
        </RadioGroup>
      </Field>
      {state.phase === 'running' && (
        <InlineProgress label={words.working} progress={state.progress} onCancel={job.cancel} />
      )}
      {state.phase === 'failed' && <FailureBar error={state.failure} />}
    </FormDialog>
  );
}
