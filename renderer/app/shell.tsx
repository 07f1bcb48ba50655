import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense, useEffect, useRef } from 'react';
import type { Section } from '#shared/domain/sections.ts';
import { GeneralCommands } from '../palette/general-commands.tsx';
import { Palette } from '../palette/palette.tsx';
import { Shortcuts } from '../palette/shortcuts.tsx';
import { LoadingState } from '../ui/states.tsx';
import { Announcements } from './announcements.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useMessages } from './i18n.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { Later, type LaterComponent, later } from './later.tsx';
import { useNavigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { usePaneCommands } from './panes.ts';
import { SideMenu } from './side-menu.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';

const PAGES: Readonly<Record<Section, LaterComponent>> = {
  home: later(async () => (await import('../pages/home/home-page.tsx')).HomePage),
  staff: later(async () => (await import('../pages/staff/staff-page.tsx')).StaffPage),
  staffing: later(async () => (await import('../pages/staffing/staffing-page.tsx')).StaffingPage),
  divisions: later(async () => (await import('../pages/divisions/divisions-page.tsx')).DivisionsPage),
  organisation: later(async () => (await import('../pages/organisation/organisation-page.tsx')).OrganisationPage),
  dictionaries: later(async () => (await import('../pages/dictionaries/dictionaries-page.tsx')).DictionariesPage),
  requests: later(async () => (await import('../pages/requests/requests-page.tsx')).RequestsPage),
  documents: later(async () => (await import('../pages/documents/documents-page.tsx')).DocumentsPage),
  worklists: later(async () => (await import('../pages/worklists/worklists-page.tsx')).WorklistsPage),
  reports: later(async () => (await import('../pages/reports/reports-page.tsx')).ReportsPage),
  imports: later(async () => (await import('../pages/imports/imports-page.tsx')).ImportsPage),
  exchange: later(async () => (await import('../pages/exchange/exchange-page.tsx')).ExchangePage),
  journal: later(async () => (await import('../pages/journal/journal-page.tsx')).JournalPage),
  settings: later(async () => (await import('../pages/settings/settings-page.tsx')).SettingsPage),
};

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr) auto',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gridTemplateAreas: '"top top" "menu main" "status status"',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  main: {
    gridArea: 'main',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTopLeftRadius: tokens.borderRadiusLarge,
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
});

/** Fetches the sections one after the other, so that each opens at once; the one seen first comes first. */
export async function loadPages(): Promise<void> {
  for (const page of Object.values(PAGES)) await page.load();
}

/** The frame of the program: top bar, left menu, the section, status bar. F6 walks through them. */
export function Shell() {
  const styles = useStyles();
  const { shell } = useMessages();
  const { section, visit } = useNavigation();
  const frame = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  useKeptFocus();
  usePaneCommands(frame);
  const previous = useRef(visit);
  // After a move the reader of the screen is told where it is; not at the start, where the menu has not been used yet.
  useEffect(() => {
    if (previous.current !== visit) main.current?.focus();
    previous.current = visit;
  }, [visit]);
  useEffect(() => void loadPages(), []);
  return (
    <div className={styles.frame} ref={frame}>
      <TopBar />
      <SideMenu />
      <main className={styles.main} tabIndex={-1} data-pane ref={main} aria-label={shell.sections[section]}>
        <Notices />
        <ErrorBoundary key={`${section} ${visit}`}>
          <Suspense fallback={<LoadingState label={shell.sectionLoading} />}>
            <Later of={PAGES[section]} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <StatusBar />
      <Announcements />
      <Palette />
      <Shortcuts />
      <GeneralCommands />
    </div>
  );
}
