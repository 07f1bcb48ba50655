import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { HistorySubject, RefusedChange, RestorePlan } from '#shared/contract/history.ts';
import { describeFailure, fieldLabel } from '#shared/text/translate.ts';
import { api, call, keys } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { trackSaving } from '../app/saved-state.ts';
import type { Codes } from '../grid/use-codes.ts';
import { FailureBar } from '../ui/failure-bar.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { DifferencesTable } from './differences-table.tsx';

const useStyles = makeStyles({
  title: { margin: 0 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  muted: { color: tokens.colorNeutralForeground2 },
});

interface RestoreDialogProps {
  readonly subject: HistorySubject;
  readonly seq: number;
  /** Of the version; null for the state before the first changes. */
  readonly at: string | null;
  readonly codes: Codes;
  readonly onClose: () => void;
}

/** Shows what would change and what would not, and brings the card back. */
export function RestoreDialog({ subject, seq, at, codes, onClose }: RestoreDialogProps) {
  const { history } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const plan = useQuery({
    queryKey: [keys.journal, 'restore', subject.kind, subject.id, seq],
    queryFn: () => call(api().history.planRestore({ subject, seq })),
  });
  const restore = useMutation({
    mutationFn: ({ head }: RestorePlan) => trackSaving(call(api().history.restore({ subject, seq, head }))),
    onSuccess: () => {
      notify.done(history.dialog.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={at === null ? history.restoreOrigin : history.restoreOf(format.moment(at))}
      submit={history.dialog.submit}
      busy={restore.isPending}
      disabled={plan.data === undefined || plan.data.changes.length === 0}
      wide
      onSubmit={() => plan.data !== undefined && restore.mutate(plan.data)}
      onClose={onClose}
    >
      {plan.error !== null ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : plan.data === undefined ? (
        <LoadingState />
      ) : (
        <Planned plan={plan.data} codes={codes} />
      )}
      {restore.error !== null && <FailureBar error={restore.error} />}
    </FormDialog>
  );
}

function Planned({ plan, codes }: { readonly plan: RestorePlan; readonly codes: Codes }) {
  const styles = useStyles();
  const { dialog } = useMessages().history;
  const count = plan.changes.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <>
      {count === 0 ? (
        <Text>{plan.refused.length === 0 ? dialog.nothing : dialog.allRefused}</Text>
      ) : (
        <>
          <Text weight="semibold">{dialog.willChange(count)}</Text>
          <DifferencesTable
            label={dialog.willChange(count)}
            columns={dialog.columns}
            differences={plan.changes}
            codes={codes}
          />
          <Text className={styles.muted}>{dialog.note}</Text>
        </>
      )}
      {plan.refused.length > 0 && <Refused refused={plan.refused} />}
    </>
  );
}

function Refused({ refused }: { readonly refused: readonly RefusedChange[] }) {
  const styles = useStyles();
  const texts = useMessages();
  return (
    <section aria-label={texts.history.dialog.refused}>
      <Subtitle2 as="h3" className={styles.title}>
        {texts.history.dialog.refused}
      </Subtitle2>
      <ul className={styles.list}>
        {refused.map(({ kind, id, field, code, params }) => {
          const path = field === null ? {} : { field: `${kind}.${field}` };
          const { title, advice } = describeFailure(texts, { code, ...path, ...(params && { params }) });
          return (
            <li key={`${id} ${field}`}>
              <Text weight="semibold">
                {field === null ? texts.states.entity[kind] : fieldLabel(texts, `${kind}.${field}`)}
              </Text>
              : {title}. {advice} ({code})
            </li>
          );
        })}
      </ul>
    </section>
  );
}
