import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons';
import type { KeyboardEvent, ReactNode } from 'react';
import { useMessages } from '../../app/i18n.tsx';
import { useSummary } from '../../app/summary.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { NoStaff } from '../../ui/first-use.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    flexShrink: 0,
  },
  search: { width: '300px', maxWidth: '100%' },
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
  foot: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalS },
});

interface Query {
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

interface ListFrameProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Choices besides the search. */
  readonly filters?: ReactNode;
  readonly query: Query;
  /** Undefined until the first answer. */
  readonly loaded: boolean;
  readonly total: number;
  /** Nothing is filtered: an empty list means that all is well. */
  readonly unfiltered: boolean;
  readonly onClear: () => void;
  readonly empty: { readonly title: string; readonly text: string };
  readonly columns: readonly TableColumn[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** Above the table. */
  readonly children?: ReactNode;
  /** Something stands above the table, so that an empty table is not the end. */
  readonly more?: boolean;
}

/** A work list: search, choices, rows that lead to cards, more on demand. ↑ and ↓ walk from row to row. */
export function ListFrame(props: ListFrameProps) {
  const styles = useStyles();
  const { worklists, common } = useMessages();
  const { query, rows, total } = props;
  const summary = useSummary();
  return (
    <>
      <search className={styles.filters} aria-label={props.label}>
        <SearchField
          className={styles.search}
          size="small"
          value={props.text}
          maxLength={200}
          onChange={(_event, data) => props.onText(data.value)}
          placeholder={worklists.searchHint}
          aria-label={worklists.search}
        />
        {props.filters}
      </search>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div className={styles.body} onKeyDown={walkRows}>
        {query.error !== null ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !props.loaded || summary.isPending ? (
          <LoadingState />
        ) : (
          <>
            {props.children}
            {rows.length > 0 ? (
              <DataTable
                label={props.label}
                place={props.label}
                columns={props.columns}
                rows={rows}
                foot={
                  query.hasNextPage ? (
                    <div className={styles.foot}>
                      <Button
                        size="small"
                        appearance="subtle"
                        disabled={query.isFetchingNextPage}
                        onClick={() => void query.fetchNextPage()}
                      >
                        {`${common.showMore}: ${worklists.found(rows.length, total)}`}
                      </Button>
                    </div>
                  ) : null
                }
              />
            ) : props.more === true ? null : summary.data?.anybody === false ? (
              <NoStaff />
            ) : props.unfiltered ? (
              <EmptyState icon={<CheckmarkCircleRegular />} title={props.empty.title} text={props.empty.text} />
            ) : (
              <NothingFound onClear={props.onClear} />
            )}
          </>
        )}
      </div>
    </>
  );
}

function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
