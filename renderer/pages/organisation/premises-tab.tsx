import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular, BuildingMultipleRegular, StethoscopeRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import type { OrganisationCard, PremisesKind } from '#shared/contract/organisation.ts';
import type { Building, Service } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import { showValue } from '../../grid/cell-text.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { IssueNotes } from './issue-notes.tsx';
import { lastDayOf, premisesOf } from './premises.ts';
import { PremisesDialog } from './premises-dialog.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

const useStyles = makeStyles({
  bar: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`, flexShrink: 0 },
  cell: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, alignItems: 'flex-start' },
});

/** Columns after the name, before the state. */
const COLUMNS = {
  building: ['addressText', 'buildYear', 'floorCount', 'beginDate'],
  service: ['code', 'divisionId', 'beginDate'],
} as const;
const LIST = { building: 'buildings', service: 'services' } as const;
const ICON = { building: <BuildingMultipleRegular />, service: <StethoscopeRegular /> } as const;

interface PremisesTabProps {
  readonly kind: PremisesKind;
  readonly card: OrganisationCard;
  readonly codes: Codes;
}

/** The buildings or services of the organisation; a name opens its record. */
export function PremisesTab({ kind, card, codes }: PremisesTabProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { organisation } = texts;
  const format = useFormat();
  const mayEdit = useMayEditOrganisation();
  const [open, setOpen] = useState<string | 'new' | null>(null);
  const records = premisesOf(card, kind);
  const list = LIST[kind];
  const add = mayEdit && (
    <Button icon={<AddRegular />} onClick={() => setOpen('new')}>
      {organisation.add[kind]}
    </Button>
  );
  const show = (record: Building | Service, field: string): ReactNode => {
    const value = (record as Readonly<Record<string, FieldValue>>)[field] ?? null;
    return showValue(fieldDefinition(kind, field)?.type ?? 'text', value, format, codes(kind, field));
  };
  const columns = [
    { key: 'name', title: fieldLabel(texts, `${kind}.name`), wrap: true },
    ...COLUMNS[kind].map((field) => {
      const type = fieldDefinition(kind, field)?.type;
      const align = type === 'number' ? ('end' as const) : type === 'date' ? ('center' as const) : ('start' as const);
      return { key: field, title: fieldLabel(texts, `${kind}.${field}`), align, wrap: type === 'text' };
    }),
    { key: 'state', title: organisation.state },
  ];
  const chosen = records.find(({ id }) => id === open) ?? null;
  return (
    <>
      {records.length === 0 ? (
        <EmptyState
          icon={ICON[kind]}
          title={organisation.empty[kind].title}
          text={organisation.empty[kind].text}
          action={add === false ? undefined : add}
        />
      ) : (
        <>
          {add !== false && <div className={styles.bar}>{add}</div>}
          <DataTable
            label={organisation.tabs[list]}
            place={list}
            columns={columns}
            rows={records.map((record) => ({
              key: record.id,
              cells: [
                <span key="name" className={styles.cell}>
                  <Link as="button" onClick={() => setOpen(record.id)}>
                    {record.name}
                  </Link>
                  <IssueNotes issues={card.issues} id={record.id} />
                </span>,
                ...COLUMNS[kind].map((field) => show(record, field)),
                <PremisesState
                  key="state"
                  record={record}
                  isChanged={card.changed.some(({ id }) => id === record.id)}
                />,
              ],
            }))}
          />
        </>
      )}
      {(open === 'new' || chosen !== null) && (
        <PremisesDialog kind={kind} card={card} record={chosen} codes={codes} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function PremisesState({ record, isChanged }: { readonly record: Building | Service; readonly isChanged: boolean }) {
  const styles = useStyles();
  const { organisation } = useMessages();
  const format = useFormat();
  const end = lastDayOf(record);
  const { onDay } = useOnDay();
  const ended = end !== null && end < (onDay ?? localDayOf(new Date()));
  return (
    <span className={styles.cell}>
      {ended ? (
        <StatusChip tone="over" label={organisation.closedOn(format.date(end))} />
      ) : (
        <StatusChip tone="done" label={organisation.open} />
      )}
      {isChanged && <StatusChip tone="waiting" label={organisation.changed} />}
    </span>
  );
}
