import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { SortColumn } from 'react-data-grid';
import type { StaffRow } from '#shared/contract/staff.ts';
import { STAFF_SORT_KEYS, type StaffFilter, type StaffSort } from '#shared/contract/staff-filter.ts';
import { fullName } from '#shared/rules/names.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation, useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { useRowHeight } from '../../app/preferences.tsx';
import { ConflictDialog, type ConflictPlace } from '../../conflicts/conflict-dialog.tsx';
import { laidOut, withWidth } from '../../grid/column-layout.ts';
import { columnsOf, sortOf } from '../../grid/column-sort.ts';
import { type ActiveCell, EditGrid } from '../../grid/edit-grid.tsx';
import type { GridColumn } from '../../grid/grid-model.ts';
import { GridSelection } from '../../grid/grid-selection.ts';
import { LiveValue } from '../../grid/live-value.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { OnDayBanner } from '../../ui/on-day-banner.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { DetailsPane } from './details-pane.tsx';
import { openStaff } from './open-staff.ts';
import { PersonCard } from './person-card.tsx';
import { useRowMarks, useStaffColumns } from './staff-columns.ts';
import { StaffCommands } from './staff-commands.tsx';
import type { DeskState } from './staff-desk.ts';
import { StaffFilters } from './staff-filters.tsx';
import { StaffListState } from './staff-list-state.tsx';
import { useEditRefusal } from './use-edit-refusal.ts';
import { useOpenOnce, useStaffDesk } from './use-staff-desk.ts';
import { useStaffHeads } from './use-staff-heads.ts';
import { isStaffColumn, useStaffLayout } from './use-staff-layout.ts';
import { ViewsMenu } from './views-menu.tsx';

const useStyles = makeStyles({
  body: { display: 'flex', flex: '1 1 auto', minHeight: 0, minWidth: 0, position: 'relative' },
  list: { display: 'flex', flexDirection: 'column', flex: '1 1 auto', minHeight: 0, minWidth: 0 },
  bars: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    flexShrink: 0,
  },
});

const nameOf = (row: StaffRow) => fullName(row);

