import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import {
  BuildingBankRegular,
  DataBarVerticalRegular,
  DocumentTableRegular,
  GlobeRegular,
  PeopleListRegular,
  PersonSearchRegular,
  TableRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { ReportParameters } from '#shared/contract/areas.ts';
import { useMessages } from '../../app/i18n.tsx';

type ReportId = ReportParameters['reportId'];

const ICONS: Readonly<Record<ReportId, ReactElement>> = {
  'staff-list': <PeopleListRegular />,
  headcount: <DataBarVerticalRegular />,
  staffing: <TableRegular />,
  vacancies: <PersonSearchRegular />,
  'form-30': <DocumentTableRegular />,
  'organisation-card': <BuildingBankRegular />,
  'organisation-public': <GlobeRegular />,
};

const useStyles = makeStyles({
  gallery: {
    width: 'clamp(168px, 22vw, 340px)',
    flexShrink: 0,
    boxSizing: 'border-box',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalM,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  card: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    alignItems: 'flex-start',
    padding: tokens.spacingHorizontalM,
    textAlign: 'start',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
  },
  icon: { fontSize: '24px', display: 'inline-flex', color: tokens.colorBrandForeground1, flexShrink: 0 },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  note: { color: tokens.colorNeutralForeground2 },
});

interface ReportGalleryProps {
  readonly chosen: ReportId;
  readonly onChoose: (reportId: ReportId) => void;
}

/** Every report there is, with what it shows. */
export function ReportGallery({ chosen, onChoose }: ReportGalleryProps) {
  const styles = useStyles();
  const { reports } = useMessages();
  return (
    <nav className={styles.gallery} aria-label={reports.gallery}>
      {(Object.keys(reports.names) as ReportId[]).map((id) => (
        <button
          key={id}
          type="button"
          className={mergeClasses(styles.card, id === chosen && styles.chosen)}
          aria-current={id === chosen}
          onClick={() => onChoose(id)}
        >
          <span className={styles.icon} aria-hidden>
            {ICONS[id]}
          </span>
          <span className={styles.words}>
            <Text weight="semibold">{reports.names[id]}</Text>
            <Text size={200} className={styles.note}>
              {reports.descriptions[id]}
            </Text>
          </span>
        </button>
      ))}
    </nav>
  );
}
