import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { StaffRow } from '#shared/contract/staff.ts';
import { fullName } from '#shared/rules/names.ts';
import { describeFailure, type FailureText, fieldLabel } from '#shared/text/translate.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { cellId } from '../../grid/edit-buffer.ts';
import type { ActiveCell } from '../../grid/edit-grid.tsx';
import type { GridColumn } from '../../grid/grid-model.ts';
import { type LiveValue, useLive } from '../../grid/live-value.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { RequestStateChip, StatusChip } from '../../ui/status-chip.tsx';
import { useActiveRow } from './staff-commands.tsx';
import type { StaffDesk } from './staff-desk.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: '320px',
    flexShrink: 0,
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1199px)': {
      position: 'absolute',
      top: 0,
      bottom: 0,
      insetInlineEnd: 0,
      zIndex: 5,
      boxShadow: tokens.shadow16,
    },
  },
  head: { display: 'flex', alignItems: 'start', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  name: { margin: 0, overflowWrap: 'anywhere' },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, alignItems: 'start' },
  muted: { color: tokens.colorNeutralForeground3 },
  wrong: { color: tokens.colorStatusDangerForeground1 },
  unusual: { color: tokens.colorStatusWarningForeground1 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

interface DetailsPaneProps {
  readonly desk: StaffDesk;
  readonly active: LiveValue<ActiveCell | null>;
  readonly columns: readonly GridColumn<StaffRow>[];
  readonly codes: Codes;
  readonly editable: boolean;
  readonly onFocusCell: (columnKey: string, edit: boolean) => void;
  readonly onOpenCard: (row: StaffRow) => void;
  readonly onClose: () => void;
}

/** Why a cell is red and how to mend it, and who the person is. */
export function DetailsPane(props: DetailsPaneProps) {
  const styles = useStyles();
  const { staff, common } = useMessages();
  const row = useActiveRow(props.desk, props.active);
  return (
    <aside className={styles.pane} aria-label={staff.pane.title} data-pane>
      <div className={styles.head}>
        <Subtitle2 as="h2" className={styles.name}>
          {row === null ? staff.pane.title : fullName(row)}
        </Subtitle2>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={common.close}
          onClick={props.onClose}
        />
      </div>
      {row === null ? <Text className={styles.muted}>{staff.pane.choose}</Text> : <Person {...props} row={row} />}
    </aside>
  );
}

function Person(props: DetailsPaneProps & { readonly row: StaffRow }) {
  const { row, columns, codes, onFocusCell, onOpenCard } = props;
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const { onDay } = useOnDay();
  const { pane } = texts.staff;
  const hasLeft = row.endDate !== null && (onDay === null || row.endDate < onDay);
  const post =
    row.postCode === null ? null : (codes('employment', 'postCode')?.byCode.get(row.postCode)?.name ?? row.postCode);
  const division =
    row.divisionId === null ? null : (codes('employment', 'divisionId')?.byCode.get(row.divisionId)?.name ?? null);
  const others = row.issues.flatMap((issue) => {
    const column = columns.find(({ source }) => source?.kind === issue.kind && source.field === issue.field);
    return [{ issue, column }];
  });
  return (
    <>
      <div className={styles.chips}>
        <AdmissionChip until={row.admittedUntil} />
        {hasLeft && <StatusChip tone="over" label={pane.dismissed(format.date(row.endDate))} />}
        {row.requestState !== null && <RequestStateChip state={row.requestState} />}
      </div>
      <CellSection {...props} />
      {others.length > 0 && (
        <section className={styles.section} aria-label={pane.issues(others.length)}>
          <Text weight="semibold">{pane.issues(others.length)}</Text>
          {others.map(({ issue, column }) => {
            const label = fieldLabel(texts, `${issue.kind}.${issue.field}`);
            return (
              <Button
                key={`${issue.id} ${issue.field} ${issue.code}`}
                size="small"
                appearance="subtle"
                className={issue.severity === 'error' ? styles.wrong : styles.unusual}
                disabled={column === undefined}
                aria-label={`${pane.goTo(label)}: ${describeFailure(texts, withField(issue)).title}`}
                onClick={() => column !== undefined && onFocusCell(column.key, false)}
              >
                {describeFailure(texts, withField(issue)).title}
              </Button>
            );
          })}
        </section>
      )}
      <section className={styles.section} aria-label={pane.work}>
        <Text weight="semibold">{pane.work}</Text>
        {post !== null && <Text>{post}</Text>}
        {division !== null && <Text className={styles.muted}>{division}</Text>}
        <Text className={styles.muted}>
          {[
            row.rate === null ? '' : `${texts.fields['employment.rate']} ${format.rate(row.rate)}`,
            row.beginDate === null ? '' : `${texts.fields['employment.beginDate']} ${format.date(row.beginDate)}`,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
        {row.otherEmployments > 0 && (
          <Text className={styles.muted}>{pane.otherEmployments(row.otherEmployments)}</Text>
        )}
      </section>
      <div>
        <Button onClick={() => onOpenCard(row)}>{texts.staff.openCard}</Button>
      </div>
    </>
  );
}

/** The cell where the user is: what is wrong with it and what can be done. */
function CellSection({
  row,
  desk,
  active,
  columns,
  editable,
  onFocusCell,
}: DetailsPaneProps & { readonly row: StaffRow }) {
  const styles = useStyles();
  const texts = useMessages();
  const { pane } = texts.staff;
  const at = useLive(active);
  const { buffer } = useSyncExternalStore(desk.session.subscribe, desk.session.state);
  const column = columns.find(({ key }) => key === at?.columnKey);
  const id = column?.source?.idOf(row) ?? null;
  if (column?.source === undefined || id === null) return null;
  const { kind, field } = column.source;
  const pending = buffer.get(cellId({ kind, id, field }));
  const unsaved = pending !== undefined && pending.status !== 'saving' ? pending : null;
  const issues = row.issues.filter((issue) => issue.kind === kind && issue.id === id && issue.field === field);
  const refusal = unsaved?.refusal ?? null;
  return (
    <section className={styles.section} aria-label={pane.cell(column.label)} aria-live="polite">
      <Text weight="semibold">{pane.cell(column.label)}</Text>
      {refusal !== null && (
        <Explanation className={styles.wrong} text={describeFailure(texts, { ...refusal, field: `${kind}.${field}` })}>
          {texts.shell.notSaved}
        </Explanation>
      )}
      {issues.map((issue) => (
        <Explanation
          key={issue.code}
          className={issue.severity === 'error' ? styles.wrong : styles.unusual}
          text={describeFailure(texts, withField(issue))}
        />
      ))}
      {refusal === null && issues.length === 0 && <Text className={styles.muted}>{pane.cellFine}</Text>}
      {editable && (refusal !== null || issues.length > 0) && (
        <div className={styles.buttons}>
          <Button size="small" appearance="primary" onClick={() => onFocusCell(column.key, true)}>
            {pane.mend}
          </Button>
          {unsaved !== null && (
            <Button size="small" onClick={() => desk.session.restore({ kind, id, field })}>
              {pane.restore}
            </Button>
          )}
          {unsaved?.status === 'refused' && (
            <Button size="small" onClick={() => void desk.session.retry()}>
              {pane.sendAgain}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface ExplanationProps {
  readonly className: string;
  readonly text: FailureText;
  readonly children?: ReactNode;
}

function Explanation({ className, text, children }: ExplanationProps) {
  return (
    <>
      <Text className={className}>
        {children === undefined ? '' : <>{children}: </>}
        {text.title}
      </Text>
      <Text>
        {text.advice} ({text.code})
      </Text>
    </>
  );
}

export function AdmissionChip({ until }: { readonly until: string | null }) {
  const { pane } = useMessages().staff;
  const format = useFormat();
  const { onDay } = useOnDay();
  if (until === null) return <StatusChip tone="action" label={pane.noAdmission} />;
  const expired = until < (onDay ?? localDayOf(new Date()));
  const date = format.date(until);
  return (
    <StatusChip
      tone={expired ? 'refused' : 'done'}
      label={expired ? pane.admissionExpired(date) : pane.admittedUntil(date)}
    />
  );
}

function withField(issue: StaffRow['issues'][number]) {
  const { code, kind, field, params } = issue;
  return params === undefined ? { code, field: `${kind}.${field}` } : { code, field: `${kind}.${field}`, params };
}
