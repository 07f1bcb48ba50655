import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import type { ReportParameters } from '#shared/contract/areas.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ReportGallery } from './report-gallery.tsx';
import { ReportHistory } from './report-history.tsx';
import { ReportView } from './report-view.tsx';

const useStyles = makeStyles({
  tabs: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0 },
  body: { display: 'flex', flexGrow: 1, minHeight: 0, minWidth: 0 },
});

/** Choose a report, set it, see it, save it; and what was saved before. */
export function ReportsPage() {
  const styles = useStyles();
  const { reports } = useMessages();
  const [tab, setTab] = usePlaceMemory<'new' | 'history'>('tab', 'new');
  const [reportId, setReportId] = usePlaceMemory<ReportParameters['reportId']>(
    'report',
    useParameters('reports').reportId ?? 'staff-list',
  );
  return (
    <Page>
      <PageHeader title={reports.title} />
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_event, data) => setTab(data.value as typeof tab)}
      >
        <Tab value="new">{reports.make}</Tab>
        <Tab value="history">{reports.history}</Tab>
      </TabList>
      {tab === 'new' ? (
        <div className={styles.body}>
          <ReportGallery chosen={reportId} onChoose={setReportId} />
          <ReportView key={reportId} reportId={reportId} />
        </div>
      ) : (
        <ReportHistory onMake={() => setTab('new')} />
      )}
    </Page>
  );
}
