import { Dropdown, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistorySubject } from '#shared/contract/history.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { DifferencesTable, ofField } from './differences-table.tsx';
import type { Versions } from './use-history.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 260px', minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface VersionComparisonProps {
  readonly subject: HistorySubject;
  readonly codes: Codes;
  readonly found: Versions;
  readonly field: string | null;
}

/** Two states of a card, chosen among all, and what differs between them. */
export function VersionComparison({ subject, codes, found, field }: VersionComparisonProps) {
  const styles = useStyles();
  const { history } = useMessages();
  const states = useStates(found);
  // At first the oldest state beside the present one.
  const [from, setFrom] = useState(states.at(-1)?.key ?? NOW);
  const [to, setTo] = useState(NOW);
  const [first, second] = [states.find(({ key }) => key === from), states.find(({ key }) => key === to)];
  const input = { subject, from: first?.seq ?? 0, ...(second === undefined || to === NOW ? {} : { to: second.seq }) };
  const compared = useQuery({
    queryKey: [keys.journal, 'compare', input],
    queryFn: () => call(api().history.compare(input)),
  });
  const differences = compared.data === undefined ? [] : ofField(compared.data.entities, field);
  const chooser = (label: string, value: string, choose: (key: string) => void) => (
    <Field label={label} className={styles.field}>
      <Dropdown
        className={styles.input}
        value={states.find(({ key }) => key === value)?.label ?? ''}
        selectedOptions={[value]}
        onOptionSelect={(_event, { optionValue }) => choose(optionValue ?? NOW)}
      >
        {states.map((state) => (
          <Option key={state.key} value={state.key}>
            {state.label}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
  return (
    <>
      <div className={styles.bar}>
        {chooser(history.from, from, setFrom)}
        {chooser(history.to, to, setTo)}
      </div>
      {compared.error !== null ? (
        <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />
      ) : compared.data === undefined ? (
        <LoadingState />
      ) : differences.length === 0 ? (
        <Text className={styles.muted} role="status">
          {history.same}
        </Text>
      ) : (
        <DifferencesTable
          label={history.comparison}
          columns={history.comparisonColumns}
          differences={differences}
          codes={codes}
        />
      )}
    </>
  );
}

const NOW = 'now';

interface State {
  readonly key: string;
  readonly seq: number;
  readonly label: string;
}

/** Newest first: the present one, then each that was left behind. */
function useStates({ versions, origin }: Versions): readonly State[] {
  const { history, journal } = useMessages();
  const format = useFormat();
  const [newest, ...former] = versions;
  return [
    { key: NOW, seq: newest?.seq ?? 0, label: history.now },
    ...former.map(({ seq, at, action }) => ({
      key: String(seq),
      seq,
      label: history.versionOf(format.moment(at), journal.actions[action] ?? action),
    })),
    ...(origin === null ? [] : [{ key: String(origin), seq: origin, label: history.origin }]),
  ];
}
