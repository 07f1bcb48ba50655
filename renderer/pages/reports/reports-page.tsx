import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function ReportsPage() {
  const { reports } = useMessages();
  return (
    <Page>
      <PageHeader title={reports.title} />
    </Page>
  );
}
