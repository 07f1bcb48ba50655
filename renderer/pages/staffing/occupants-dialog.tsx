import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { CardLink } from '../../ui/card-link.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { ViewDialog } from '../../ui/view-dialog.tsx';
import type { Names } from './listing.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2 },
});

interface OccupantsDialogProps {
  readonly row: StaffingRow;
  readonly names: Names;
  readonly codes: Codes;
  /** Local day, `YYYY-MM-DD`. */
  readonly onDay: string;
  readonly onClose: () => void;
}

/** Who takes a post of a division on the day. */
export function OccupantsDialog({ row, names, codes, onDay, onClose }: OccupantsDialogProps) {
  const styles = useStyles();
  const { staffing } = useMessages();
  const format = useFormat();
  const { divisionId, postCode } = row;
  const found = useQuery({
    queryKey: [keys.staffing, 'occupants', divisionId, postCode, onDay],
    queryFn: () => call(api().staffing.occupants({ divisionId, postCode, onDay })),
  });
  const types = codes('employment', 'positionType')?.byCode;
  const people = found.data?.people ?? [];
  return (
    <ViewDialog title={staffing.occupantsOf(names.post(postCode))} wide onClose={onClose}>
      <Text className={styles.muted}>
        {[names.division(divisionId), staffing.occupantsOn(format.date(onDay))].join(' · ')}
      </Text>
      {found.error !== null ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <LoadingState />
      ) : people.length === 0 ? (
        <Text>{staffing.nobody}</Text>
      ) : (
        <DataTable
          label={staffing.occupantsOf(names.post(postCode))}
          columns={[
            { key: 'name', title: staffing.person, wrap: true },
            { key: 'positionType', title: staffing.positionType },
            { key: 'rate', title: staffing.personRate, align: 'end' },
            { key: 'beginDate', title: staffing.since, align: 'center' },
            { key: 'away', title: '' },
          ]}
          rows={people.map(({ employmentId, personId, name, positionType, rate, beginDate, away }) => ({
            key: employmentId,
            cells: [
              <CardLink key="name" personId={personId} name={name} />,
              positionType === null ? '' : (types?.get(positionType)?.name ?? positionType),
              format.rate(rate),
              format.date(beginDate),
              away ? <StatusChip key="away" tone="action" label={staffing.awayChip} /> : null,
            ],
          }))}
        />
      )}
    </ViewDialog>
  );
}
