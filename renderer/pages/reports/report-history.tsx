import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { ShowReportButton } from './report-result.tsx';

const useStyles = makeStyles({ digest: { fontFamily: tokens.fontFamilyMonospace } });

/** Every file that was made, with the digest that tells it from a changed copy. */
export function ReportHistory({ onMake }: { readonly onMake: () => void }) {
  const styles = useStyles();
  const { reports } = useMessages();
  const format = useFormat();
  const history = useQuery({ queryKey: [keys.reports, 'history'], queryFn: () => call(api().reports.history({})) });
  if (history.error !== null) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data === undefined) return <LoadingState />;
  if (history.data.runs.length === 0) {
    return (
      <EmptyState
        icon={<DocumentTableRegular />}
        title={reports.historyEmptyTitle}
        text={reports.historyEmptyText}
        action={
          <Button appearance="primary" onClick={onMake}>
            {reports.make}
          </Button>
        }
      />
    );
  }
  const titles = reports.historyColumns;
  const columns: readonly TableColumn[] = [
    { key: 'at', title: titles.at, align: 'center' },
    { key: 'report', title: titles.report, wrap: true },
    { key: 'onDay', title: titles.onDay, align: 'center' },
    { key: 'file', title: titles.file, wrap: true },
    { key: 'rows', title: titles.rows, align: 'end' },
    { key: 'actor', title: titles.actor },
    { key: 'digest', title: titles.digest },
    { key: 'show', title: '' },
  ];
  return (
    <DataTable
      label={reports.history}
      place="history"
      columns={columns}
      rows={history.data.runs.map((run) => ({
        key: run.id,
        cells: [
          format.moment(run.at),
          reports.names[run.reportId],
          format.date(run.onDay),
          run.fileName,
          format.number(run.rows),
          run.actor,
          <span key="digest" className={styles.digest} title={run.sha256}>
            {run.sha256.slice(0, 8)}…
          </span>,
          <ShowReportButton key="show" runId={run.id} name={run.fileName} />,
        ],
      }))}
    />
  );
}
