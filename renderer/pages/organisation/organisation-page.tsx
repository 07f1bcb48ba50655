import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { BuildingBankRegular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { usePlaceMemory } from '../../app/navigation.tsx';
import { dayInput, useOnDay } from '../../app/on-day.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { SubjectHistory } from '../../history/subject-history.tsx';
import { FirstPull } from '../../ui/first-use.tsx';
import { OnDayBanner } from '../../ui/on-day-banner.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { LicencesTab } from './licences-tab.tsx';
import { MissingBar, type MissingPlace } from './missing-bar.tsx';
import { OrganisationCommands } from './organisation-commands.tsx';
import { OrganisationDetails } from './organisation-details.tsx';
import { OrganisationStatusChips } from './organisation-status.tsx';
import { PremisesTab } from './premises-tab.tsx';

export const ORGANISATION_TABS = ['details', 'licences', 'buildings', 'services', 'documents', 'history'] as const;
export type OrganisationTab = (typeof ORGANISATION_TABS)[number];

const useStyles = makeStyles({
  tabs: { padding: `0 ${tokens.spacingHorizontalS}`, flexShrink: 0, flexWrap: 'wrap' },
  body: { display: 'flex', flexDirection: 'column', flex: '1 1 auto', minHeight: 0, minWidth: 0, overflow: 'auto' },
  banner: { padding: `0 ${tokens.spacingHorizontalL}`, flexShrink: 0 },
  padded: { padding: tokens.spacingHorizontalL },
});

/** The organisation: its requisites, licences, buildings, services, and whether it is active. */
export function OrganisationPage() {
  const { organisation: texts } = useMessages();
  const { onDay } = useOnDay();
  const card = useQuery({
    queryKey: [keys.organisation, 'card', onDay],
    queryFn: () => call(api().organisation.card(dayInput(onDay))),
    placeholderData: keepPreviousData,
  });
  if (card.data !== undefined && card.data !== null)
    return <Organisation card={card.data} pending={card.isPlaceholderData} />;
  return (
    <Page>
      <PageHeader title={texts.title} />
      {card.error !== null ? (
        <ErrorState error={card.error} onRetry={() => void card.refetch()} />
      ) : card.data === undefined ? (
        <LoadingState />
      ) : (
        <FirstPull
          icon={<BuildingBankRegular />}
          title={texts.emptyTitle}
          text={texts.emptyText}
          steps={['exchange']}
        />
      )}
    </Page>
  );
}

interface OrganisationProps {
  readonly card: OrganisationCard;
  /** It is that of the day looked at before. */
  readonly pending: boolean;
}

function Organisation({ card, pending }: OrganisationProps) {
  const styles = useStyles();
  const { organisation: texts } = useMessages();
  const codes = useCodes();
  const [tab, setTab] = usePlaceMemory<OrganisationTab>('tab', 'details');
  const [focus, setFocus] = useState<MissingPlace | null>(null);
  const show = (place: MissingPlace): void => {
    setTab(place.tab);
    setFocus({ ...place });
  };
  const { organisation } = card;
  return (
    <Page>
      <PageHeader title={texts.title} counts={organisation.nameShort ?? organisation.nameFull}>
        <OrganisationStatusChips card={card} />
      </PageHeader>
      <OrganisationCommands />
      <div className={styles.banner}>
        <OnDayBanner pending={pending} />
      </div>
      <MissingBar missing={card.missing} onShow={show} />
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_event, { value }) => setTab(ORGANISATION_TABS.find((known) => known === value) ?? 'details')}
      >
        {ORGANISATION_TABS.map((value) => (
          <Tab key={value} value={value}>
            {texts.tabs[value]}
          </Tab>
        ))}
      </TabList>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled part without controls must be reachable by keyboard */}
      <div className={styles.body} role="tabpanel" aria-label={texts.tabs[tab]} tabIndex={0}>
        {tab === 'details' && <OrganisationDetails card={card} codes={codes} focus={focus} />}
        {tab === 'licences' && <LicencesTab card={card} />}
        {tab === 'buildings' && <PremisesTab key="building" kind="building" card={card} codes={codes} />}
        {tab === 'services' && <PremisesTab key="service" kind="service" card={card} codes={codes} />}
        {tab === 'documents' && <DocumentsTab card={card} />}
        {tab === 'history' && (
          <div className={styles.padded}>
            <SubjectHistory subject={{ kind: 'organisation', id: card.organisation.id }} codes={codes} />
          </div>
        )}
      </div>
    </Page>
  );
}
