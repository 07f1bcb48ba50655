import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function JournalPage() {
  const { journal } = useMessages();
  return (
    <Page>
      <PageHeader title={journal.title} />
    </Page>
  );
}
