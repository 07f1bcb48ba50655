import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListLook } from '#shared/contract/lists.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { staffing as contract, type StaffingRow } from '#shared/contract/staffing.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useKeepLook, useLeftLook } from '../../app/list-look.ts';
import { useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { useRowHeight } from '../../app/preferences.tsx';
import { useSession } from '../../app/session.tsx';
import { ConflictDialog, type ConflictPlace } from '../../conflicts/conflict-dialog.tsx';
import type { ColumnFilters } from '../../grid/column-conditions.ts';
import { columnsOf, sortOf } from '../../grid/column-sort.ts';
import { ColumnsButton } from '../../grid/columns-button.tsx';
import { type ActiveCell, EditGrid } from '../../grid/edit-grid.tsx';
import type { RowMarks } from '../../grid/grid-model.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { useFilterHeads } from '../../grid/use-filter-heads.ts';
import { useLaidColumns } from '../../grid/use-laid-columns.ts';
import { FirstUse } from '../../ui/first-use.tsx';
import { OnDayBanner } from '../../ui/on-day-banner.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { isFiltered, type Listing, WHOLE } from './listing.ts';
import { OccupantsDialog } from './occupants-dialog.tsx';
import { useStaffingColumns } from './staffing-columns.ts';
import { StaffingCommands } from './staffing-commands.tsx';
import { StaffingFilters } from './staffing-filters.tsx';
import { TotalsBar } from './totals-bar.tsx';
import { type StaffingTable, useNames, useStaffingDesk, useStaffingTable } from './use-staffing.ts';

const useStyles = makeStyles({
  bars: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    flexShrink: 0,
  },
  list: { display: 'flex', flexDirection: 'column', flex: '1 1 auto', minHeight: 0, minWidth: 0 },
});

/** The staffing table of the organisation as a spreadsheet: what is planned and who takes it on the day. */
export function StaffingPage() {
  const { staffing } = useMessages();
  const parameters = useParameters('staffing');
  const { onDay } = useOnDay();
  const [documentId, setDocumentId] = usePlaceMemory<string | null>('document', parameters.documentId ?? null);
  const table = useStaffingTable(documentId, onDay ?? localDayOf(new Date()));
  const left = useLeftLook('staffing');
  if (table.documents !== undefined && table.rows !== undefined && left !== undefined) {
    return <StaffingView table={table} left={left} onDocument={setDocumentId} />;
  }
  return (
    <Page>
      <PageHeader title={staffing.title} />
      {table.error === null ? <LoadingState /> : <ErrorState error={table.error} onRetry={table.retry} />}
    </Page>
  );
}

interface StaffingViewProps {
  readonly table: StaffingTable;
  /** How this user left the list. */
  readonly left: ListLook;
  readonly onDocument: (documentId: string | null) => void;
}

