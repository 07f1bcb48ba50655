import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { RequestStateChip, StatusChip, type Tone } from '../../ui/status-chip.tsx';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

const TONES: Readonly<Record<OrganisationCard['status'], Tone>> = {
  active: 'done',
  incomplete: 'action',
  closed: 'draft',
};

/** Whether the organisation is active, and the request that holds what is changed about it. */
export function OrganisationStatusChips({ card }: { readonly card: OrganisationCard }) {
  const styles = useStyles();
  const { organisation: texts, staff } = useMessages();
  const { go } = useNavigation();
  const { status, requestState, requestId } = card;
  return (
    <span className={styles.chips}>
      <StatusChip tone={TONES[status]} label={texts.status[status]} />
      {requestState !== null && <RequestStateChip state={requestState} />}
      {requestId !== null && (
        <Button size="small" appearance="subtle" onClick={() => go('requests', { requestId })}>
          {staff.card.openRequest}
        </Button>
      )}
    </span>
  );
}
