import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import {
  ArchiveFilled,
  CheckmarkCircleFilled,
  ClockFilled,
  DismissCircleFilled,
  EditFilled,
  InfoFilled,
  WarningFilled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { RequestState } from '#shared/domain/states.ts';
import { useMessages } from '../app/i18n.tsx';

/** green done · amber action needed · red refused or overdue · grey draft, or over · blue waiting. */
export type Tone = 'done' | 'action' | 'refused' | 'draft' | 'over' | 'waiting' | 'info';

const useStyles = makeStyles({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    height: '22px',
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'nowrap',
    border: `1px solid transparent`,
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    boxSizing: 'border-box',
  },
  icon: { fontSize: '14px', flexShrink: 0 },
  done: {
    color: tokens.colorStatusSuccessForeground1,
    backgroundColor: tokens.colorStatusSuccessBackground1,
    ...shorthands.borderColor(tokens.colorStatusSuccessBorder1),
  },
  action: {
    color: tokens.colorStatusWarningForeground1,
    backgroundColor: tokens.colorStatusWarningBackground1,
    ...shorthands.borderColor(tokens.colorStatusWarningBorder1),
  },
  refused: {
    color: tokens.colorStatusDangerForeground1,
    backgroundColor: tokens.colorStatusDangerBackground1,
    ...shorthands.borderColor(tokens.colorStatusDangerBorder1),
  },
  draft: {
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground3,
    ...shorthands.borderColor(tokens.colorNeutralStroke1),
  },
  over: {
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground3,
    ...shorthands.borderColor(tokens.colorNeutralStroke1),
  },
  waiting: {
    color: tokens.colorBrandForeground1,
    backgroundColor: tokens.colorBrandBackground2,
    ...shorthands.borderColor(tokens.colorBrandStroke2),
  },
  info: {
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground3,
    ...shorthands.borderColor(tokens.colorNeutralStroke1),
  },
});

const ICONS: Readonly<Record<Tone, ReactElement>> = {
  done: <CheckmarkCircleFilled />,
  action: <WarningFilled />,
  refused: <DismissCircleFilled />,
  draft: <EditFilled />,
  over: <ArchiveFilled />,
  waiting: <ClockFilled />,
  info: <InfoFilled />,
};

interface StatusChipProps {
  readonly tone: Tone;
  readonly label: string;
  readonly icon?: ReactElement;
}

/** A status: colour, icon and word together, so that none of them is needed alone. */
export function StatusChip({ tone, label, icon }: StatusChipProps) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.chip, styles[tone])}>
      <span className={styles.icon} aria-hidden>
        {icon ?? ICONS[tone]}
      </span>
      {label}
    </span>
  );
}

export const REQUEST_TONE: Readonly<Record<RequestState, Tone>> = {
  draft: 'draft',
  submitted: 'action',
  returned: 'action',
  withdrawn: 'draft',
  approved: 'waiting',
  queued: 'waiting',
  sent: 'waiting',
  accepted: 'done',
  partly_accepted: 'action',
  rejected: 'refused',
};

export function RequestStateChip({ state }: { readonly state: RequestState }) {
  const { states } = useMessages();
  return <StatusChip tone={REQUEST_TONE[state]} label={states.request[state]} />;
}
