import type { AccessState } from '#shared/contract/access.ts';
import { useMessages } from '../../app/i18n.tsx';
import { PageHeader } from '../../ui/page.tsx';

export function AccessPage(_props: { readonly state: Exclude<AccessState, { stage: 'open' }> }) {
  const { access } = useMessages();
  return <PageHeader title={access.welcomeTitle} />;
}
