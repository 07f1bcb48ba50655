import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function StaffPage() {
  const { staff } = useMessages();
  return (
    <Page>
      <PageHeader title={staff.title} />
    </Page>
  );
}
