import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function RequestsPage() {
  const { requests } = useMessages();
  return (
    <Page>
      <PageHeader title={requests.title} />
    </Page>
  );
}
