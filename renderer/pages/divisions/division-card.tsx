import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Subtitle2,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DivisionCard as Card } from '#shared/contract/divisions.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { RecordFiles } from '../../attachments/record-files.tsx';
import { AutosavedForm } from '../../forms/autosaved-form.tsx';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { FieldHint, marksOf } from '../../forms/field-hint.tsx';
import { LockNote } from '../../forms/lock-note.tsx';
import { useReturnFocus } from '../../grid/return-focus.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { SubjectHistory } from '../../history/subject-history.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { RequestStateChip } from '../../ui/status-chip.tsx';
import { useMayEditDivisions } from './use-may-edit.ts';

const useStyles = makeStyles({
  drawer: { width: 'min(760px, 100vw)', maxWidth: '100vw' },
  chips: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, border: 0, margin: 0, padding: 0 },
  title: { margin: 0 },
});

const TABS = ['details', 'history'] as const;
/** Name of the division in its form. */
const NAME = 'division';
type Field = FieldOf<'division'>;
const GROUPS = ['main', 'care', 'place', 'plan'] as const;
const FIELDS: Readonly<Record<(typeof GROUPS)[number], readonly Field[]>> = {
  main: ['name', 'kindCode', 'separate', 'openDate'],
  care: ['careConditions', 'careForms', 'careKinds'],
  place: ['buildingId', 'phone'],
  plan: ['headPersonId', 'taskDueDate', 'plannedPeople', 'bedCount', 'visitsPerShift', 'bedProfiles'],
};

interface DivisionCardProps {
  readonly divisionId: string;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** Everything about one division, over the page; its place is changed by moving, its last day by closing. */
export function DivisionCard({ divisionId, codes, onClose }: DivisionCardProps) {
  useReturnFocus();
  const styles = useStyles();
  const { common, divisions } = useMessages();
  const card = useQuery({
    queryKey: [keys.divisions, 'card', divisionId],
    queryFn: () => call(api().divisions.card({ divisionId })),
  });
  const name = card.data?.division.name ?? '';
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      aria-label={divisions.cardOf(name)}
      onOpenChange={(_event, { open }) => !open && onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={common.close} onClick={onClose} />}
        >
          {name}
        </DrawerHeaderTitle>
      </DrawerHeader>
      {card.error !== null ? (
        <ErrorState error={card.error} onRetry={() => void card.refetch()} />
      ) : card.data === undefined ? (
        <LoadingState />
      ) : (
        <CardContent card={card.data} codes={codes} />
      )}
    </OverlayDrawer>
  );
}

function CardContent({ card, codes }: { readonly card: Card; readonly codes: Codes }) {
  const styles = useStyles();
  const { divisions, staff } = useMessages();
  const { go } = useNavigation();
  const { requestId } = card;
  const { id, name } = card.division;
  const mayEdit = useMayEditDivisions();
  const [tab, setTab] = useState<(typeof TABS)[number]>('details');
  return (
    <DrawerBody className={styles.body} tabIndex={0}>
      {card.requestState !== null && (
        <div className={styles.chips}>
          <RequestStateChip state={card.requestState} />
          <Button size="small" appearance="subtle" onClick={() => requestId !== null && go('requests', { requestId })}>
            {staff.card.openRequest}
          </Button>
        </div>
      )}
      <TabList
        selectedValue={tab}
        onTabSelect={(_event, { value }) => setTab(TABS.find((known) => known === value) ?? 'details')}
      >
        {TABS.map((value) => (
          <Tab key={value} value={value}>
            {divisions.cardTabs[value]}
          </Tab>
        ))}
      </TabList>
      {tab === 'history' ? (
        <SubjectHistory subject={{ kind: 'division', id }} codes={codes} />
      ) : (
        <>
          <DivisionForm card={card} codes={codes} />
          <RecordFiles owner={{ kind: 'division', id }} title={name} disabled={!mayEdit} />
        </>
      )}
    </DrawerBody>
  );
}

/** Fields that are saved when they are left; what the registry fixed stands below, with the reason. */
function DivisionForm({ card, codes }: { readonly card: Card; readonly codes: Codes }) {
  const styles = useStyles();
  const { divisions } = useMessages();
  const mayEdit = useMayEditDivisions();
  const today = localDayOf(new Date());
  const { division } = card;
  const entities = useMemo(
    () => [{ name: NAME, kind: 'division', id: division.id, values: division } as const],
    [division],
  );
  const fixed = card.known && division.typeCode !== null;
  const hintOf = (field: string) => {
    const marks = marksOf(card, division.id, field);
    return marks === null ? undefined : <FieldHint marks={marks} codes={codes} />;
  };
  const lock = <LockNote text={divisions.fixedType} />;
  const shared = { name: NAME, kind: 'division', codes, today, hintOf } as const;
  return (
    <AutosavedForm
      className={styles.form}
      entities={entities}
      codes={codes}
      mayEdit={mayEdit}
      program={{
        sheet: 'divisions',
        write: (edits) => api().divisions.applyEdits({ edits }),
        take: (what) => api().divisions.takeStep({ what, subjectId: division.id }),
      }}
    >
      {GROUPS.map((group) => (
        <fieldset key={group} className={styles.group} aria-label={divisions.groups[group]}>
          <Subtitle2 as="h3" className={styles.title}>
            {divisions.groups[group]}
          </Subtitle2>
          <EntityFields {...shared} fields={FIELDS[group]} disabled={!mayEdit} />
          {group === 'main' && (
            <EntityFields
              {...shared}
              fields={['typeCode', 'oid']}
              disabled={!mayEdit || fixed}
              hintOf={(field) => hintOf(field) ?? (fixed && field === 'typeCode' ? lock : undefined)}
            />
          )}
        </fieldset>
      ))}
    </AutosavedForm>
  );
}
