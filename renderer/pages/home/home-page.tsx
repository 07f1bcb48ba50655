import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function HomePage() {
  const { home } = useMessages();
  return (
    <Page>
      <PageHeader title={home.title} />
    </Page>
  );
}