/** The staff of the organisation as a spreadsheet. */
export function StaffPage() {
  const styles = useStyles();
  const texts = useMessages();
  const notify = useNotify();
  const { desk, state } = useStaffDesk();
  const parameters = useParameters('staff');
  const refusal = useEditRefusal();
  const { onDay } = useOnDay();
  const format = useFormat();
  const editor = refusal === null && onDay === null && state.onDay === null;
  const rowHeight = useRowHeight();
  const codes = useCodes();
  const today = localDayOf(new Date());
  const columns = useStaffColumns(codes, onDay ?? today);
  const staffLayout = useStaffLayout();
  const { layout, setLayout } = staffLayout;
  const shown = useMemo(() => laidOut(columns, layout), [columns, layout]);
  const heads = useStaffHeads(desk, state, staffLayout);
  const marksOf = useRowMarks();
  const [active] = useState(() => new LiveValue<ActiveCell | null>(null));
  const [selection] = useState(() => new GridSelection());
  const [card, setCard] = usePlaceMemory<string | null>('card', parameters.personId ?? null);
  const [details, setDetails] = useState(false);
  const focusCell = useRef<((columnKey: string, edit: boolean) => void) | null>(null);
  const { invalid, refused } = useSyncExternalStore(desk.session.subscribe, desk.session.state);
  const failed = useSyncExternalStore(desk.rows.subscribe, () => desk.rows.state().failed);

  useEffect(() => {
    desk.rowsShown = () => Math.ceil(window.innerHeight / rowHeight);
  }, [desk, rowHeight]);
  const { memory } = useNavigation();
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    if (drawn) memory.set('listing', { filter: state.filter, sort: state.sort, view: state.view });
  }, [drawn, memory, state.filter, state.sort, state.view]);
  useOpenOnce(() => {
    const left = memory.get('listing') as Pick<DeskState, 'filter' | 'sort' | 'view'> | undefined;
    if (left === undefined) {
      void openStaff(desk, { onDay, filter: parameters.filter, view: parameters.view, setLayout });
    } else {
      void desk.open({ onDay, ...left });
    }
    // A drawer that opens while the frame moves the focus to the section would be hidden from screen readers.
    const frame = requestAnimationFrame(() => setDrawn(true));
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    if (state.phase !== 'loading' && desk.state().onDay !== onDay) void desk.open({ onDay });
  }, [desk, onDay, state.phase]);
  useEffect(() => {
    desk.onRefused = (refusal, what) => {
      if (what === 'edit') return;
      notify.warn(what === 'undo' ? texts.staff.undoFailed : texts.staff.redoFailed, failureSentence(texts, refusal));
    };
    return () => {
      desk.onRefused = null;
    };
  }, [desk, notify, texts]);
  const openCard = useCallback((row: StaffRow) => setCard(row.personId), [setCard]);
  const filterBy = useCallback(
    (change: Partial<StaffFilter>) => void desk.open({ filter: { ...desk.filter, ...change } }),
    [desk],
  );
  const toggleDetails = useCallback(() => setDetails((now) => !now), []);
  const views = useMemo(() => {
    const labelOf = (key: string) => columns.find((column) => column.key === key)?.label ?? key;
    return <ViewsMenu desk={desk} layout={staffLayout} labelOf={labelOf} />;
  }, [desk, staffLayout, columns]);
  const [conflict, setConflict] = useState<ConflictPlace | null>(null);
  const openConflict = ({ source }: GridColumn<StaffRow>, row: StaffRow) => {
    const entityId = source?.idOf(row) ?? null;
    if (source !== undefined && entityId !== null) setConflict({ kind: source.kind, entityId, field: source.field });
  };
  const sort = useMemo(() => columnsOf(state.sort), [state.sort]);
  const listing = useMemo(
    () => ({ ...state.filter, sort: state.sort, onDay: state.onDay }),
    [state.filter, state.sort, state.onDay],
  );
  const ready = state.phase === 'ready';
  const empty = ready && state.total === 0;
  return (
    <Page>
      <PageHeader
        title={texts.staff.title}
        counts={ready ? texts.staff.counts(state.total, state.changed, state.errors) : undefined}
      />
      <StaffCommands
        desk={desk}
        active={active}
        selection={selection}
        detailsShown={details}
        onDetails={toggleDetails}
        onOpenCard={openCard}
        onHired={setCard}
        views={views}
      />
      <StaffFilters
        filter={state.filter}
        columns={columns}
        codes={codes}
        today={onDay ?? today}
        textNow={() => desk.filter.text}
        onChange={filterBy}
      />
      <div className={styles.bars}>
        <OnDayBanner pending={state.onDay !== onDay} />
        {refusal !== null && (
          <MessageBar layout="multiline">
            <MessageBarBody>
              {refusal === 'KD-1002' ? texts.staff.readOnly : failureSentence(texts, { code: refusal })}
            </MessageBarBody>
          </MessageBar>
        )}
        {invalid + refused > 0 && (
          <MessageBar intent="error">
            <MessageBarBody>
              <strong>{texts.staff.unsavedCells(invalid + refused)}</strong> {texts.staff.unsavedText}
            </MessageBarBody>
            <MessageBarActions>
              {refused > 0 && <Button onClick={() => void desk.session.retry()}>{texts.staff.pane.sendAgain}</Button>}
              <Button onClick={() => desk.session.restoreAll()}>{texts.staff.restoreAll}</Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {(failed || state.outdated) && (
          <MessageBar intent={failed ? 'warning' : 'info'}>
            <MessageBarBody>{failed ? texts.staff.loadFailed : texts.staff.listChanged}</MessageBarBody>
            <MessageBarActions>
              <Button onClick={() => void desk.open()}>{texts.staff.refreshList}</Button>
            </MessageBarActions>
          </MessageBar>
        )}
      </div>
      <div className={styles.body}>
        <div className={styles.list} aria-busy={state.phase === 'loading'}>
          {state.phase === 'failed' || empty ? (
            <StaffListState state={state} onOpen={(change) => void desk.open(change)} />
          ) : (
            <EditGrid
              label={texts.staff.title}
              columns={shown}
              window={desk.rows}
              session={desk.session}
              editable={editor}
              lockedNow={onDay === null ? undefined : texts.onDay.locked(format.date(onDay))}
              marksOf={marksOf}
              nameOf={nameOf}
              rowHeight={rowHeight}
              today={today}
              sort={sort}
              onSort={(changed) => void desk.open({ sort: toSort(changed) })}
              heads={heads}
              onResize={(key, width) => isStaffColumn(key) && setLayout(withWidth(layout, key, width))}
              onActive={(cell) => active.set(cell)}
              selection={selection}
              onOpen={openCard}
              onConflict={openConflict}
              focusRef={focusCell}
              listing={listing}
            />
          )}
        </div>
        {details && (
          <DetailsPane
            desk={desk}
            active={active}
            columns={columns}
            codes={codes}
            editable={editor}
            onFocusCell={(key, edit) => focusCell.current?.(key, edit)}
            onOpenCard={openCard}
            onClose={() => setDetails(false)}
          />
        )}
      </div>
      {conflict !== null && <ConflictDialog {...conflict} codes={codes} onClose={() => setConflict(null)} />}
      {card !== null && drawn && (
        <PersonCard
          key={card}
          personId={card}
          focus={card === parameters.personId ? parameters.focus : undefined}
          codes={codes}
          onClose={() => setCard(null)}
        />
      )}
    </Page>
  );
}

/** The newest three columns count; without any the list is by name. */
function toSort(columns: readonly SortColumn[]): StaffSort {
  const sort = sortOf(columns.slice(-3)).flatMap(({ key: named, descending }) => {
    const key = STAFF_SORT_KEYS.find((known) => known === named);
    return key === undefined ? [] : [{ key, descending }];
  });
  return sort.length === 0 ? [{ key: 'lastName', descending: false }] : sort;
}
