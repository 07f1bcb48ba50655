import { Button, Dropdown, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { DocumentPdfRegular, DocumentTableRegular, DocumentTextRegular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { REPORT_ASKS, REPORT_FORMATS, type ReportParameters } from '#shared/contract/areas.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { type Job, useJob } from '../../app/jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { CodePicker } from '../../grid/code-picker.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { parseDay } from '../../ui/date-text.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { ReportResult, type ReportRunValue } from './report-result.tsx';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0 },
  bar: {
    display: 'flex',
    alignItems: 'flex-end',
    flexWrap: 'wrap',
    rowGap: tokens.spacingVerticalS,
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  division: { flexGrow: 1, flexBasis: '160px', maxWidth: '360px', minWidth: 0 },
  picker: { width: '100%', minWidth: 0 },
  day: { width: '148px' },
  employed: { width: '124px' },
  employedInput: { minWidth: 0, width: '100%' },
  space: { flexGrow: 1 },
  verbs: { display: 'flex', gap: tokens.spacingHorizontalS },
  preview: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground2,
    flexShrink: 0,
  },
});

const ICONS = { xlsx: <DocumentTableRegular />, pdf: <DocumentPdfRegular />, csv: <DocumentTextRegular /> } as const;

/** Letters after which a value would push the other columns out of sight. */
const LONG = 40;

const EMPLOYED = ['open', 'dismissed', 'all'] as const;

type RunInput = ReportParameters & { readonly format: (typeof REPORT_FORMATS)[number] };

/** Parameters, the first rows as they will stand in the file, and saving. */
export function ReportView({ reportId }: { readonly reportId: ReportParameters['reportId'] }) {
  const styles = useStyles();
  const { reports, states } = useMessages();
  const [divisionId, setDivisionId] = useState<string | null>(null);
  const [employed, setEmployed] = useState<ReportParameters['employed']>('open');
  const divisions = useCodes()('employment', 'divisionId') ?? EMPTY_CODES;
  const today = localDayOf(new Date());
  const { onDay: shownDay } = useOnDay();
  // A text that is no day stays in its field, and the report is of the last day that was one.
  const [typed, setTyped] = useState<string | null>(shownDay ?? today);
  const [onDay, setOnDay] = useState(shownDay ?? today);
  const asked = REPORT_ASKS[reportId];
  const parameters = { reportId, divisionId, employed, onDay };
  const { job, format: running, start } = useReportJob();
  const preview = useQuery({
    queryKey: [keys.reports, 'preview', parameters],
    queryFn: () => call(api().reports.preview(parameters)),
    placeholderData: keepPreviousData,
  });
  const busy = job.state.phase === 'running';
  return (
    <section className={styles.view} aria-label={reports.names[reportId]}>
      <div className={styles.bar}>
        <DateField
          label={reports.onDay}
          className={styles.day}
          value={typed}
          onChange={(text) => {
            setTyped(text ?? today);
            const day = text === null ? today : parseDay(text, today);
            if (day !== null) setOnDay(day);
          }}
        />
        {asked.includes('division') && (
          <Field label={reports.division} className={styles.division}>
            <CodePicker
              codes={divisions}
              value={divisionId}
              onChange={(code) => code !== undefined && setDivisionId(code)}
              onDay={onDay}
              className={styles.picker}
              label={reports.division}
              placeholder={reports.allDivisions}
            />
          </Field>
        )}
        {asked.includes('employed') ? (
          <Field label={reports.employed} className={styles.employed}>
            <Dropdown
              className={styles.employedInput}
              value={states.employed[employed]}
              selectedOptions={[employed]}
              onOptionSelect={(_event, data) => setEmployed((data.optionValue ?? 'open') as typeof employed)}
            >
              {EMPLOYED.map((option) => (
                <Option key={option} value={option}>
                  {states.employed[option]}
                </Option>
              ))}
            </Dropdown>
          </Field>
        ) : null}
        <span className={styles.space} />
        <span className={styles.verbs}>
          {REPORT_FORMATS.map((format) => (
            <Button
              key={format}
              appearance={format === 'xlsx' ? 'primary' : 'secondary'}
              icon={ICONS[format]}
              disabled={busy || preview.data === undefined || preview.data.total === 0 || typed !== onDay}
              onClick={() => start({ ...parameters, format })}
            >
              {reports.save[format]}
            </Button>
          ))}
        </span>
      </div>
      <ReportResult job={job} label={reports.making(reports.names[reportId], (running ?? 'xlsx').toUpperCase())} />
      {preview.error !== null ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data === undefined ? (
        <LoadingState />
      ) : preview.data.total === 0 ? (
        <EmptyState title={reports.previewEmpty} />
      ) : (
        <Preview data={preview.data} />
      )}
    </section>
  );
}

type PreviewData = Extract<Awaited<ReturnType<ReturnType<typeof api>['reports']['preview']>>, { ok: true }>['value'];

function Preview({ data }: { readonly data: PreviewData }) {
  const styles = useStyles();
  const { reports } = useMessages();
  const format = useFormat();
  return (
    <>
      <Text size={200} className={styles.preview} role="status">
        {reports.preview}: {reports.previewCount(data.rows.length, data.total)}
      </Text>
      {/* As it will stand in the file: Russian in every language of the program. */}
      <DataTable
        label={reports.preview}
        language="ru"
        columns={data.columns.map((column, at) => ({
          ...column,
          wrap: data.rows.some((row) => String(row[at] ?? '').length > LONG),
        }))}
        rows={data.rows.map((row, at) => ({
          key: String(at),
          cells: row.map((cell) => (typeof cell === 'number' ? format.number(cell) : cell)),
        }))}
      />
    </>
  );
}

interface ReportJob {
  readonly job: Job<RunInput, ReportRunValue>;
  readonly format: RunInput['format'] | null;
  readonly start: (input: RunInput) => void;
}

/** Saving a report, and which format is being made. The list of finished ones is read again at its end. */
function useReportJob(): ReportJob {
  const client = useQueryClient();
  const { reports } = useMessages();
  const notify = useNotify();
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const [format, setFormat] = useState<RunInput['format'] | null>(null);
  const job = useJob(async (input: RunInput, options) => {
    const result = await api().reports.run(input, options);
    void client.invalidateQueries({ queryKey: [keys.reports, 'history'] });
    // The page shows the result itself while it is there.
    if (left.current && result.ok && result.value !== null) notify.done(reports.ready(result.value.fileName));
    return result;
  });
  return {
    job,
    format,
    start: (input) => {
      setFormat(input.format);
      job.start(input);
    },
  };
}