function StaffingView({ table, left, onDocument }: StaffingViewProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { staffing } = texts;
  const format = useFormat();
  const notify = useNotify();
  const rowHeight = useRowHeight();
  const parameters = useParameters('staffing');
  const { onDay } = useOnDay();
  const codes = useCodes();
  const names = useNames(codes);
  const { document, documents = [], whole, divisions } = table;
  const refusal = refusalOf(contract.applyEdits, useSession().user);
  const today = localDayOf(new Date());
  const editor = refusal === null && onDay === null;
  const archived = document?.staffingStatus === 'archive';
  const { divisionId } = parameters;
  const [listing, setListing] = usePlaceMemory<Listing>('listing', () =>
    divisionId === undefined ? { ...WHOLE, columns: left.columns, sort: left.sort } : { ...WHOLE, divisionId },
  );
  const { desk, edits, lines } = useStaffingDesk(table, listing, names);
  const columns = useStaffingColumns(codes, document?.beginDate ?? null);
  const laid = useLaidColumns(columns, left.layout);
  useKeepLook('staffing', { columns: listing.columns, sort: listing.sort, layout: laid.kept });
  const changeColumns = useCallback(
    (next: (filters: ColumnFilters) => ColumnFilters) =>
      setListing((before) => ({ ...before, columns: next(before.columns) })),
    [setListing],
  );
  const heads = useFilterHeads(columns, listing.columns, changeColumns, laid.laying);
  const sort = useMemo(() => columnsOf(listing.sort), [listing.sort]);
  const [active, setActive] = useState<ActiveCell | null>(null);
  const [conflict, setConflict] = useState<ConflictPlace | null>(null);
  const [asked, setAsked] = useState<StaffingRow | null>(null);
  const openOccupants = useCallback((row: StaffingRow) => setAsked(row), []);
  const nameOf = useCallback(
    (row: StaffingRow) => `${names.post(row.postCode)}, ${names.division(row.divisionId)}`,
    [names],
  );
  const openWords = useMemo(() => ({ title: staffing.occupants, of: staffing.occupantsOf }), [staffing]);
  const marksOf = useMarks(document?.requestState === 'submitted' ? staffing.waiting : null);
  useEffect(() => {
    desk.onRefused = (why, what) => {
      if (what === 'edit') return;
      notify.warn(what === 'undo' ? staffing.undoFailed : staffing.redoFailed, failureSentence(texts, why));
    };
    return () => {
      desk.onRefused = null;
    };
  }, [desk, notify, staffing, texts]);

  const row = active === null ? null : (lines[active.rowIdx] ?? null);
  const branch =
    listing.divisionId === null ? null : divisions.find(({ divisionId }) => divisionId === listing.divisionId);
  const sums = listing.divisionId === null ? whole : branch?.branch;
  const unsaved = edits.invalid + edits.refused;
  return (
    <Page>
      <PageHeader title={staffing.title} counts={document === null ? undefined : staffing.counts(document.positions)} />
      <StaffingCommands
        desk={desk}
        document={document}
        documents={documents}
        codes={codes}
        row={row}
        divisionId={listing.divisionId}
        editor={editor}
        onDocument={onDocument}
        onOccupants={openOccupants}
        columns={<ColumnsButton columns={columns} laid={laid} />}
      />
      <StaffingFilters
        document={document}
        documents={documents}
        listing={listing}
        columns={columns}
        codes={codes}
        onDay={onDay ?? today}
        onDocument={onDocument}
        onListing={setListing}
      />
      <div className={styles.bars}>
        <OnDayBanner pending={table.pending} />
        {refusal !== null && (
          <MessageBar layout="multiline">
            <MessageBarBody>
              {refusal === 'KD-1002' ? staffing.readOnly : failureSentence(texts, { code: refusal })}
            </MessageBarBody>
          </MessageBar>
        )}
        {document?.issues.map(({ field, code, params }) => (
          <MessageBar key={`${field} ${code}`} intent="error" layout="multiline">
            <MessageBarBody>
              {failureSentence(texts, { code, field: `staffingDocument.${field}`, ...(params && { params }) })}
            </MessageBarBody>
          </MessageBar>
        ))}
        {archived && (
          <MessageBar>
            <MessageBarBody>{staffing.archivedNote}</MessageBarBody>
          </MessageBar>
        )}
        {unsaved > 0 && (
          <MessageBar intent="error">
            <MessageBarBody>
              <strong>{texts.staff.unsavedCells(unsaved)}</strong> {texts.staff.unsavedText}
            </MessageBarBody>
            <MessageBarActions>
              {edits.refused > 0 && (
                <Button onClick={() => void desk.session.retry()}>{texts.staff.pane.sendAgain}</Button>
              )}
              <Button onClick={() => desk.session.restoreAll()}>{texts.staff.restoreAll}</Button>
            </MessageBarActions>
          </MessageBar>
        )}
      </div>
      <div className={styles.list}>
        {document === null ? (
          <FirstUse
            icon={<TableRegular />}
            title={staffing.emptyTitle}
            text={staffing.emptyText}
            steps={['staffing.newDocument', 'go.imports']}
          />
        ) : lines.length > 0 ? (
          <EditGrid
            label={staffing.title}
            columns={laid.shown}
            window={desk.rows}
            session={desk.session}
            editable={editor && !archived}
            lockedNow={onDay === null ? undefined : texts.onDay.locked(format.date(onDay))}
            marksOf={marksOf}
            nameOf={nameOf}
            rowHeight={rowHeight}
            today={today}
            sort={sort}
            onSort={(next) => setListing({ ...listing, sort: sortOf(next) })}
            heads={heads}
            onResize={laid.onResize}
            onActive={setActive}
            onConflict={({ source }, { id }) =>
              source && id !== null && setConflict({ kind: source.kind, entityId: id, field: source.field })
            }
            onOpen={openOccupants}
            openWords={openWords}
            listing={listing}
          />
        ) : isFiltered(listing) && table.rows?.length !== 0 ? (
          <NothingFound onClear={() => setListing({ ...WHOLE, sort: listing.sort })} />
        ) : (
          <FirstUse
            icon={<TableRegular />}
            title={staffing.noRowsTitle}
            text={staffing.noRowsText}
            steps={['staffing.addRow']}
          />
        )}
      </div>
      {document !== null && sums !== undefined && (
        <TotalsBar
          title={listing.divisionId === null ? staffing.totalsWhole : names.division(listing.divisionId)}
          figures={sums}
        />
      )}
      {conflict !== null && <ConflictDialog {...conflict} codes={codes} onClose={() => setConflict(null)} />}
      {asked !== null && (
        <OccupantsDialog
          row={asked}
          names={names}
          codes={codes}
          onDay={onDay ?? today}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

function useMarks(waiting: string | null): (row: StaffingRow) => RowMarks {
  const known = useRef(new WeakMap<StaffingRow, RowMarks>());
  return useMemo(() => {
    known.current = new WeakMap();
    return (row) => {
      let marks = known.current.get(row);
      if (marks === undefined) {
        const { changed, issues, conflicts } = row;
        marks = { changed, issues, conflicts, waiting };
        known.current.set(row, marks);
      }
      return marks;
    };
  }, [waiting]);
}
