import { Field, Input, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Unsent } from '#shared/contract/exchange.ts';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { api, call, keys } from './api.ts';
import { useFormat, useMessages } from './i18n.tsx';
import { useSession } from './session.tsx';

const useStyles = makeStyles({
  title: { ...typographyStyles.body1Strong, margin: 0 },
  facts: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
  },
  count: { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  lost: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** Takes the organisation at hand off this computer: what would be lost, and its name typed in as the word of consent. */
export function RemoveOrganisationDialog({ onClose }: { readonly onClose: () => void }) {
  const { removal } = useMessages().shell;
  const { user, storeId } = useSession();
  const [name, setName] = useState('');
  const unsent = useQuery({ queryKey: [keys.sync, 'unsent'], queryFn: () => call(api().sync.unsent({})) });
  const remove = useMutation({
    mutationFn: () => call(api().access.removeOrganisation({ storeId, name })),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={removal.title(user.organisation)}
      submit={removal.confirm}
      busy={remove.isPending}
      disabled={unsent.data === undefined || name.trim() === ''}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{removal.text}</Text>
      {unsent.isPending && <LoadingState />}
      {unsent.error !== null && <ErrorState error={unsent.error} onRetry={() => void unsent.refetch()} />}
      {unsent.data !== undefined && <Lost unsent={unsent.data} />}
      <Field label={removal.name} hint={removal.nameHint(user.organisation)} required>
        <Input value={name} maxLength={1000} autoComplete="off" onChange={(_event, { value }) => setName(value)} />
      </Field>
      {remove.error !== null && <FailureBar error={remove.error} />}
    </FormDialog>
  );
}

function Lost({ unsent }: { readonly unsent: Unsent }) {
  const styles = useStyles();
  const { shell } = useMessages();
  const format = useFormat();
  const id = useId();
  const { lastSuccess, ...counts } = unsent;
  const lost = (Object.keys(counts) as (keyof typeof counts)[]).filter((kind) => counts[kind] > 0);
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {shell.removal.lost}
      </h3>
      {lost.length === 0 && <Text>{shell.removal.nothing}</Text>}
      <dl className={styles.facts}>
        {lost.map((kind) => (
          <Fact key={kind} name={shell.removal.counts[kind]} value={format.number(counts[kind])} />
        ))}
      </dl>
      <Text>{lastSuccess === null ? shell.neverSynced : shell.lastSync(format.momentShort(lastSuccess))}</Text>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt>{name}</dt>
      <dd className={`${styles.count} ${styles.lost}`}>{value}</dd>
    </>
  );
}
