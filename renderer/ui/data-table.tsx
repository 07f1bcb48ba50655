import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useRef } from 'react';
import { usePreferences } from '../app/preferences.tsx';
import { useTablePlace } from './use-table-place.ts';

const useStyles = makeStyles({
  scroll: { overflow: 'auto', minHeight: 0, flexGrow: 1, outlineOffset: '-2px' },
  table: {
    borderCollapse: 'separate',
    borderSpacing: 0,
    minWidth: '100%',
    fontSize: 'var(--fontSizeGrid)',
    lineHeight: 'var(--lineHeightGrid)',
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'start',
    whiteSpace: 'nowrap',
    padding: `6px ${tokens.spacingHorizontalM}`,
  },
  cell: {
    padding: `5px ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    // What is pressed or chosen in a row stands on the line of its words.
    verticalAlign: 'baseline',
    fontVariantNumeric: 'tabular-nums',
  },
  row: { ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover } },
  comfortable: { paddingTop: '9px', paddingBottom: '9px' },
  nowrap: { whiteSpace: 'nowrap' },
  wide: { minWidth: '140px', overflowWrap: 'anywhere' },
  start: { textAlign: 'start' },
  center: { textAlign: 'center' },
  end: { textAlign: 'end' },
});

export interface TableColumn {
  readonly key: string;
  /** Empty over a column of commands, which need none. */
  readonly title: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Long text may break into lines; everything else stays on one. */
  readonly wrap?: boolean;
}

interface DataTableProps {
  readonly label: string;
  /** Of what is in the table, where that is not the language of the program. */
  readonly language?: 'ru';
  readonly columns: readonly TableColumn[];
  /** One key and one cell per column for every row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** Below the rows, inside the scrolled part: «Показать ещё», an error. */
  readonly foot?: ReactNode;
  /** Its name on the page, where going back to the page leads back to the same rows. */
  readonly place?: string;
}

/** A table for reading: the head stays while the rows scroll, with the keyboard too. Numbers right, dates centred. */
export function DataTable({ label, language, columns, rows, foot, place }: DataTableProps) {
  const styles = useStyles();
  const { density } = usePreferences();
  const frame = useRef<HTMLElement>(null);
  const kept = useTablePlace(frame, place ?? null, rows.length);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled part without controls must be reachable by keyboard
    <section ref={frame} className={styles.scroll} aria-label={label} tabIndex={0} {...kept}>
      <table className={styles.table} aria-label={label} lang={language}>
        <thead>
          <tr>
            {columns.map(({ key, title, align = 'start' }) =>
              title === '' ? (
                <td key={key} className={styles.head} />
              ) : (
                <th key={key} scope="col" className={mergeClasses(styles.head, styles[align])}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className={styles.row}>
              {columns.map((column, at) => (
                <td
                  key={column.key}
                  className={mergeClasses(
                    styles.cell,
                    density === 'comfortable' && styles.comfortable,
                    styles[column.align ?? 'start'],
                    column.wrap === true ? styles.wide : styles.nowrap,
                  )}
                >
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {foot}
    </section>
  );
}
