import { makeStyles, tokens } from '@fluentui/react-components';
import { ATTACHMENT_KINDS } from '#shared/contract/attachments.ts';
import { ENTITY_KINDS } from '#shared/domain/entities.ts';
import { useMessages } from '../../app/i18n.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { RegisterFilter } from './use-register.ts';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  search: { width: '300px', maxWidth: '100%' },
  day: { width: '260px' },
});

interface DocumentFiltersProps {
  readonly filter: RegisterFilter;
  readonly onChange: (filter: RegisterFilter) => void;
}

/** Words, kind, record, day, and whether removed ones are looked for. */
export function DocumentFilters({ filter, onChange }: DocumentFiltersProps) {
  const styles = useStyles();
  const { attachments, states } = useMessages();
  const { register } = attachments;
  return (
    <search className={styles.filters} aria-label={attachments.title}>
      <SearchField
        className={styles.search}
        size="small"
        value={filter.text}
        maxLength={200}
        onChange={(_event, { value }) => onChange({ ...filter, text: value })}
        placeholder={register.searchHint}
        aria-label={register.search}
      />
      <Choice
        label={attachments.kind}
        value={filter.kind ?? ''}
        options={[
          { value: '', text: register.allKinds },
          ...ATTACHMENT_KINDS.map((value) => ({ value, text: attachments.kinds[value] })),
        ]}
        onChange={(kind) => onChange({ ...filter, kind: kind === '' ? null : kind })}
      />
      <Choice
        label={register.owner}
        value={filter.ownerKind ?? ''}
        options={[
          { value: '', text: register.allOwners },
          ...ENTITY_KINDS.map((value) => ({ value, text: states.entity[value] })),
        ]}
        onChange={(kind) => onChange({ ...filter, ownerKind: kind === '' ? null : kind })}
      />
      <Choice
        label={register.state}
        value={filter.removed ? 'removed' : 'kept'}
        options={(['kept', 'removed'] as const).map((value) => ({ value, text: register.states[value] }))}
        onChange={(state) => onChange({ ...filter, removed: state === 'removed' })}
      />
      <DateField
        className={styles.day}
        size="small"
        orientation="horizontal"
        label={register.since}
        value={filter.since}
        onChange={(since) => onChange({ ...filter, since })}
      />
    </search>
  );
}
