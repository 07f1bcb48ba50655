import { useMessages } from '../../app/i18n.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';

export function SettingsPage() {
  const { settings } = useMessages();
  return (
    <Page>
      <PageHeader title={settings.title} />
    </Page>
  );
}
