import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import {
  ArrowRightRegular,
  BuildingRegular,
  ClipboardTaskListLtrRegular,
  MoreHorizontalRegular,
  PersonRegular,
  PlayRegular,
  TableSettingsRegular,
} from '@fluentui/react-icons';
import { Fragment, type ReactElement, useEffect, useRef } from 'react';
import { FOUND_AT_MOST } from '#shared/contract/search.ts';
import type { SearchTerm } from '#shared/text/search-words.ts';
import { useCommands } from '../app/commands.tsx';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Found, FoundKind } from './found.ts';
import { useFoundWords } from './found-words.ts';
import { Marked } from './marked.tsx';
import type { PaletteRow } from './palette-rows.ts';

const useStyles = makeStyles({
  list: { overflowY: 'auto', minHeight: 0, padding: `0 ${tokens.spacingHorizontalXS} ${tokens.spacingVerticalXS}` },
  heading: {
    display: 'block',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS}`,
    color: tokens.colorNeutralForeground3,
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: '32px',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    scrollMarginTop: '32px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  chosen: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '-2px',
  },
  faint: { color: tokens.colorNeutralForegroundDisabled },
  icon: { display: 'inline-flex', fontSize: '18px', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  name: { flexShrink: 0, maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  note: {
    flexGrow: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
  },
  keys: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
});

const ICONS: Readonly<Record<FoundKind, ReactElement>> = {
  command: <PlayRegular />,
  view: <TableSettingsRegular />,
  person: <PersonRegular />,
  division: <BuildingRegular />,
  request: <ClipboardTaskListLtrRegular />,
};

interface FoundListProps {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly PaletteRow[];
  readonly chosen: PaletteRow | undefined;
  readonly terms: readonly SearchTerm[];
  readonly idOf: (row: PaletteRow) => string;
  readonly onTake: (row: PaletteRow, inList: boolean) => void;
}

/** The rows by groups; the box above keeps the focus and says which one is chosen. */
export function FoundList({ id, label, rows, chosen, terms, idOf, onTake }: FoundListProps) {
  const styles = useStyles();
  const { commands } = useMessages();
  const { isReady } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const chosenKey = chosen?.key;
  useEffect(() => {
    if (chosenKey !== undefined)
      list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenKey]);
  return (
    <div id={id} ref={list} className={styles.list} role="listbox" aria-label={label} tabIndex={-1}>
      {rows.map((row) => {
        const unready = row.kind === 'found' && row.found.kind === 'command' && !isReady(row.found.of.id);
        return (
          <Fragment key={row.key}>
            {row.heading === null ? null : (
              <Text as="span" size={200} weight="semibold" className={styles.heading} role="presentation">
                {commands.palette.kinds[row.heading]}
              </Text>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above answers the keys */}
            <div
              id={idOf(row)}
              role="option"
              tabIndex={-1}
              aria-selected={row.key === chosenKey}
              aria-disabled={unready}
              className={mergeClasses(styles.row, row.key === chosenKey && styles.chosen, unready && styles.faint)}
              // The box keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => onTake(row, event.ctrlKey)}
            >
              {row.kind === 'found' ? (
                <FoundRow found={row.found} terms={terms} unready={unready} />
              ) : (
                <WayRow row={row} />
              )}
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

function FoundRow(props: { readonly found: Found; readonly terms: readonly SearchTerm[]; readonly unready: boolean }) {
  const styles = useStyles();
  const { commands } = useMessages();
  const { found, terms, unready } = props;
  const { name, note } = useFoundWords(found);
  const keys = found.kind === 'command' ? found.of.keys : null;
  return (
    <>
      <span className={styles.icon} aria-hidden>
        {ICONS[found.kind]}
      </span>
      <span className={styles.name}>
        <Marked text={name} terms={terms} />
      </span>
      <Text size={200} className={styles.note}>
        <Marked text={unready ? [commands.palette.notNow, note].join(' · ') : note} terms={terms} />
      </Text>
      {keys === null ? null : (
        <Text size={200} className={styles.keys}>
          {keys}
        </Text>
      )}
    </>
  );
}

function WayRow({ row }: { readonly row: Exclude<PaletteRow, { kind: 'found' }> }) {
  const styles = useStyles();
  const { commands, common } = useMessages();
  const format = useFormat();
  const { palette: words } = commands;
  const count = (total: number) => (total >= FOUND_AT_MOST ? words.more(format.number(total)) : format.number(total));
  return (
    <>
      <span className={styles.icon} aria-hidden>
        {row.kind === 'all' ? <ArrowRightRegular /> : <MoreHorizontalRegular />}
      </span>
      <span className={styles.name}>
        {row.kind === 'all' ? words.showAll(words.kinds[row.of], count(row.total)) : common.showMore}
      </span>
    </>
  );
}
