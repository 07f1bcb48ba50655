import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { OrganizationRegular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import type { ListLook } from '#shared/contract/lists.ts';
import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { checkParent, isClosed, pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { failureSentence } from '#shared/text/translate.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useKeepLook, useLeftLook } from '../../app/list-look.ts';
import { useNavigation, useParameters, usePlaceMemory } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { dayInput, useOnDay } from '../../app/on-day.tsx';
import { ConflictDialog, type ConflictPlace } from '../../conflicts/conflict-dialog.tsx';
import type { ColumnFilters } from '../../grid/column-conditions.ts';
import { ColumnsButton } from '../../grid/columns-button.tsx';
import { FilterChips, useColumnChips } from '../../grid/filter-chips.tsx';
import { useCodes } from '../../grid/use-codes.ts';
import { useFilterHeads } from '../../grid/use-filter-heads.ts';
import { useLaidColumns } from '../../grid/use-laid-columns.ts';
import { FirstPull } from '../../ui/first-use.tsx';
import { OnDayBanner } from '../../ui/on-day-banner.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ErrorState, LoadingState, NothingFound } from '../../ui/states.tsx';
import { TREE_COLUMN, useDivisionColumns } from './division-columns.ts';
import { DivisionCommands, type DivisionVerb } from './division-commands.tsx';
import { DivisionDetails } from './division-details.tsx';
import { DivisionGrid } from './division-grid.tsx';
import { treeLines } from './division-tree.ts';
import { useDivisionFilter } from './use-division-filter.ts';
import { useTreeMarks } from './use-marks.ts';
import { useMayEditDivisions } from './use-may-edit.ts';
import { useDivisionUndo } from './use-undo.ts';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  banner: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`, flexShrink: 0 },
  search: { width: '300px' },
  body: { display: 'flex', flex: '1 1 auto', minHeight: 0, minWidth: 0, position: 'relative' },
});

/** Up to here the whole tree is shown at once. */
const SMALL = 60;

/** The division tree of the organisation. */
export function DivisionsPage() {
  const { divisions } = useMessages();
  const { onDay } = useOnDay();
  const tree = useQuery({
    queryKey: [keys.divisions, 'tree', ...(onDay === null ? [] : [onDay])],
    queryFn: () => call(api().divisions.tree(dayInput(onDay))),
    placeholderData: keepPreviousData,
  });
  const left = useLeftLook('divisions');
  if (tree.data !== undefined && left !== undefined) {
    return <DivisionTree nodes={tree.data.nodes} left={left} pending={tree.isPlaceholderData} />;
  }
  return (
    <Page>
      <PageHeader title={divisions.title} />
      {tree.error === null ? <LoadingState /> : <ErrorState error={tree.error} onRetry={() => void tree.refetch()} />}
    </Page>
  );
}

interface DivisionTreeProps {
  readonly nodes: readonly DivisionNode[];
  /** How this user left the tree. */
  readonly left: ListLook;
  /** They are those of the day looked at before. */
  readonly pending: boolean;
}

function DivisionTree({ nodes, left, pending }: DivisionTreeProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { divisions, bulk } = texts;
  const notify = useNotify();
  const codes = useCodes();
  const mayEdit = useMayEditDivisions();
  const figures = useFigures();
  const { go, canGoBack } = useNavigation();
  const { divisionId } = useParameters('divisions');
  const { onDay } = useOnDay();
  const today = onDay ?? localDayOf(new Date());
  const [expanded, setExpanded] = usePlaceMemory<ReadonlySet<string>>('expanded', () => startingAt(nodes, divisionId));
  const [selected, setSelected] = usePlaceMemory<string | null>('selected', divisionId ?? null);
  const [text, setText] = usePlaceMemory('text', '');
  const [closed, setClosed] = usePlaceMemory('closed', false);
  const [verb, setVerb] = useState<DivisionVerb | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [conflict, setConflict] = useState<ConflictPlace | null>(null);
  const undo = useDivisionUndo();
  const columns = useDivisionColumns(codes, figures, today);
  // A division that somebody goes to is shown, whatever was asked for before; at the start it is the one chosen last.
  const isSought = divisionId !== undefined && canGoBack;
  const [filters, setFilters] = usePlaceMemory<ColumnFilters>('columns', isSought ? {} : left.columns);
  const laid = useLaidColumns(columns, left.layout, TREE_COLUMN);
  const heads = useFilterHeads(columns, filters, setFilters, laid.laying);
  const chips = useColumnChips(columns, filters, setFilters);
  useKeepLook('divisions', { columns: filters, sort: left.sort, layout: laid.kept });
  const marks = useTreeMarks();
  const { holds, pending: reading } = useDivisionFilter(columns, filters, marks, today);
  // Whoever asks for closed ones by their state wants to see them.
  const withClosed = closed || filters.state !== undefined;
  const lines = useMemo(
    () => treeLines(nodes, expanded, { text, closed: withClosed, holds, today }),
    [nodes, expanded, text, withClosed, holds, today],
  );
  // A branch that came with the first load opens as it would have at the start.
  const [known, setKnown] = useState(nodes.length);
  useEffect(() => {
    if (known === 0 && nodes.length > 0) setExpanded(startingAt(nodes, divisionId));
    setKnown(nodes.length);
  }, [nodes, known, divisionId, setExpanded]);

  const closedCount = nodes.filter((node) => isClosed(node, today)).length;
  const node = nodes.find(({ id }) => id === selected) ?? null;
  const toggle = useCallback(
    (id: string) => {
      setExpanded((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      });
    },
    [setExpanded],
  );
  const drop = (id: string, parentId: string) => {
    const moved = nodes.find((other) => other.id === id);
    const finding = moved === undefined ? null : checkParent(moved, parentId, treeOf(nodes));
    if (moved === undefined || moved.parentId === parentId) return;
    if (finding === null) setVerb({ kind: 'move', node: moved, parentId });
    else
      notify.warn(divisions.notMoved(moved.name), failureSentence(texts, { ...finding, field: 'division.parentId' }));
  };
  // What was ticked and is gone from the tree counts no more.
  const chosen =
    ticked.size > 0
      ? nodes.filter(({ id }) => ticked.has(id)).map(({ id }) => id)
      : selected === null
        ? []
        : [selected];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!mayEdit || !event.ctrlKey || event.altKey || isText(event.target)) return;
    const redo = event.code === 'KeyY' || (event.code === 'KeyZ' && event.shiftKey);
    if (!redo && event.code !== 'KeyZ') return;
    event.preventDefault();
    void (redo ? undo.redo() : undo.undo());
  };
  const clear = () => {
    setText('');
    setFilters({});
  };
  const showPeople = (id: string) => go('staff', { filter: { divisionId: id } });
  return (
    <Page>
      <PageHeader
        title={divisions.title}
        counts={
          nodes.length === 0
            ? undefined
            : [
                divisions.counts(nodes.length - closedCount, closedCount),
                ...(ticked.size === 0 ? [] : [bulk.chosenDivisions(chosen.length)]),
              ].join(' · ')
        }
      />
      <DivisionCommands
        node={node}
        nodes={nodes}
        chosen={chosen}
        undo={undo}
        columns={<ColumnsButton columns={columns} laid={laid} />}
        codes={codes}
        verb={verb}
        onVerb={setVerb}
        onPeople={showPeople}
        onExpand={() => setExpanded(new Set(nodes.map(({ id }) => id)))}
        onCollapse={() => setExpanded(new Set())}
        onCreated={(id, parentId) => {
          if (parentId !== null) setExpanded(new Set([...expanded, parentId]));
          setSelected(id);
        }}
      />
      <div className={styles.banner}>
        <OnDayBanner pending={pending} />
      </div>
      <search className={styles.filters}>
        <SearchField
          className={styles.search}
          size="small"
          aria-label={divisions.search}
          placeholder={divisions.searchHint}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        {closedCount > 0 && (
          <Checkbox
            label={divisions.showClosed}
            checked={closed}
            onChange={(_event, { checked }) => setClosed(checked === true)}
          />
        )}
        <FilterChips chips={chips} onClear={chips.length > 0 || text !== '' ? clear : null} />
      </search>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the tree inside, wherever in it the focus is */}
      <div className={styles.body} onKeyDown={onKeyDown}>
        {reading ? (
          <LoadingState />
        ) : lines.length > 0 ? (
          <DivisionGrid
            lines={lines}
            today={today}
            columns={laid.shown}
            heads={heads}
            marksOf={marks.marksOf}
            onConflict={(entityId, field) => setConflict({ kind: 'division', entityId, field })}
            onResize={laid.onResize}
            onToggle={toggle}
            onSelect={setSelected}
            onOpen={showPeople}
            chosen={mayEdit ? ticked : undefined}
            onChosen={setTicked}
            onDrop={mayEdit ? drop : undefined}
          />
        ) : nodes.length === 0 ? (
          <FirstPull
            icon={<OrganizationRegular />}
            title={divisions.emptyTitle}
            text={divisions.emptyText}
            steps={['exchange', 'divisions.create.division', 'go.imports']}
          />
        ) : (
          <NothingFound
            onClear={() => {
              clear();
              setClosed(true);
            }}
          />
        )}
        {node !== null && (
          <DivisionDetails
            node={node}
            nodes={nodes}
            figures={figures.get(node.id)}
            codes={codes}
            today={today}
            onPeople={showPeople}
            onStaffing={(id) => go('staffing', { divisionId: id })}
          />
        )}
      </div>
      {conflict !== null && <ConflictDialog {...conflict} codes={codes} onClose={() => setConflict(null)} />}
    </Page>
  );
}

/** Where a text is typed, Ctrl+Z is about that text. */
function isText(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}

/** Sums of every branch in the staffing table in force on the day shown. */
function useFigures(): ReadonlyMap<string, StaffingFigures> {
  const { onDay } = useOnDay();
  const day = onDay ?? localDayOf(new Date());
  const totals = useQuery({
    queryKey: [keys.staffing, 'totals', null, day],
    queryFn: () => call(api().staffing.totals({ documentId: null, onDay: day })),
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const { documentId = null, divisions = [] } = totals.data ?? {};
    // Without a table in force there is nothing to compare with.
    return new Map(documentId === null ? [] : divisions.map(({ divisionId, branch }) => [divisionId, branch]));
  }, [totals.data]);
}

function startingAt(nodes: readonly DivisionNode[], divisionId: string | undefined): ReadonlySet<string> {
  const open = nodes.filter(({ parentId }) => nodes.length <= SMALL || parentId === null).map(({ id }) => id);
  return new Set([...open, ...(divisionId === undefined ? [] : pathAbove(divisionId, treeOf(nodes)))]);
}
