import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function DivisionsPage() {
  const { divisions } = useMessages();
  return (
    <Page>
      <PageHeader title={divisions.title} />
    </Page>
  );
}
