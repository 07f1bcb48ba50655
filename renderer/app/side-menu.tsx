import { Button, CounterBadge, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import {
  ArrowSyncRegular,
  ArrowUploadRegular,
  BookRegular,
  BuildingBankRegular,
  BuildingRegular,
  ClipboardTaskListLtrRegular,
  DataBarVerticalRegular,
  DocumentRegular,
  HistoryRegular,
  HomeRegular,
  PeopleRegular,
  SettingsRegular,
  TableRegular,
  WrenchRegular,
} from '@fluentui/react-icons';
import { type ReactElement, useSyncExternalStore } from 'react';
import { SECTIONS, type Section } from '#shared/domain/sections.ts';
import { HiddenText } from '../ui/hidden-text.tsx';
import { useMessages } from './i18n.tsx';
import { useNavigation } from './navigation.tsx';
import { useHasRole } from './session.tsx';
import { useSummary } from './summary.ts';

const ICONS: Readonly<Record<Section, ReactElement>> = {
  home: <HomeRegular />,
  staff: <PeopleRegular />,
  divisions: <BuildingRegular />,
  staffing: <TableRegular />,
  organisation: <BuildingBankRegular />,
  dictionaries: <BookRegular />,
  requests: <ClipboardTaskListLtrRegular />,
  documents: <DocumentRegular />,
  worklists: <WrenchRegular />,
  reports: <DataBarVerticalRegular />,
  imports: <ArrowUploadRegular />,
  exchange: <ArrowSyncRegular />,
  journal: <HistoryRegular />,
  settings: <SettingsRegular />,
};

const useStyles = makeStyles({
  menu: {
    gridArea: 'menu',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalS,
    width: '216px',
    boxSizing: 'border-box',
    overflowY: 'auto',
  },
  narrow: { width: '56px' },
  item: {
    flexShrink: 0,
    justifyContent: 'flex-start',
    minWidth: 0,
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
    position: 'relative',
    paddingLeft: tokens.spacingHorizontalMNudge,
    paddingRight: tokens.spacingHorizontalMNudge,
  },
  itemNarrow: { maxWidth: 'none', paddingLeft: 0, paddingRight: 0, justifyContent: 'center' },
  chosen: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    fontWeight: tokens.fontWeightSemibold,
    '::before': {
      content: '""',
      position: 'absolute',
      left: '2px',
      top: '8px',
      bottom: '8px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandForeground1,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
    },
  },
  label: { flexGrow: 1, textAlign: 'start', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  badge: { flexShrink: 0 },
  badgeNarrow: { position: 'absolute', top: '0', right: '0' },
});

const wide = () => window.matchMedia('(min-width: 1100px)');

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = wide();
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => wide().matches,
  );
}

/** Requests that wait for this user: to approve for the approver, returned ones for the editor. */
function useWaitingRequests(): number {
  const approver = useHasRole('approver');
  const editor = useHasRole('editor');
  const { data } = useSummary();
  if (data === undefined) return 0;
  return approver ? data.toApprove : editor ? data.returned : 0;
}

function waitingBadge(count: number, className: string): ReactElement | undefined {
  return count === 0 ? undefined : <CounterBadge count={count} size="small" className={className} aria-hidden />;
}

export function SideMenu() {
  const styles = useStyles();
  const { shell } = useMessages();
  const { section: current, go } = useNavigation();
  const waiting = useWaitingRequests();
  const isWide = useWide();
  return (
    <nav className={mergeClasses(styles.menu, !isWide && styles.narrow)} aria-label={shell.menu} data-pane>
      {SECTIONS.map((section) => {
        const label = shell.sections[section];
        const count = section === 'requests' ? waiting : 0;
        const waits = count > 0 ? `, ${shell.requestsWaiting(count)}` : '';
        const badge = waitingBadge(count, isWide ? styles.badge : styles.badgeNarrow);
        const shared = {
          appearance: 'subtle',
          icon: ICONS[section],
          className: mergeClasses(styles.item, !isWide && styles.itemNarrow, section === current && styles.chosen),
          'aria-current': section === current ? 'page' : undefined,
          onClick: () => go(section),
        } as const;
        return isWide ? (
          <Button key={section} {...shared}>
            <span className={styles.label}>{label}</span>
            <HiddenText>{waits}</HiddenText>
            {badge}
          </Button>
        ) : (
          <Tooltip key={section} content={`${label}${waits}`} relationship="label" positioning="after" withArrow>
            <Button {...shared}>{badge}</Button>
          </Tooltip>
        );
      })}
    </nav>
  );
}
