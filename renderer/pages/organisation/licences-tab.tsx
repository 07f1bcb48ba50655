import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CertificateRegular } from '@fluentui/react-icons';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import type { Licence } from '#shared/domain/entities.ts';
import { isValidLicence } from '#shared/rules/organisation-file.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { useSyncState } from '../../app/sync-state.ts';
import { ATTACHABLE } from '../../attachments/attachable.ts';
import { AttachmentList } from '../../attachments/attachment-list.tsx';
import { useAttachments } from '../../attachments/use-attachments.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { IssueNotes } from './issue-notes.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

const useStyles = makeStyles({
  note: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`, color: tokens.colorNeutralForeground2 },
  services: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
  cell: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, alignItems: 'flex-start' },
});

/** Licences as the registry has them, to be read. */
export function LicencesTab({ card }: { readonly card: OrganisationCard }) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { organisation, common } = texts;
  const lastSuccess = useSyncState()?.lastSuccess ?? null;
  const age = lastSuccess === null ? common.neverSynced : common.dataAge(format.moment(lastSuccess));
  const { onDay } = useOnDay();
  const today = onDay ?? localDayOf(new Date());
  const mayEdit = useMayEditOrganisation();
  const filesOf = useAttachments(card.licences.map(({ id }) => ({ kind: 'licence', id })));
  const columns = [
    { key: 'number', title: fieldLabel(texts, 'licence.number') },
    { key: 'status', title: fieldLabel(texts, 'licence.status') },
    { key: 'issuedOn', title: fieldLabel(texts, 'licence.issuedOn'), align: 'center' as const },
    { key: 'endDate', title: fieldLabel(texts, 'licence.endDate'), align: 'center' as const },
    { key: 'addressText', title: fieldLabel(texts, 'licence.addressText'), wrap: true },
    { key: 'services', title: fieldLabel(texts, 'licence.services'), wrap: true },
    { key: 'activity', title: fieldLabel(texts, 'licence.activity'), wrap: true },
    { key: 'licenser', title: fieldLabel(texts, 'licence.licenser'), wrap: true },
  ];
  return (
    <>
      <Text className={styles.note}>{`${organisation.licencesOfRegistry} ${age}`}</Text>
      {card.licences.length === 0 ? (
        <EmptyState
          icon={<CertificateRegular />}
          title={organisation.noLicencesTitle}
          text={organisation.noLicencesText}
        />
      ) : (
        <DataTable
          label={organisation.tabs.licences}
          place="licences"
          columns={columns}
          rows={card.licences.map((licence) => ({
            key: licence.id,
            cells: [
              <span key="number" className={styles.cell}>
                {licence.number === null ? common.none : numberOf(licence)}
                <IssueNotes issues={card.issues} id={licence.id} />
                <AttachmentList
                  owner={{ kind: 'licence', id: licence.id }}
                  title={licence.number ?? texts.states.entity.licence}
                  attachments={filesOf(licence.id)}
                  kinds={ATTACHABLE.licence}
                  disabled={!mayEdit}
                />
              </span>,
              <LicenceStatus key="status" licence={licence} today={today} />,
              format.date(licence.issuedOn),
              licence.endDate === null ? organisation.unlimited : format.date(licence.endDate),
              licence.addressText,
              <LicensedServices key="services" services={licence.services} className={styles.services} />,
              licence.activity,
              licence.licenser,
            ],
          }))}
        />
      )}
    </>
  );
}

/** With its series, where it has one. */
function numberOf({ series, number }: Licence): string {
  return [series, number].filter((part) => part !== null).join(' ');
}

function LicenceStatus({ licence, today }: { readonly licence: Licence; readonly today: string }) {
  const { organisation } = useMessages();
  const valid = isValidLicence(licence, today);
  return (
    <StatusChip
      tone={valid ? 'done' : 'draft'}
      label={licence.status ?? (valid ? organisation.inForce : organisation.notInForce)}
    />
  );
}

interface LicensedServicesProps {
  readonly services: string | null;
  readonly className: string;
}

/** Tens of works and services, folded until they are asked for. */
function LicensedServices({ services, className }: LicensedServicesProps) {
  const { organisation } = useMessages();
  const lines = services?.split('\n') ?? [];
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{organisation.licensed(lines.length)}</summary>
      <ul className={className}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
